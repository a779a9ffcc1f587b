import type { Outcome } from '../optimize/outcome.js';
import type { NestedTest } from '../statistics/index.js';
import type { FitResult } from './result.js';

/** `downhill.compare/1`: plain data, JSON in and out. Numbers that do not exist are `null`. */
export interface Comparison {
  readonly schema: 'downhill.compare/1';
  /** Left side of all formulas. */
  readonly response: string;
  /** `skipped`: rows left out because one of the formulas reads a cell there that is no number. */
  readonly data: { readonly source: string; readonly rows: number; readonly skipped: number };
  /** In the order in which they were given. */
  readonly models: readonly ComparedModel[];
  /** Every pair of which one formula contains the other; empty where that is proved of none. */
  readonly tests: readonly TestedPair[];
  /** Of the lowest AICc, and the next; null where no AICc exists. `index` into `models`. */
  readonly best: Ranked | null;
  readonly next: Ranked | null;
  /** What that means, sentence by sentence. */
  readonly verdict: readonly string[];
  readonly seed: number;
  readonly lang: 'en' | 'ko';
  readonly versions: { readonly downhill: string };
}

/** `evidenceRatio`: how many times as strong the evidence for the best is, exp(ΔAICc/2); null beyond the doubles. */
export interface Ranked {
  readonly index: number;
  readonly formula: string;
  readonly deltaAicc: number;
  readonly evidenceRatio: number | null;
}

export interface ComparedModel {
  readonly formula: string;
  /** Free ones. */
  readonly parameters: number;
  readonly degreesOfFreedom: number;
  readonly loss: number | null;
  readonly rss: number | null;
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
  readonly aic: number | null;
  readonly aicc: number | null;
  readonly bic: number | null;
  /** AICc less the lowest. */
  readonly deltaAicc: number | null;
  /** Akaike weight: the share of the evidence among these formulas. */
  readonly weight: number | null;
  readonly outcome: Outcome;
  readonly fit: FitResult;
}

/** Two formulas of which the larger contains the smaller. Indices into `models`. */
export interface TestedPair {
  readonly small: number;
  readonly large: number;
  /** `formula`: by setting parameters, see `by`. `columns`: both are linear, and the columns of one span those of the other on these rows. `asked`: it was said so. */
  readonly how: 'formula' | 'columns' | 'asked';
  /** What the parameters of the larger formula become. */
  readonly by?: Readonly<Record<string, number | string>>;
  /** null where a fit did not arrive, or there is no test for the loss or these degrees of freedom. */
  readonly test: NestedTest | null;
  /** Parameters of either that stand at a bound, which the degrees of freedom count as free; absent where none does. */
  readonly atBounds?: readonly string[];
  /** The larger formula fits worse than the smaller, so it is not at its minimum, or its bounds keep the smaller out. */
  readonly worse: boolean;
}

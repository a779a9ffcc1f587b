import type { Answer, Evaluate } from '../base/evaluation.js';
import type { Text } from '../base/text.js';
import type { Values } from '../base/values.js';
import type { Loss } from '../objective/loss.js';
import type { Outcome } from '../optimize/outcome.js';
import type { Model } from '../problem/model.js';
import type { Estimate } from '../statistics/covariance.js';
import type { Diagnostics } from '../statistics/diagnostics.js';
import type { MissingEnd } from '../statistics/profile.js';
import type { LowerMinimum } from '../statistics/profile-point.js';
import type { Trace } from '../trace/trace.js';
import type { Finding, Severity } from './finding.js';
import type { HandWritten } from './hand-written.js';
import type { Terrain } from './terrain.js';

/** A row of the registry of findings: one file in `findings/`, and nothing else knows its name. */
export interface Diagnosis {
  readonly code: string;
  readonly severity: Severity;
  readonly title: Text;
  /** What is tested, with its threshold, in one sentence. */
  readonly test: string;
  /** An experiment that it fires on, small enough to be read. */
  readonly example: Example;
  /** At most one finding; null where the test does not fire. */
  readonly diagnose: (run: DiagnosedRun) => Finding | null;
}

/** A worked example: an experiment as a document's block has it. */
export interface Example {
  /** The keys of a block; `data: example.csv` reads `csv`. */
  readonly block: Readonly<Record<string, unknown>>;
  readonly csv?: string;
}

/** An end that a profile interval has not. */
export interface EndlessInterval extends MissingEnd {
  readonly parameter: string;
  readonly side: 'lower' | 'upper';
  /** |τ| that the end would have. */
  readonly reach: number;
}

/** All that a diagnosis may look at. */
export interface DiagnosedRun {
  /** What several findings ask for, by what makes it: see `once-a-run.ts`. */
  readonly made: Map<unknown, unknown>;
  readonly model: Model;
  /** In memory: residuals. */
  readonly rows: number;
  /** Rows of the table left out because a used cell was not a finite number, with an example; `used` are the others. */
  readonly skipped: { readonly count: number; readonly used: number; readonly example: string | null };
  /** Of several equations each; absent for one. */
  readonly responses?: readonly DiagnosedResponse[];
  /** Whether weights or standard deviations were given. */
  readonly weighted: boolean;
  /** The number in the data, from 1 on, of a row in memory, from 0 on. */
  readonly rowNumber: (row: number) => number;
  /** max |response|. */
  readonly largestResponse: number;
  /** Used columns by name. */
  readonly columns: ReadonlyMap<string, Values>;
  /** Of the language and the reading: code, and what it is about. */
  readonly notes: readonly { readonly code: string; readonly name: string; readonly detail: string }[];
  readonly start: Float64Array;
  readonly point: Float64Array;
  /** Of the method that ran: its row's name, and all its settings. */
  readonly method: string;
  readonly settings: Readonly<Record<string, number>>;
  /** Of a method that has one, at `point`, length P, in units of the gradient that was followed; null for others. */
  readonly velocity: Float64Array | null;
  /** Gives every epoch's point, thinned, with its figures; and the points of the last epochs, none left out. */
  readonly trace: Trace;
  readonly recent: readonly Float64Array[];
  /** Saddles that the run came to and stepped out of. */
  readonly saddles: readonly Float64Array[];
  /** The stop that the user gave, as text; null where there is none. */
  readonly stop: string | null;
  /** Rows of a minibatch; null where every epoch read all. */
  readonly batch: number | null;
  /** Which start and data were drawn, and whether the user gave a seed for it. */
  readonly drawn: { readonly start: boolean; readonly seeded: boolean };
  /** The objective around the run, by its true derivatives. */
  readonly terrain: Terrain;
  /** What the loss is, statistically: least squares, a likelihood, a robust one or none of these. */
  readonly inference: Loss['inference'];
  /** What the loss comes near to where parameters run away, without reaching it; null where there is no such limit. */
  readonly unreachable: number | null;
  /** The loss is convex where the model is linear in its parameters. */
  readonly convex: boolean;
  readonly learningRate: number | null;
  /** It is the same in every epoch. */
  readonly constantRate: boolean;
  /** x ← x − rate·∇f with nothing else: what 2/λmax is the limit of. */
  readonly plainDescent: boolean;
  /** Length P; ±∞ where there is no bound. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Where the model is not finite at `point`: how many rows, the first of them (1-based), what it reads there, what it gives, and the innermost part that is lost there. */
  readonly notFinite: {
    readonly count: number;
    readonly row: number;
    readonly inputs: Readonly<Record<string, number>>;
    readonly value: number;
    readonly term: { readonly text: string; readonly value: number } | null;
  } | null;
  readonly outcome: Outcome;
  readonly answer: Answer;
  readonly estimate: Estimate | null;
  /** Bates and Watts' relative offset at `point`: how far from the minimum, in units of the noise. Null for losses other than squares. */
  readonly offset: number | null;
  /** The method tests its convergence itself: it was asked for the minimum, not for a number of steps. */
  readonly minimiser: boolean;
  /** Result and standard errors come from double-double arithmetic: a condition number up to 1e13 costs no digits. */
  readonly refined: boolean;
  /** Residuals and Jacobian at `point`, by the true derivatives, over all rows: one pass, the first time. */
  readonly linearised: () => Answer;
  /** Of the residuals; null but for least squares at a minimum. */
  readonly diagnostics: Diagnostics | null;
  /** Ends of profile intervals that do not exist; empty where no profile was asked for. */
  readonly endless: readonly EndlessInterval[];
  /** Of the draws that were made, how many fits failed, and the way of drawing; null where no draw was made. */
  readonly bootstrap: { readonly failed: number; readonly of: number; readonly resample: string } | null;
  /**
   * Of several searches: how many were made, how many ended in the lowest minimum, how many minima were seen, and whether all starts were drawn, because none was given.
   * Null for one.
   */
  readonly search: { readonly starts: number; readonly agree: number; readonly distinct: number; readonly drawn: boolean } | null;
  /** The start that was given, length P, where the answer was reached from another one, which was drawn; else null. */
  readonly lostStart: Float64Array | null;
  /** A better point than `point`, found by another search or along a profile; null where nothing did. */
  readonly lowerMinimum: LowerMinimum | null;
  /** Why there are no standard errors, when there are none. */
  readonly withoutErrors: 'loss' | 'not-at-minimum' | 'not-finite' | 'degrees-of-freedom' | 'rank' | 'scale' | null;
  /** Of a robust loss; null for others. */
  readonly robust: {
    readonly delta: number;
    readonly scale: number;
    /** delta was settled from the scale. */
    readonly automatic: boolean;
    /** More than half of the rows lie on the curve: their scale is zero. */
    readonly exact: boolean;
    /** Numbers of the rows of weight below ½, 1-based, and how many rows have a weight above 0. */
    readonly downweighted: readonly number[];
    readonly counting: number;
  } | null;
  /** null where nothing is drawn, and where it was not looked at. */
  readonly study: DiagnosedStudy | null;
  /** The true derivatives of the objective. */
  readonly evaluate: Evaluate;
  /** The hand-written gradient that was followed, where there was one. */
  readonly written: Evaluate | null;
  readonly handWritten: HandWritten | null;
  readonly writtenText: Readonly<Record<string, string>>;
  /** The true gradient per free parameter, in the form in which one writes it: `mean((prediction - Y)*sin(X))`. */
  readonly correctGradient: Readonly<Record<string, string>>;
  /** Rows at which an expression with a kink is exactly on it, at `point`. */
  readonly kinks: readonly { readonly text: string; readonly rows: number }[];
}

/** How a run came out with other seeds. */
export interface DiagnosedStudy {
  /** `both`: data and start drawn anew. `start`, `data`: that alone. Those of what is drawn. */
  readonly arms: { readonly [kind in 'both' | 'start' | 'data']?: { readonly successes: number; readonly runs: number } };
  /** What decides whether it succeeds; `neither` where nearly all runs end alike. */
  readonly decides: 'data' | 'start' | 'both' | 'neither';
}

/** One of several equations that were fitted together. */
export interface DiagnosedResponse {
  /** Its left side as text. */
  readonly response: string;
  /** The free parameters on its right side. */
  readonly parameters: readonly string[];
  /** Those of the used rows of the table that it used. */
  readonly rows: number;
  /** Of its weighted residuals; null where there is none. */
  readonly residualStandardDeviation: number | null;
  /** max |response|, to tell an exact fit by. */
  readonly largest: number;
}

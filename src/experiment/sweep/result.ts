import type { Outcome } from '../../optimize/outcome.js';

/**
 * How one run of a sweep ended.
 * `arrived`: at the lowest minimum, or where a stop was given, the stop is met. `elsewhere`: it converged at a higher minimum, or where a hand-written gradient is zero. `out-of-epochs`, `diverged`, `not-finite`, `stalled`,
 * `cancelled`: as the outcomes of a fit.
 */
export type SweptOutcome = 'arrived' | 'elsewhere' | Exclude<Outcome, 'converged' | 'stopped-by-rule'>;

/** `downhill.sweep/1`: plain data, JSON in and out. Numbers that do not exist are `null`. */
export interface Sweep {
  readonly schema: 'downhill.sweep/1';
  readonly formula: string;
  readonly loss: string;
  readonly data: { readonly source: string; readonly rows: number; readonly skipped: number; readonly fingerprint: string };
  /** Free ones: the order of all points. */
  readonly parameters: readonly string[];
  /** The lowest minimum that is known, and the curvature of the loss there. */
  readonly minimum: SweptMinimum;
  /** When a run has arrived. */
  readonly criterion: Criterion;
  /** Of each run at most. */
  readonly epochs: number;
  readonly starts: readonly SweptStart[];
  readonly methods: readonly SweptMethod[];
  /** Over all methods: most arrivals, then fewest epochs. null where nothing arrived. */
  readonly best: BestRate | null;
  /** What that means, sentence by sentence. */
  readonly verdict: readonly string[];
  /** Of all runs together, and of the search for the minimum: losses at a point, and passes over the rows. */
  readonly evaluations: number;
  readonly passes: number;
  readonly seed: number;
  readonly lang: 'en' | 'ko';
  readonly versions: { readonly downhill: string };
}

export interface SweptMinimum {
  /** Of its search: only of `converged` it is known to be one. */
  readonly outcome: Outcome;
  readonly loss: number | null;
  readonly values: Readonly<Record<string, number>>;
  /** Greatest and least eigenvalue of the exact Hessian there, without parameters that a bound holds; null where it is not finite. */
  readonly curvature: { readonly largest: number; readonly least: number } | null;
}

export interface Criterion {
  /** The stop that was given: it alone says when a run has arrived. */
  readonly stop: string | null;
  /** Else a run has arrived where loss − minimum ≤ `share` · min(start − minimum, `scale`) + `rounding`; of each start the right side is its `within`. */
  readonly share: number;
  /** Of losses: least squares have that of the best constant, others, and responses that do not vary, the median of start − minimum. */
  readonly scale: number | null;
  readonly rounding: number;
}

export interface SweptStart {
  readonly values: Readonly<Record<string, number>>;
  readonly loss: number | null;
  /** How far above the minimum a run from here has arrived. */
  readonly within: number | null;
}

export interface SweptMethod {
  readonly name: string;
  readonly settings: Readonly<Record<string, number>>;
  /** The rate above which it leaves the minimum: 2/λmax for gradient descent. null where rates of the method are not measured against curvature. */
  readonly stabilityLimit: number | null;
  /** 2/(λmax + λmin), the best constant rate of gradient descent on a parabola (Nesterov 2004, theorem 2.1.15); null for other methods, and where λmin is not positive. */
  readonly bestInTheory: number | null;
  /** Ascending. */
  readonly rates: readonly SweptRate[];
  readonly best: BestRate | null;
  /** Every run: by rate, and within a rate by start. */
  readonly runs: readonly SweptRun[];
}

/** The runs of one rate. */
export interface SweptRate {
  readonly rate: number;
  readonly runs: number;
  readonly arrived: number;
  readonly elsewhere: number;
  readonly outOfEpochs: number;
  /** With those that met a number that is not finite. */
  readonly diverged: number;
  /** `stalled` and `cancelled`. */
  readonly others: number;
  /** Over the runs that arrived. */
  readonly medianEpochs: number | null;
  /** Over the runs that ran out of epochs: how much of the way down was left. */
  readonly medianLeft: number | null;
}

export interface SweptRun {
  readonly rate: number;
  /** Index into `starts`. */
  readonly start: number;
  readonly outcome: SweptOutcome;
  /** Updates made until it ended: for `arrived` those that it needed. */
  readonly epochs: number;
  /** At the end. */
  readonly loss: number | null;
  /** (loss − minimum) / (start − minimum), at the end; null where that does not exist. */
  readonly left: number | null;
}

export interface BestRate {
  readonly method: string;
  readonly rate: number;
  readonly arrived: number;
  readonly runs: number;
  readonly medianEpochs: number;
}

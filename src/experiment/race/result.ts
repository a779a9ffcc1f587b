import type { Outcome } from '../../optimize/outcome.js';

/** `downhill.race/1`: plain data, JSON in and out. Numbers that are not finite are NaN, which JSON writes as null. */
export interface MethodRace {
  readonly schema: 'downhill.race/1';
  readonly formula: string;
  readonly latex: string;
  readonly data: { readonly source: string; readonly rows: number; readonly skipped: number; readonly fingerprint: string };
  /** Name of the loss that all methods go down. */
  readonly loss: string;
  /** Where all of them begin: free parameters, and the loss there. */
  readonly start: { readonly parameters: Readonly<Record<string, number>>; readonly loss: number };
  /** The lowest loss that is known, and where it is. `by` is the label of the first method that came there, null where only a search of downhill's own from other starts did. */
  readonly lowest: { readonly parameters: Readonly<Record<string, number>>; readonly loss: number; readonly by: string | null };
  /** What is to be reached: the loss at which all but `share` of the drop from the start to the lowest loss is made. */
  readonly target: { readonly share: number; readonly loss: number };
  /** In the order in which they were named. */
  readonly methods: readonly RacedMethod[];
  /** Indices into `methods`: those that reached the target by their evaluations, then the others by their last loss (by their evaluations where it is the same within the target). */
  readonly ranking: readonly number[];
  /** Labels of those that had not begun when the race was cancelled. */
  readonly notRun: readonly string[];
  /** What that means, sentence by sentence. */
  readonly verdict: readonly string[];
  readonly seed: number;
  readonly lang: 'en' | 'ko';
  readonly versions: { readonly downhill: string };
}

/** A method as a fit by it alone from the same start would end. */
export interface RacedMethod {
  /** As it was named: `adam@0.01`. */
  readonly label: string;
  readonly method: string;
  /** null where it or a line search finds the step sizes. */
  readonly learningRate: number | null;
  readonly why: string;
  /** All settings of the method; absent where it has none. */
  readonly settings?: Readonly<Record<string, number>>;
  /** 1 for the first. */
  readonly rank: number;
  readonly outcome: Outcome;
  /**
   * Of its run alone: what a fit computes besides (a last refinement, a look for lower minima) is not part of it. An evaluation is one loss, with or without its
   * derivatives, over the rows: trials of line searches, probes and races for a learning rate count.
   */
  readonly stop: {
    readonly reason: string;
    readonly detail: string;
    readonly epochs: number;
    readonly evaluations: number;
    readonly passes: number;
  };
  readonly parameters: Readonly<Record<string, number>>;
  /** At `parameters`. */
  readonly loss: number;
  /** That loss less the lowest one, ≥ 0. */
  readonly above: number;
  /** The epoch at which the target was reached first, and the evaluations up to there; null where it was not. */
  readonly target: { readonly epoch: number; readonly evaluations: number } | null;
  /** `lowest`: it ended at the lowest minimum. `elsewhere`: it converged, but not there. null: it was still on its way, or lost it. */
  readonly arrived: 'lowest' | 'elsewhere' | null;
}

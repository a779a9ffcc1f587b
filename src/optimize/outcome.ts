import type { Text } from '../base/text.js';

/** How a run ended. `stopped-by-rule`: by the stop that the user gave. */
export type Outcome = 'converged' | 'stopped-by-rule' | 'diverged' | 'stalled' | 'out-of-epochs' | 'cancelled' | 'not-finite';

/** Which rule ended it and with which figures: `‖∇‖∞ = 3.6e-11 ≤ 1e-10`. */
export interface Stop {
  /** kebab-case: `gradient-small`, `loss-flat`, `mae-below`, `loss-above-limit`, `epochs-used`. */
  readonly reason: string;
  readonly detail: Text;
}

/** What a looked-at epoch shows, before its update: what stop rules, traces and progress see. */
export interface Epoch {
  /** 0 for the start. */
  readonly epoch: number;
  /** Length P; must be copied to be kept. */
  readonly point: Float64Array;
  readonly loss: number;
  /** NaN where the epoch was computed without a look at the rows (`maeWithin` of {@link Look}). */
  readonly mae: number;
  /** ‖∇f‖∞ of the gradient that is followed, without components that only push against a bound. */
  readonly gradientNorm: number;
  /** The step size of the update that led here; NaN at the start. */
  readonly rate: number;
  /** Loss evaluations so far, over all rows, counted in rows/n. */
  readonly evaluations: number;
  /** All epochs were used: this is the value after the last update. No update follows it, and the user's stop is not tested on it. */
  readonly final?: true;
}

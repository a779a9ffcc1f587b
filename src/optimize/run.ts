import type { Answer } from '../base/evaluation.js';
import type { RandomState, RandomStream } from '../base/random/stream.js';
import type { Bounds } from './bounds.js';
import type { ConvergenceMemory } from './convergence.js';
import type { GuardMemory } from './guard.js';
import type { Method, StepSize } from './method.js';
import type { Epoch, Outcome, Stop } from './outcome.js';
import type { StopRule } from './stop.js';

/** What a run is told. P parameters, n rows. */
export interface RunOptions {
  readonly method: Method;
  /** Length P ≥ 1, finite. Needed unless `resume` is given. */
  readonly start?: Float64Array;
  /** Goes on where a run ended, to the same bits as if it had not: with the same method, settings, step size, stop, bounds and data. */
  readonly resume?: RunState;
  /** Settings of the method; defaults fill in the rest. */
  readonly settings?: Readonly<Record<string, number>>;
  /** For methods that take a rate. Absent: the method's default rate, or `automatic` where it has none. */
  readonly stepSize?: StepSize;
  /** Most epochs of the whole run, 1 … 1e9; those before a `resume` count. */
  readonly epochs: number;
  /** With a stop only it, `epochs` and the guard end the run; without, the default rules of `convergence.ts`. */
  readonly stop?: string | StopRule;
  /** The start lies within them, and so does every point after. */
  readonly bounds?: Bounds;
  /** Parameters in which all residuals together are affine, whatever the others are; ascending. Default: none is known. */
  readonly linear?: readonly number[];
  /** Minibatches: each epoch goes through all rows in a new order, `size` at a time (the last fewer), an update for each. */
  readonly batch?: Batch;
  /** Asked before every evaluation; true ends the run at the last looked-at epoch. */
  readonly cancelled?: () => boolean;
  /** Told of every epoch when it is looked at, before its update; and of the value after the last update when all were used. */
  readonly onEpoch?: (epoch: Epoch) => void;
}

interface Batch {
  /** 1 … n; n and more means all rows in every update, in their own order. */
  readonly size: number;
  /** n. */
  readonly rows: number;
  /** The orders are drawn from it. */
  readonly stream: RandomStream;
}

export interface RunResult {
  /** The last iterate, not the best one; length P. */
  readonly point: Float64Array;
  /** At `point`, over all rows. */
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly stop: Stop;
  /** Updates made; with minibatches, epochs finished. */
  readonly epochs: number;
  /** Losses, with or without derivatives, over all rows; trials and probes count, minibatches by their share of the rows. */
  readonly evaluations: number;
  /** Passes over the rows: several points asked for at once are one. */
  readonly passes: number;
  /** The last epoch that was looked at before its update. After all epochs it is the one before `point`. */
  readonly last: Epoch;
  readonly state: RunState;
}

/** A run at the moment before an epoch is looked at. Plain data: `freeze` makes text of it, `thaw` reads it back to the same bits. */
export interface RunState {
  readonly schema: 'downhill.state/1';
  /** Name of the method. */
  readonly method: string;
  readonly epoch: number;
  readonly updates: number;
  readonly start: Float64Array;
  readonly point: Float64Array;
  readonly answer: Answer;
  readonly rate: number;
  readonly methodState: unknown;
  /** Of the step size: see {@link StepSize}; null where it remembers nothing. */
  readonly stepMemory?: unknown;
  readonly evaluations: number;
  readonly passes: number;
  /** The epoch before: null at the start. */
  readonly before: { readonly loss: number; readonly point: Float64Array } | null;
  readonly guard: GuardMemory;
  readonly convergence: ConvergenceMemory;
  /** Of the orders of minibatches. */
  readonly stream: RandomState | null;
}

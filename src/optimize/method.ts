import type { Answer, Request, Want } from '../base/evaluation.js';
import type { Text } from '../base/text.js';
import type { Bounds } from './bounds.js';
import type { Stop } from './outcome.js';

/** A number that a method can be given: `momentum: 0.9`. */
export interface Setting {
  readonly default: number;
  /** Inclusive bounds; `exclusive` names the ends that are not allowed themselves. */
  readonly least: number;
  readonly most: number;
  readonly exclusive?: 'least' | 'most' | 'both';
  /** Whole numbers only. */
  readonly integer?: true;
  readonly title: Text;
}

/** 2×2, row-major: takes (x − x̂, what the method keeps) along one direction to the next. */
export type Mode = readonly [number, number, number, number];

/** Where a step starts. Nothing in it may be changed. */
export interface Here {
  /** Length P. */
  readonly point: Float64Array;
  /** At `point`, with what the method `wants` (on the minibatch, when there is one). */
  readonly answer: Answer;
  /** Updates made so far: 0 at the first step. */
  readonly updates: number;
  /** Epochs finished: `updates`, unless an epoch is several minibatches. */
  readonly epoch: number;
  /** The factor of the last update; NaN at the first. */
  readonly rate: number;
  /** null where no parameter is bounded. The point lies within them, and so must the next. */
  readonly bounds: Bounds | null;
  /** Parameters in which all residuals together are affine, whatever the others are; ascending. */
  readonly linear: readonly number[];
  /** All settings of the method, defaults filled in. */
  readonly settings: Readonly<Record<string, number>>;
  /** How far along a direction; methods with a step of their own ignore it. */
  readonly stepSize: StepSize;
  /** What the step size remembers of the steps before; null at the first. */
  readonly stepMemory: unknown;
}

/** What leads somewhere without a look at where. */
export type Unseen<Way extends Advance | Step<unknown>> = Omit<Way, 'answer' | 'ended'>;

/** What a step leads to. */
export interface Step<State> {
  readonly point: Float64Array;
  readonly state: State;
  /** The factor of the direction, for the trace; NaN where the notion does not apply. */
  readonly rate: number;
  /** The answer at the new point, with what the method `wants`, when the step has it already. */
  readonly answer?: Answer;
  /** What the step size is to remember; absent: nothing. */
  readonly stepMemory?: unknown;
  /** There is no further step from here: `point` is where the step started, and the run ends. */
  readonly ended?: Ended;
}

/**
 * `converged`: the method's own test is met. `stalled`: no acceptable step was found; where nothing is left to gain the loop calls
 * that converged.
 */
export interface Ended {
  readonly outcome: 'converged' | 'stalled';
  readonly stop: Stop;
  /** The method's own test is sharper than the loop's: stalled means stalled. */
  readonly sure?: true;
}

/**
 * A way of going downhill. One file in `methods/`, and nothing else knows its name.
 *
 * @typeParam State plain data (numbers, strings, arrays, Float64Array, nested): a run can be stored after any epoch and resumed to
 * the same bits.
 */
export interface Method<State = unknown> {
  /** As it is typed: `adam`. */
  readonly name: string;
  readonly title: Text;
  /** One sentence: what it does and when to take it. */
  readonly summary: Text;
  /** The update in LaTeX. */
  readonly formula: string;
  /** Author, year, title, equation. */
  readonly reference: string;
  readonly wants: Want;
  /** May be fed gradients of minibatches. */
  readonly minibatch: boolean;
  /** `rate`: takes a learning rate, a schedule or a line search. `own`: finds its step itself. */
  readonly steps: 'rate' | 'own';
  /** It tests its convergence in `step`, more sharply than the loop's test of the gradient, which then is left out. */
  readonly endsItself?: true;
  /** Asks for factors at points that differ in the linear parameters alone. */
  readonly projects?: true;
  /** x ← x − η∇f and nothing else, so that 2/λmax is the limit of η. */
  readonly plain?: true;
  /** Draws the parameters towards zero, so that where it ends is not the minimum of the loss. */
  readonly shrinks?: true;
  /**
   * Only for methods that are linear in the gradients: what an update with a constant rate does along an eigenvector of a quadratic loss,
   * of curvature λ. What is kept there is 0 at a start.
   */
  readonly mode?: (curvature: number, rate: number, settings: Readonly<Record<string, number>>) => Mode;
  /** Only with a {@link mode} that keeps something: that of a state, length P. */
  velocity?(state: State): Float64Array;
  /** Only where `steps` is `rate`: used when the user gives none. */
  readonly learningRate?: number;
  readonly settings: Readonly<Record<string, Setting>>;
  init(start: Float64Array, settings: Readonly<Record<string, number>>): State;
  /** Yields requests, is sent an answer per point, returns the next state. Reads as straight code. */
  step(state: State, here: Here): Stepping<Step<State>>;
  /** What `step` returns where it has nothing to ask; null where it has. Runs of many short epochs would spend more in generators than in sums. */
  stepAtOnce?(state: State, here: Here): Unseen<Step<State>> | null;
}

export type Stepping<Result> = Generator<Request, Result, readonly Answer[]>;

/** How far along a direction: constant, a schedule, a line search. What it remembers between steps stands in the run's state, not in it. */
export interface StepSize {
  readonly name: string;
  /** @returns the new point, within the bounds, and the factor used. */
  advance(from: From): Stepping<Advance>;
  /** What `advance` returns. Absent where it asks for evaluations. */
  advanceAtOnce?(from: From): Unseen<Advance>;
}

/** Where a step size starts. Nothing in it may be changed. */
export interface From extends Pick<Here, 'point' | 'answer' | 'updates' | 'epoch' | 'rate' | 'bounds'> {
  /** Length P, not yet scaled; the step is along it, so it points downhill. */
  readonly direction: Float64Array;
  /** What the answer at the new point should hold. */
  readonly wants: Want;
  /** The `memory` of the step before; null at the first. */
  readonly memory?: unknown;
}

export interface Advance {
  readonly point: Float64Array;
  readonly rate: number;
  readonly answer?: Answer;
  /** Plain data, for the next step. */
  readonly memory?: unknown;
  readonly ended?: Ended;
}

import type { Centring } from './linear-algebra/centring.js';

/**
 * What a method asks of an objective, and what it gets: the protocol of reverse communication. n rows, P parameters; the
 * objective is f(x) = (1/n) Σ wᵢ ρ(rᵢ(x)), weights normalised to mean 1.
 */
export interface Request {
  /** One or more points, each of length P. Several in one request are evaluated in one pass. */
  readonly points: readonly Float64Array[];
  readonly want: Want;
  /** Row indices of a minibatch; all rows when absent. */
  readonly batch?: Uint32Array;
  /** For `directional2` and `acceleration`: length P. */
  readonly direction?: Float64Array;
  /** Loss and mean absolute error are wanted as the rows have them, also from what answers without them: figures to be shown, and no evaluation of the method. */
  readonly exact?: true;
}

/**
 * - `value`: loss and metrics.
 * - `gradient`: those and ∇f.
 * - `gram`: those and the Gauss–Newton matrix (1/n) Σ wᵢ ρ″ ∇rᵢ∇rᵢᵀ.
 * - `qr`: those and the triangular factor of the same matrix, never formed from it.
 * - `hessian`: value, gradient and the exact ∇²f.
 * - `residual-jacobian`: value, residuals and the Jacobian, both with √(w/n) applied.
 * - `directional2`: value and, per row, ∂²rᵢ/∂t² along `direction`, with √(w/n) applied.
 * - `error-slope`: those of `gradient` and (1/n) Σ sign(rᵢ)∇rᵢ, a subgradient of the mean absolute error.
 * - `acceleration`: value and Jᵀ∂²r/∂t² along `direction`, J and r with √(w/n) applied.
 */
export type Want =
  | 'value'
  | 'gradient'
  | 'gram'
  | 'qr'
  | 'hessian'
  | 'residual-jacobian'
  | 'directional2'
  | 'error-slope'
  | 'acceleration';

/** One per point. */
export interface Answer {
  /** f(x); NaN or ±∞ where the model is not finite. */
  readonly loss: number;
  /** (1/n) Σ |rᵢ|, unweighted; NaN where it is only known to be `maeWithin`. */
  readonly mae: number;
  /** Least and greatest value that `mae` can have, where the answer was made without a look at the rows. */
  readonly maeWithin?: readonly [low: number, high: number];
  /** With it: the most by which a component of `gradient` may differ from what the rows give. */
  readonly gradientWithin?: number;
  /** Length P. */
  readonly gradient?: Float64Array;
  /** P×P, row-major, symmetric. */
  readonly gram?: Float64Array;
  /** P×P, row-major. */
  readonly hessian?: Float64Array;
  /** Upper triangular P×P, row-major, with RᵀR = gram, R ≥ 0 on the diagonal. */
  readonly r?: Float64Array;
  /** Qᵀ√W r, length P, so that Rᵀ·qtr = gradient. */
  readonly qtr?: Float64Array;
  /** With `qr`, where columns of the Jacobian lie far from zero for their spread: its factor in a basis in which they do not. */
  readonly centred?: CentredFactor;
  /** Length n. */
  readonly residuals?: Float64Array;
  /** n×P, row-major. */
  readonly jacobian?: Float64Array;
  /** Length n. */
  readonly second?: Float64Array;
  /** Length P: Jᵀ∂²r/∂t². */
  readonly bend?: Float64Array;
  /** Length P. */
  readonly maeSlope?: Float64Array;
  /** Passes over the rows that the request took, on the first of its answers. Absent: one. */
  readonly passes?: number;
}

/** R′ and Q′ᵀr of J′, as `r` and `qtr` are of J = J′T: steps and errors from it keep the digits that R loses. */
export interface CentredFactor extends Centring {
  readonly r: Float64Array;
  readonly qtr: Float64Array;
}

/** Evaluates at once: data in memory, one thread. */
export type Evaluate = (request: Request) => readonly Answer[];
/** Evaluates elsewhere: threads, streams, engines. */
export type EvaluateAsync = (request: Request) => Promise<readonly Answer[]>;

import type { Text } from '../base/text.js';
import type { Values } from '../base/values.js';
import type { Expression } from '../expression/node.js';

/** A row of the table of losses: one file in `losses/`, and nothing else knows its name. */
export interface Loss {
  /** As it is typed: `huber`. */
  readonly name: string;
  readonly title: Text;
  readonly summary: Text;
  readonly reference: string;
  /** ρ of one row, an expression of prediction η and response y. Its derivatives are taken, not written. */
  readonly term: (prediction: Expression, response: Expression, settings: Readonly<Record<string, number>>) => Expression;
  /** The weight of ∇η∇ηᵀ in the Gauss–Newton matrix, where ∂²ρ/∂η² would not do (zero, negative or undefined). */
  readonly curvature?: (prediction: Expression, response: Expression, settings: Readonly<Record<string, number>>) => Expression;
  /** Bounded influence: see {@link Robust}. */
  readonly robust?: Robust;
  /** ρ has slopes ±corner on the two sides of a zero residual, where it has no derivative. */
  readonly corner?: number;
  /** The mean response as an expression of the model's value: identity, logistic, exp. */
  readonly mean: (prediction: Expression) => Expression;
  readonly settings: Readonly<Record<string, LossSetting>>;
  /**
   * `squares`: σ² is estimated, t intervals. `likelihood`: −Σρ is a log-likelihood up to a constant, normal intervals. `robust`: an M-estimate, Huber's asymptotic
   * covariance, normal intervals. `none`: no standard errors.
   */
  readonly inference: 'squares' | 'likelihood' | 'robust' | 'none';
  /** The limit of ρ from below, which no finite prediction reaches: where all rows allow it, parameters run away. */
  readonly unreachable?: number;
  /** Log-likelihood of the rows less −Σρ: the part that does not depend on parameters. For AIC. Only for `likelihood`. */
  readonly logLikelihoodConstant?: (response: Values) => number;
  /** What is wrong with a response value, or null: logistic wants 0 or 1. */
  readonly refuses?: (response: number) => string | null;
}

/** A number that a loss can be given: `delta: 1.5`. */
export interface LossSetting {
  /** `auto`: from the residuals themselves, as {@link Robust} says. */
  readonly default: number | 'auto';
  readonly title: Text;
}

/**
 * A loss that is r²/2 for small residuals and gives large ones less weight. It is fitted by iteratively reweighted least squares: `curvature` is ψ(r)/r, the weight
 * of a row, in [0, 1] (Beaton and Tukey 1974, Technometrics 16; Holland and Welsch 1977, Commun. Statist. A6). Its setting is `delta`, the residual at which it
 * leaves the squares, in units of the response; `auto` is `tuning` × a robust standard deviation of the residuals.
 */
export interface Robust {
  /** > 0. With it the estimate has 95% of the efficiency of least squares where errors are normal. */
  readonly tuning: number;
  /** There is one minimum where the model is linear. Others are also started from the solution of a convex one. */
  readonly convex: boolean;
}

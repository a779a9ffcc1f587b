import type { Text } from '../base/text.js';
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
  /** The weight of ∇η∇ηᵀ in the Gauss–Newton matrix, where ∂²ρ/∂η² would not do (zero or undefined). */
  readonly curvature?: (prediction: Expression, response: Expression, settings: Readonly<Record<string, number>>) => Expression;
  /** ρ has slopes ±corner on the two sides of a zero residual, where it has no derivative. */
  readonly corner?: number;
  /** The mean response as an expression of the model's value: identity, logistic, exp. */
  readonly mean: (prediction: Expression) => Expression;
  readonly settings: Readonly<Record<string, { readonly default: number; readonly title: Text }>>;
  /** `squares`: σ² is estimated, t intervals. `likelihood`: −Σρ is a log-likelihood up to a constant, normal intervals. `none`: no standard errors. */
  readonly inference: 'squares' | 'likelihood' | 'none';
  /** Log-likelihood of the rows less −Σρ: the part that does not depend on parameters. For AIC. Only for `likelihood`. */
  readonly logLikelihoodConstant?: (response: Float64Array) => number;
  /** What is wrong with a response value, or null: logistic wants 0 or 1. */
  readonly refuses?: (response: number) => string | null;
}

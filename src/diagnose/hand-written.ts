import type { Evaluate } from '../base/evaluation.js';
import type { Expression } from '../expression/node.js';

/** A gradient that somebody wrote, and what it ought to be. P free parameters. */
export interface HandWritten {
  /** As written, one per free parameter, in their order; null where a function of a program gives them. */
  readonly components: readonly Expression[] | null;
  /** What it is on the rows of the run's terrain. */
  readonly evaluate: Evaluate;
  /** Whether `evaluate` and the terrain are of the same rows. */
  readonly sameRows: boolean;
  /** What the true components are the mean of, over columns, parameters and `prediction`; of unweighted rows. */
  readonly inners: readonly Expression[];
  /** The factor that they share, ∂ρ/∂prediction: the residual, for squares. */
  readonly outer: Expression;
  /** ∂prediction/∂parameter, as one writes it. */
  readonly slopes: readonly Expression[];
  /** As a person would type it. */
  readonly print: (expression: Expression) => string;
  /** Python lines that update all parameters by the true gradient, `np` being NumPy. */
  readonly updateLines: readonly string[];
}

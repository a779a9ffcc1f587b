import { once } from '../base/once.js';
import { remembered } from '../base/remembered.js';
import { add, number } from './build.js';
import { isConstantOver } from './constant-over.js';
import { differentiate } from './differentiate.js';
import { exchangeable } from './exchangeable.js';
import { jointlyAffine, secondDerivatives } from './jointly-affine.js';
import type { Expression } from './node.js';
import { simplify } from './simplify.js';

/** What a model is made of, as far as it shows in the formula. */
export interface Structure {
  /** Jointly affine in all parameters: least squares has one solution, in one pass. */
  readonly linearInAll: boolean;
  /** A largest set in which the model is jointly affine, whatever the other parameters are, in the order of the parameters. */
  readonly linearIn: readonly string[];
  /** The parameters in which the model is affine when all others are held. */
  readonly perParameterAffine: readonly string[];
  /** Groups of terms that are equal but for the names of their parameters: b1*exp(-b2*x) + b3*exp(-b4*x) → [[b1, b2], [b3, b4]]. */
  readonly exchangeable: readonly (readonly (readonly string[])[])[];
  /** Some fixed combination of the columns that `linearIn` multiplies is constant over the rows. */
  readonly intercept: boolean;
}

/**
 * The structure of a model. Never claims too much: a parameter counts as linear only where this is proved from the rules of +, −, ·, / and
 * `where`, or where the second derivatives vanish identically, without kinks, and a numeric probe agrees.
 *
 * @param parameters the names to fit; all others are columns.
 * @example structure(parse('A*sin(w*x) + b'), ['A', 'w', 'b']).linearIn // ['A', 'b']
 */
export const structure: (expression: Expression, parameters: readonly string[]) => Structure = remembered(
  64,
  ({ id }: Expression, parameters: readonly string[]) => `${id} ${parameters.join('\0')}`,
  structureOf,
);

function structureOf(expression: Expression, parameters: readonly string[]): Structure {
  const simple = simplify(expression);
  const second = secondDerivatives(simple, parameters);
  const linearIn = jointlyAffine(parameters.length, second).map((i) => parameters[i] as string);
  const perParameterAffine = once(() => parameters.filter((_, i) => !second(i, i)));
  const groups = once(() => exchangeable(simple, parameters));
  const intercept = once(() => hasIntercept(simple, parameters, linearIn));
  return {
    linearInAll: linearIn.length === parameters.length,
    linearIn,
    get perParameterAffine() {
      return perParameterAffine();
    },
    get exchangeable() {
      return groups();
    },
    get intercept() {
      return intercept();
    },
  };
}

/** Whether the slope of one parameter, or of a sum over groups (`where(g == 0, b0, where(g == 1, b1, …))`), is the same ≠ 0 in every row. */
function hasIntercept(expression: Expression, parameters: readonly string[], linearIn: readonly string[]): boolean {
  const slopes = differentiate(expression, linearIn).map(simplify);
  const choices = slopes.filter((slope) => slope.kind === 'call' && slope.operation === 'where');
  const together = simplify(choices.reduce((sum, slope) => add(sum, slope), number(0)));
  return [...slopes, together].some(
    (slope) => isConstantOver(slope, parameters) && !(slope.kind === 'constant' && slope.value === 0),
  );
}

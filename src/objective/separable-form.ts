import { multiply, number } from '../expression/build.js';
import { dependsOn } from '../expression/depends-on.js';
import { differentiate } from '../expression/differentiate.js';
import type { Expression } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';

/** A part of a column of the Jacobian: `factor` times column `column` of M, times the linear parameter `by` where it is not null. */
export interface Part {
  /** 0 … W − 1. */
  readonly column: number;
  readonly factor: number;
  /** 0 … P − 1. */
  readonly by: number | null;
}

/** A model η = φ₀(α) + Σ cₖφₖ(α), with J = M(α)·S(c) for a few columns M that do not depend on c. P parameters, W columns. */
export interface SeparableForm {
  /** M, over the names of the model but for the linear parameters: each φₖ, ∂φₖ/∂αⱼ and ∂φ₀/∂αⱼ that is not zero, once. */
  readonly columns: readonly Expression[];
  /** S by its columns: of what each column of the Jacobian consists. */
  readonly parts: readonly (readonly Part[])[];
  /** The indices of c, ascending. */
  readonly linear: readonly number[];
  /** The indices of α, ascending. */
  readonly others: readonly number[];
}

/**
 * The columns that a separable model's Jacobian consists of at a given α, whatever c is (Golub and Pereyra 1973, SIAM J. Numer. Anal. 10, eq. 1.1).
 *
 * @param parameters all free ones. @param linear indices of those in which the prediction is jointly affine.
 * @returns null where the slopes, as they are written, still hold linear parameters.
 * @example separableForm(parse('a*exp(-b*x) + c'), ['a', 'b', 'c'], [0, 2])?.columns // exp(-b*x), x*exp(-b*x), 1
 */
export function separableForm(
  prediction: Expression,
  parameters: readonly string[],
  linear: readonly number[],
): SeparableForm | null {
  const names = linear.map((j) => parameters[j] as string);
  const nowhere = new Map(names.map((parameter) => [parameter, number(0)]));
  const slopes = differentiate(prediction, parameters).map(simplify);
  const columns: Expression[] = [];
  const part = (written: Expression, by: number | null): Part[] => {
    const { factor, rest } = withoutFactor(simplify(written));
    if (factor === 0) return [];
    const known = columns.indexOf(rest);
    return [{ column: known < 0 ? columns.push(rest) - 1 : known, factor, by }];
  };
  const others = [...parameters.keys()].filter((j) => !linear.includes(j));
  const parts = slopes.map((slope, j) => {
    if (linear.includes(j)) return part(slope, null);
    const mixed = differentiate(slope, names);
    return [...part(substitute(slope, nowhere), null), ...mixed.flatMap((e, k) => part(e, linear[k] as number))];
  });
  return columns.some((column) => dependsOn(column, names)) ? null : { columns, parts, linear, others };
}

/** −3·e as −3 and e: columns that are multiples of one another are one. */
function withoutFactor(e: Expression): { readonly factor: number; readonly rest: Expression } {
  if (e.kind === 'constant') return { factor: e.value, rest: number(1) };
  if (e.kind !== 'call') return { factor: 1, rest: e };
  const [a, b] = e.args;
  if (e.operation === 'negate') {
    const inner = withoutFactor(a as Expression);
    return { factor: -inner.factor, rest: inner.rest };
  }
  if (e.operation !== 'multiply' || a === undefined || b === undefined) return { factor: 1, rest: e };
  const [left, right] = [withoutFactor(a), withoutFactor(b)];
  const factor = left.factor * right.factor;
  return factor === 1 ? { factor: 1, rest: e } : { factor, rest: simplify(multiply(left.rest, right.rest)) };
}

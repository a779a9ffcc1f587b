import { once } from '../base/once.js';
import { dimensions } from '../expression/dimensions.js';
import { parameterRoles } from '../expression/parameter-roles.js';
import { signSymmetries } from '../expression/sign-symmetries.js';
import type { Structure } from '../expression/structure.js';
import type { PointwiseModel } from '../objective/pointwise.js';
import type { Symmetries } from '../problem/canonical.js';

/** The symmetries of a model. What is bounded is not exchanged: bounds belong to one of the terms. */
export function symmetriesOf(
  { prediction, parameters, columns }: PointwiseModel,
  parts: Structure,
  bounds: { readonly lower: Float64Array; readonly upper: Float64Array },
): Symmetries {
  const bounded = (j: number): boolean =>
    bounds.lower[j] !== Number.NEGATIVE_INFINITY || bounds.upper[j] !== Number.POSITIVE_INFINITY;
  const index = (name: string): number => parameters.indexOf(name);
  const flips = once(() => signSymmetries(prediction, parameters).filter((set) => !set.some(bounded)));
  // From slow to fast: rates and frequencies ascend, periods and time constants descend; places go from left to right.
  const order = once(() => {
    const roles = parameterRoles(prediction, parameters, columns);
    const units = dimensions(prediction, parameters, columns);
    return parameters.map((name, j) => {
      if (parts.linearIn.includes(name)) return null;
      const { place } = roles[j] as (typeof roles)[number];
      if (place !== null) return place.sign === 1 ? 'descending' : 'ascending';
      return (units[j] as Float64Array).some((exponent, base) => exponent > 0 && base < columns.length)
        ? 'descending'
        : 'ascending';
    });
  });
  return {
    exchanges: parts.exchangeable
      .map((terms) => terms.map((names) => names.map(index)))
      .filter((terms) => !terms.flat().some(bounded)),
    // Most solutions have the signs of their start, and ask for neither.
    get flips() {
      return flips();
    },
    get order() {
      return order();
    },
  };
}

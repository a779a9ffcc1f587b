import { exp } from '../base/elementary/scalar.js';

/**
 * Differences to the lowest criterion and Akaike weights exp(−Δ/2)/Σ exp(−Δ/2) (Burnham and Anderson 2002, Model Selection and Multimodel Inference, §2.9).
 * @param criteria AICc or the like, one per model; null for one that has none: it gets nulls and does not count.
 * @example akaikeWeights([10, 12]) // [{ delta: 0, weight: 0.731… }, { delta: 2, weight: 0.268… }]
 */
export function akaikeWeights(
  criteria: readonly (number | null)[],
): { readonly delta: number | null; readonly weight: number | null }[] {
  const known = criteria.filter((value) => value !== null);
  const lowest = Math.min(...known);
  const total = known.reduce((sum, value) => sum + exp((lowest - value) / 2), 0);
  return criteria.map((value) =>
    value === null ? { delta: null, weight: null } : { delta: value - lowest, weight: exp((lowest - value) / 2) / total },
  );
}

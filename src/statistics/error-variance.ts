/** Where σ² of a row of weight 1 comes from. */
export interface VarianceInput {
  /** Of the loss. */
  readonly inference: 'squares' | 'likelihood' | 'robust' | 'none';
  /** Σ wr², weights with mean 1. */
  readonly rss: number;
  readonly degreesOfFreedom: number;
  /** For absolute standard deviations: c, where the weights with mean 1 are c/σᵢ². Null: σ² is estimated. */
  readonly absolute: number | null;
}

/**
 * σ² of a row of weight 1: rss / degrees of freedom; c where standard deviations were given as absolute; 1 for a likelihood, whose curvature is the
 * information itself. Null where nothing can be said: no degrees of freedom, a loss without inference, a sum that is not finite; and for robust losses, whose
 * variance is {@link robustVariance}.
 */
export function errorVariance({ inference, rss, degreesOfFreedom, absolute }: VarianceInput): number | null {
  if (inference === 'none' || inference === 'robust') return null;
  if (inference === 'likelihood') return 1;
  if (absolute !== null) return absolute;
  if (!(degreesOfFreedom > 0)) return null;
  const variance = rss / degreesOfFreedom;
  return Number.isFinite(variance) ? variance : null;
}

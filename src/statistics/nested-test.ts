import { chiSquaredTail, fisherFTail } from '../base/distributions/index.js';

/** One of two nested models at its minimum. */
export interface NestedFit {
  /** RSS for least squares, else 2n·loss: twice the negative log-likelihood up to a constant, or Σ (r/σ)². */
  readonly deviance: number;
  /** Rows of weight > 0 less free parameters. */
  readonly degreesOfFreedom: number;
}

/** Whether the larger model is better by more than chance. */
export interface NestedTest {
  /** `F` where σ² is estimated; `χ²` for a likelihood or absolute σ. */
  readonly test: 'F' | 'χ²';
  readonly statistic: number;
  /** Parameters that the larger model has more. */
  readonly numerator: number;
  /** Degrees of freedom of the larger model; null for χ². */
  readonly denominator: number | null;
  readonly p: number;
}

/**
 * F = ((RSS₁ − RSS₂)/(df₁ − df₂))/(RSS₂/df₂), exact for linear models, approximate for others (Bates and Watts 1988, §3.10; R's `anova.nls`); or the difference
 * of deviances against χ² (Wilks 1938; R's `anova.glm`).
 *
 * @param known σ is absolute, or the deviances are of likelihoods.
 * @returns null where the larger model has not more parameters, no degrees of freedom, or a higher deviance by more than rounding: it did not reach its minimum.
 */
export function nestedTest(small: NestedFit, large: NestedFit, known: boolean): NestedTest | null {
  const numerator = small.degreesOfFreedom - large.degreesOfFreedom;
  const gained = small.deviance - large.deviance;
  if (!(numerator > 0) || !Number.isFinite(gained) || isWorse(small, large)) return null;
  if (known) {
    const statistic = Math.max(gained, 0);
    return { test: 'χ²', statistic, numerator, denominator: null, p: chiSquaredTail(statistic, numerator) };
  }
  const denominator = large.degreesOfFreedom;
  if (!(denominator > 0 && large.deviance > 0)) return null;
  const statistic = Math.max(gained, 0) / numerator / (large.deviance / denominator);
  return { test: 'F', statistic, numerator, denominator, p: fisherFTail(statistic, numerator, denominator) };
}

/** Relative rounding of deviances. */
const ROUNDING = 1e-9;

/** Whether a model fits worse than one that it contains, which it cannot at its minimum. */
export const isWorse = (small: NestedFit, large: NestedFit): boolean =>
  large.deviance - small.deviance > ROUNDING * Math.max(Math.abs(small.deviance), Math.abs(large.deviance));

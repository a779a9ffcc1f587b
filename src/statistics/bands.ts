import { hypotenuse, norm2, symmetricEigen } from '../base/linear-algebra/index.js';
import { intervalReach } from './intervals.js';

/** Length n each; NaN where there is none. */
export interface Band {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface BandsInput {
  /** Length n. For a loss with a link: the linear predictor, whose bounds are then carried through the link. */
  readonly predicted: Float64Array;
  /** Length n, from {@link predictionErrors}. */
  readonly standardErrors: Float64Array;
  /** Standard deviation of a new observation: one number, or one per row (σ/√w); null where there is none (likelihoods). */
  readonly noise: Float64Array | number | null;
  /** > 0; ∞ for a known σ or a likelihood. */
  readonly degreesOfFreedom: number;
  /** In (0, 1); default 0.95. */
  readonly level?: number;
}

/**
 * The confidence band holds the curve, the prediction band a new observation, each at one point with probability `level` (Seber and Wild 1989, §5.1, linear
 * approximation). Not simultaneous over all points.
 */
export function bands(input: BandsInput): { readonly confidence: Band; readonly prediction: Band | null } {
  const { predicted, standardErrors, noise, degreesOfFreedom, level = 0.95 } = input;
  const reach = intervalReach(level, degreesOfFreedom);
  const around = (half: (i: number) => number): Band => ({
    lower: predicted.map((value, i) => value - reach * half(i)),
    upper: predicted.map((value, i) => value + reach * half(i)),
  });
  const errorAt = (i: number): number => standardErrors[i] as number;
  const noiseAt = (i: number): number => (typeof noise === 'number' ? noise : (noise?.[i] ?? Number.NaN));
  return {
    confidence: around(errorAt),
    prediction: noise === null ? null : around((i) => hypotenuse(errorAt(i), noiseAt(i))),
  };
}

/**
 * Standard errors of the curve, √(gᵢᵀ·covariance·gᵢ), gᵢ = ∂predictionᵢ/∂parameters.
 * @param gradients n×P, row-major, without weights. @param factor P×P row-major, FFᵀ = covariance ({@link Estimate} `factor`, or {@link factorOf}).
 * @returns length n.
 */
export function predictionErrors(gradients: Float64Array, rows: number, parameters: number, factor: Float64Array): Float64Array {
  const turned = new Float64Array(parameters);
  return Float64Array.from({ length: rows }, (_, i) => {
    turned.fill(0);
    for (let j = 0; j < parameters; j++) {
      const slope = gradients[i * parameters + j] as number;
      for (let k = 0; k < parameters; k++) turned[k] = (turned[k] as number) + (factor[j * parameters + k] as number) * slope;
    }
    return norm2(turned);
  });
}

/**
 * F with FFᵀ = covariance, from a stored result: standard errors and correlation. What rounding made negative counts as zero.
 * @param standardErrors length P. @param correlation P rows of P. @returns P×P, row-major.
 */
export function factorOf(standardErrors: ArrayLike<number>, correlation: readonly (readonly number[])[]): Float64Array {
  const n = correlation.length;
  const { values, vectors } = symmetricEigen(Float64Array.from(correlation.flat()), n);
  return vectors.map(
    (value, at) => (standardErrors[Math.floor(at / n)] as number) * value * Math.sqrt(Math.max(values[at % n] as number, 0)),
  );
}

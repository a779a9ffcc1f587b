import type { Text } from '../base/text.js';

/** All that a way of resampling may use. n rows of weight > 0. */
export interface Resampled {
  /** Predictions at the estimate, length n. */
  readonly predicted: Float64Array;
  readonly response: Float64Array;
  /** Length n, > 0. */
  readonly weights: Float64Array;
  /** Diagonal of the hat matrix, length n. */
  readonly leverage: Float64Array;
}

/** A way of drawing new data: a row of {@link RESAMPLES}. */
interface Resampling {
  readonly title: Text;
  /** Needs a loss of squares. */
  readonly squares: boolean;
  /** Made once; then per draw the weights and responses of n indices. */
  readonly prepare: (rows: Resampled) => (indices: Uint32Array, weights: Float64Array, response: Float64Array) => void;
}

export const RESAMPLES = {
  cases: {
    title: {
      en: 'whole rows, each as often as it is drawn: no assumption on the errors',
      ko: '행을 통째로 뽑은 횟수만큼 반복. 오차에 대한 가정이 없음',
    },
    squares: false,
    prepare: (rows) => (indices, weights) => {
      weights.fill(0);
      for (const i of indices) weights[i] = (weights[i] as number) + (rows.weights[i] as number);
    },
  },
  residuals: {
    title: {
      en: 'predictions plus residuals of drawn rows: keeps the design, assumes errors of one distribution',
      ko: '예측값에 뽑은 행의 잔차를 더함. 설계를 유지하고 오차의 분포가 같다고 가정',
    },
    squares: true,
    // Davison and Hinkley 1997, Bootstrap Methods and their Application, §6.2.3: residuals brought to one variance and mean 0
    prepare: ({ predicted, response, weights, leverage }) => {
      const errors = response.map((y, i) => {
        const rest = 1 - (leverage[i] as number);
        return rest > 1e-10 ? ((y - (predicted[i] as number)) * Math.sqrt(weights[i] as number)) / Math.sqrt(rest) : 0;
      });
      const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
      return (indices, _, drawn) => {
        for (let i = 0; i < drawn.length; i++)
          drawn[i] =
            (predicted[i] as number) + ((errors[indices[i] as number] as number) - mean) / Math.sqrt(weights[i] as number);
      };
    },
  },
} as const satisfies Readonly<Record<string, Resampling>>;

export type Resample = keyof typeof RESAMPLES;

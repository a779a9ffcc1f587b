import { maxAbs } from '../base/linear-algebra/index.js';
import type { Text } from '../base/text.js';
import type { Stop } from '../optimize/outcome.js';
import type { Begun } from './fit.js';

/** |r| over the largest response up to which a residual is rounding. */
const ZERO = 1e-13;

/**
 * Whether a fit that found no further step has nothing left to gain. Of squares: all rows lie on the curve, as with no more rows than parameters, and no step is small beside noise
 * that is rounding. Of a robust loss: more than half of the rows lie on the curve, and those that do not are farther away
 * than delta, which is then next to nothing; the loss is made of them alone and hides what rounding the others have.
 * @returns how the run then ended, or null.
 */
export function minimumOnCurve({ robust, model, objective, prepared }: Begun, point: Float64Array): Stop | null {
  const squares = model.loss.inference === 'squares' && prepared.stream === null;
  if (!squares && robust?.settled?.exact !== true) return null;
  const { response } = prepared;
  const delta = squares ? Number.POSITIVE_INFINITY : (model.lossSettings.delta as number);
  const largest = maxAbs(response);
  const sizes = objective.predict(point, 'model').map((value, i) => Math.abs(value - (response[i] as number)));
  const zero = sizes.filter((size) => size <= ZERO * largest).length;
  if (2 * zero <= sizes.length || sizes.some((size) => !(size <= ZERO * largest || size > delta))) return null;
  return {
    reason: 'rows-on-curve',
    detail: squares
      ? ALL
      : {
          en: `${zero} of ${sizes.length} residuals are zero to rounding, the others are beyond delta`,
          ko: `잔차 ${sizes.length}개 중 ${zero}개는 반올림 오차까지 0, 나머지는 delta보다 큼`,
        },
  };
}

const ALL: Text = { en: 'all residuals are zero to rounding', ko: '모든 잔차가 반올림 오차까지 0' };

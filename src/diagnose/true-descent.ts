import { type Eigen, maxAbs } from '../base/linear-algebra/index.js';
import { forecastEpochs } from '../optimize/forecast.js';
import { gradientDescent } from '../optimize/methods/gradient-descent.js';
import type { Shape, Terrain } from './terrain.js';

/** What plain gradient descent with the true gradient does on the same data. */
export interface TrueDescent {
  /** Rates below 2/λmax converge near the minimum. */
  readonly limit: number;
  /** 2/(λmax + λmin): no other constant rate is faster in the long run. */
  readonly best: number;
  /** Epochs at the run's own rate until a thousandth of the way to the minimum is left, in the measure of the loss; null where it does not converge, or the loss is not quadratic. */
  readonly epochs: number | null;
}

/** Of the loss's excess: a thousandth of the way. */
const LEFT = 1e-6;

/** @param minimum the reference. @returns null where the Hessian there is not positive definite. */
export function trueDescent(minimum: Shape, start: Float64Array, rate: number | null, terrain: Terrain): TrueDescent | null {
  const { curvatures, directions, hessian, point } = minimum;
  const [largest, least] = [curvatures[0] as number, curvatures[curvatures.length - 1] as number];
  if (!(least > 0)) return null;
  const first = terrain.shape(start);
  const quadratic = first !== null && maxAbs(first.hessian.map((x, i) => x - (hessian[i] as number))) <= 1e-9 * maxAbs(hessian);
  const forecast = (): number | null => {
    if (rate === null || !quadratic) return null;
    const found = forecastEpochs({
      method: gradientDescent,
      settings: {},
      rate,
      hessian: { values: curvatures, vectors: directions } satisfies Eigen,
      offset: start.map((x, j) => x - (point[j] as number)),
      of: 'loss',
      target: LEFT * (first.loss - minimum.loss),
    });
    return found !== null && Number.isFinite(found.epochs) ? found.epochs : null;
  };
  return { limit: 2 / largest, best: 2 / (largest + least), epochs: forecast() };
}

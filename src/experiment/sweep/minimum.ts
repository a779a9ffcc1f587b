import { symmetricEigen } from '../../base/linear-algebra/index.js';
import { held } from '../../optimize/bounds.js';
import type { Begun } from '../fit.js';
import { answered, type Steps } from '../in-steps.js';
import type { FitOptions } from '../options.js';
import { sampled } from '../sampled.js';
import { searched } from '../searched.js';
import { type Solved, solve } from '../solve.js';
import type { SweptMinimum } from './result.js';

/** Curvatures below this share of the largest are what rounding leaves of 0. */
const LEVEL = 1e-13;

/** The lowest minimum as a fit looks for it. @param from a point that is known to lie lower than what was found before; null where none is. */
export function* lowestMinimum(begun: Begun, from: Float64Array | null): Steps<Solved> {
  if (from !== null) return yield* answered(solve(begun, [from]), begun.objective.evaluate);
  const planned = begun.robust?.starts ?? null;
  const sample = planned === null ? sampled(begun) : null;
  const looked = sample === null ? null : yield* answered(searched(sample), sample.objective.evaluate);
  return yield* answered(solve(begun, planned ?? looked?.lowest() ?? null, looked), begun.objective.evaluate);
}

/** What is fitted, without how a run gets there. */
export function forMinimum(options: FitOptions): FitOptions {
  const { gradient: _gradient, stop: _stop, epochs: _epochs, start: _start, onEpoch: _onEpoch, ...what } = options;
  return what;
}

/** Greatest and least curvature of the loss at a point, along all that no bound holds there. */
export function curvatureAt({ objective, fromMoments, bounds }: Begun, point: Float64Array): SweptMinimum['curvature'] {
  const exact = fromMoments?.truth ?? objective;
  const [answer] = exact.evaluate({ points: [point], want: 'hessian' });
  const { hessian, gradient } = answer ?? {};
  if (hessian === undefined || gradient === undefined || !hessian.every(Number.isFinite)) return null;
  const count = point.length;
  const free = [...point.keys()].filter((j) => !held(point, gradient, j, bounds));
  if (free.length === 0) return null;
  const part = Float64Array.from(free.flatMap((i) => free.map((j) => hessian[i * count + j] as number)));
  const { values } = symmetricEigen(part, free.length);
  const [largest, least] = [values[0] as number, values[free.length - 1] as number];
  return { largest, least: Math.abs(least) <= LEVEL * largest ? 0 : least };
}

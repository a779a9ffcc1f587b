import type { Answer } from '../base/evaluation.js';
import { allFinite, multiplyUpper, norm2, solveUpper, solveUpperTransposed } from '../base/linear-algebra/index.js';
import type { Stepping } from './method.js';

/** A move of the predictions over the root mean square of the residuals. */
const MOVE = 1e-4;
const MOST_PROBES = 10;
/** The least share that a random direction has in that of the largest curvature, 39 times of 40 with ten parameters, 19 of 20 with forty: √(2P/π) of it is the chance of less. */
const SHARE = 0.01;

/**
 * Whether the Gauss–Newton matrix tells the sign of the curvature: the rest of the Hessian, in units of it, is smaller than 1 in every direction, so that no direction can curve
 * downwards. Then the minimum attracts Gauss–Newton steps, and what repels them is no minimum (Bates and Watts 1980, J. R. Stat. Soc. B 42: the effective residual
 * curvature). By a few steps of the power method from an irregular direction, each a gradient at a small distance; it may say no where the answer is yes.
 *
 * @param answer at `point`, with want `qr`; R is regular. No bound holds a parameter.
 */
export function* gaussNewtonHolds(point: Float64Array, answer: Answer): Stepping<boolean> {
  const size = point.length;
  const r = answer.r as Float64Array;
  const here = answer.gradient as Float64Array;
  const far = MOVE * Math.sqrt(2 * Math.abs(answer.loss));
  let u = unitLength(point.map((_, j) => IRREGULAR[j % IRREGULAR.length] as number));
  let product = 1;
  for (let k = 0; k < MOST_PROBES; k++) {
    const way = solveUpper(r, size, u.slice());
    const probe = point.map((x, j) => x + far * (way[j] as number));
    const [there] = (yield { points: [probe], want: 'qr' }) as readonly [Answer];
    if (there.gradient === undefined || !allFinite(there.gradient)) return false;
    // What was really moved: rounding changes it.
    const moved = multiplyUpper(
      r,
      size,
      probe.map((x, j) => x - (point[j] as number)),
    );
    const change = solveUpperTransposed(
      r,
      size,
      there.gradient.map((g, j) => g - (here[j] as number)),
    );
    const rest = change.map((value, j) => value - (moved[j] as number));
    product *= norm2(rest) / norm2(moved);
    if (!(product < 1)) return false;
    if (product <= SHARE) return true;
    u = unitLength(rest);
  }
  return false;
}

const IRREGULAR = [0.61, -0.83, 0.47, 0.93, -0.39, -0.71, 0.29];

function unitLength(x: Float64Array): Float64Array {
  const length = norm2(x);
  return x.map((value) => value / length);
}

import type { Answer } from '../base/evaluation.js';
import { dot } from '../base/linear-algebra/norm.js';
import { nothing } from './armijo.js';
import { along } from './bounds.js';
import { finite, ROUNDING } from './finite.js';
import type { Advance, From, Stepping } from './method.js';
import { show } from './show.js';

const SHARE = 1e-4;
const MOST_TRIALS = 60;
/** Of the difference between the slopes at both ends: so far a loss may be from a parabola. */
const BENT = 0.2;

/**
 * Backtracking until f(x + t·d) ≤ f_ref + 10⁻⁴·t·∇fᵀd: the loss may rise above that at x, as it does on the way down a long valley with good rates, but not
 * above the largest of the last steps (Grippo, Lampariello and Lucidi 1986, SIAM J. Numer. Anal. 23, eq. 3). Deviation: it may rise only where it is as a
 * parabola between x and the trial, |f(x + s) − f(x) − ½(∇f(x) + ∇f(x + s))ᵀs| ≤ 0.1·|(∇f(x + s) − ∇f(x))ᵀs|. Elsewhere rates from the curvature behind
 * promise nothing, and a rise is a jump into another valley or onto a plateau. The next trial is the minimum of the parabola through what is known, within
 * [0.1 t, 0.5 t], or 0.1 t where the loss or its gradient is not finite. With bounds the path is P(x + t·d).
 *
 * @param first > 0, the first trial factor. @param reference f_ref ≥ f(x). @returns without `answer` where no step was found.
 */
export function* nonmonotone(from: From, direction: Float64Array, first: number, reference: number): Stepping<Advance> {
  const { point, answer, bounds, wants } = from;
  const gradient = answer.gradient as Float64Array;
  let t = first;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const next = along(point, direction, t, bounds);
    if (next.every((x, j) => x === point[j])) break;
    const [there] = (yield { points: [next], want: wants }) as readonly [Answer];
    if (!finite(there)) {
      t *= 0.1;
      continue;
    }
    const s = next.map((x, j) => x - (point[j] as number));
    const [before, after] = [dot(gradient, s), dot(there.gradient as Float64Array, s)];
    const change = there.loss - answer.loss;
    const parabolic = Math.abs(change - 0.5 * (before + after)) <= 0.5 * BENT * Math.abs(after - before);
    const limit = parabolic ? reference : answer.loss;
    if (before < 0 && there.loss - limit <= SHARE * before + ROUNDING * Math.abs(answer.loss))
      return { point: next, rate: t, answer: there };
    const parabola = (-before * t) / (2 * (change - before));
    t = parabola > 0.1 * t ? Math.min(parabola, 0.5 * t) : 0.1 * t;
  }
  const [loss, most, least] = [show(answer.loss, 6), show(first), show(t)];
  return nothing(from, {
    en: `no step lowers the loss ${loss}: tried factors from ${most} down to ${least}`,
    ko: `어떤 걸음으로도 손실이 ${loss}보다 낮아지지 않음: 보폭을 ${most}에서 ${least}까지 줄이며 시도`,
  });
}

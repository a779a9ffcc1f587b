import { dot } from '../base/linear-algebra/norm.js';
import { backtrack } from './armijo.js';
import type { Advance, From, Stepping } from './method.js';

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
export function nonmonotone(from: From, direction: Float64Array, first: number, reference: number): Stepping<Advance> {
  const { answer } = from;
  return backtrack(from, direction, first, (there, step) => {
    const [before, after] = [dot(answer.gradient as Float64Array, step), dot(there.gradient as Float64Array, step)];
    const change = there.loss - answer.loss;
    const parabolic = Math.abs(change - 0.5 * (before + after)) <= 0.5 * BENT * Math.abs(after - before);
    return parabolic ? reference : answer.loss;
  });
}

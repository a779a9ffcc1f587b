import type { LowerMinimum, Minimised, ProfilePoint } from './profile-point.js';

type Found = Minimised | null | { readonly better: LowerMinimum };

const MOST = 100;

/**
 * Where a signed root reaches its target, between a point below it and one beyond: the Illinois variant of regula falsi (Dowell and Jarratt 1971, BIT 11), with a
 * bisection wherever three steps have not halved the bracket. τ is nearly straight, so that five to eight steps reach rounding.
 *
 * @param tolerance of the root, relative.
 * @returns null where the others find no minimum on the way.
 */
export function* bracketed(
  near: ProfilePoint,
  far: ProfilePoint,
  target: number,
  tolerance: number,
  at: (value: number) => Generator<void, Found>,
): Generator<void, ProfilePoint | null | { readonly better: LowerMinimum }> {
  let [a, fa] = [near.value, near.root / target - 1];
  let [b, fb] = [far.value, far.root / target - 1];
  let best = far;
  let width = Math.abs(b - a);
  let kept: 'a' | 'b' | null = null;
  for (let step = 1; step <= MOST; step++) {
    if (
      Math.abs(best.root / target - 1) <= tolerance ||
      Math.abs(b - a) <= 2 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b))
    )
      return best;
    const halve = step % 3 === 0 && Math.abs(b - a) > 0.5 * width;
    if (step % 3 === 0) width = Math.abs(b - a);
    const chord = b - (fb * (b - a)) / (fb - fa);
    const x = halve || !((chord - a) * (chord - b) < 0) ? a + (b - a) / 2 : chord;
    if (x === a || x === b) return best;
    const here = yield* at(x);
    if (here !== null && 'better' in here) return here;
    // Not finite between two points that are: what lies beyond is out of reach.
    const f = here === null ? Number.POSITIVE_INFINITY : here.root / target - 1;
    if (here !== null && !here.converged) return null;
    if (here !== null && Math.abs(f) < Math.abs(best.root / target - 1)) best = here;
    if (f < 0) {
      if (kept === 'b') fb /= 2;
      [a, fa, kept] = [x, f, 'b'];
    } else {
      if (kept === 'a') fa /= 2;
      [b, fb, kept] = [x, Number.isFinite(f) ? f : 1, 'a'];
    }
  }
  return best;
}

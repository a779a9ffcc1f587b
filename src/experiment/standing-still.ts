const MOST_ROUNDS = 100;
const TOLERANCE = 1e-12;
/** Gaps below this part of s that no longer shrink are the rounding of g. */
const NOISE = 1e-9;
/** Slope of g up to which the secant is believed. */
const STEEPEST = 0.97;

/**
 * A number s > 0 with g(s) = s: by turns s ← g(s), and by the secant where that leads between or ahead (Wegstein 1958, Commun. ACM 1), so that the linear
 * convergence of turns becomes superlinear.
 *
 * Yields each s, once, and wants g(s) for it; the last one is at, or within rounding of, the result.
 * @param from > 0. @param least ≥ 0: what falls to it ends there.
 * @returns the last g(s), at least `least`; NaN as soon as g is.
 */
export function* standingStill(from: number, least: number): Generator<number, number, number> {
  let s = Math.max(from, least);
  let before: { readonly s: number; readonly gap: number } | null = null;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = Math.max(yield s, least);
    const gap = next - s;
    if (!(Math.abs(gap) > TOLERANCE * s)) return next;
    if (before !== null && Math.abs(gap) <= NOISE * s && 2 * Math.abs(gap) > Math.abs(before.gap)) return next;
    const ahead = before === null ? next : secant(before, { s, gap });
    before = { s, gap };
    s = ahead > least ? ahead : next;
  }
  return s;
}

/** Where the line through two gaps is zero; one turn where g rises about as fast as s or faster, so that the line leads far away. */
function secant(a: { readonly s: number; readonly gap: number }, b: { readonly s: number; readonly gap: number }): number {
  const slope = 1 + (b.gap - a.gap) / (b.s - a.s);
  return slope < STEEPEST ? b.s + b.gap / (1 - slope) : b.s + b.gap;
}

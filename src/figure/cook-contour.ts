/** More places than these are no smoother. */
const PLACES = 240;

/**
 * Where Cook's distance has a value: the residual over the leverage, from D = r²·h/(P(1 − h)) with r standardised (Cook 1977, Technometrics 19, eq. 5).
 *
 * @param distance > 0. @param parameters P ≥ 1. @param degreesOfFreedom of s², where the residual is studentized with s of the fit without the row:
 * t = r√((ν − 1)/(ν − r²)); null: as it is. @param domain of the leverage, within [0, 1].
 * @returns the upper contour, `hs` ascending, where it is finite, and its value at the right end (NaN where it is not); the lower one is its mirror image.
 */
export function cookContour(
  distance: number,
  parameters: number,
  degreesOfFreedom: number | null,
  [low, high]: readonly [number, number],
): { readonly hs: Float64Array; readonly ts: Float64Array; readonly end: number } {
  // Closer together on the left, where the contour is steep.
  const all = Array.from({ length: PLACES }, (_, k) => low + (high - low) * ((k + 1) / PLACES) * ((k + 1) / PLACES));
  const value = (h: number): number => {
    const squared = (distance * parameters * (1 - h)) / h;
    if (degreesOfFreedom === null) return Math.sqrt(squared);
    return squared < degreesOfFreedom ? Math.sqrt((squared * (degreesOfFreedom - 1)) / (degreesOfFreedom - squared)) : Number.NaN;
  };
  const hs = Float64Array.from(all.filter((h) => Number.isFinite(value(h))));
  return { hs, ts: hs.map(value), end: value(high) };
}

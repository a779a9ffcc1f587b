/** A number as a stop shows it: at most `digits` significant digits, `3.6e-11`. */
export function show(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '−∞';
  return String(Number(x.toPrecision(digits)));
}

/** Like {@link show}, with as many digits as it takes until the rounded number is on the same side of a comparison as the number. */
export function showTrue(x: number, holds: (rounded: number) => boolean): string {
  for (let digits = 3; digits < 17; digits++) if (holds(Number(x.toPrecision(digits)))) return show(x, digits);
  return show(x, 17);
}

/** A number as a stop shows it: at most `digits` significant digits, `3.6e-11`. */
export function show(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '−∞';
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power < -4 || power >= Math.max(6, digits)) return `${Number(mantissa)}e${power}`;
  return String(Number(x.toPrecision(digits)));
}

/** Like {@link show}, but counts in full, and as many digits as it takes until the rounded number compares as the number does. */
export function showTrue(x: number, holds: (rounded: number) => boolean): string {
  if (Number.isInteger(x) && Math.abs(x) <= 1e9) return String(x);
  for (let digits = 3; digits < 17; digits++) if (holds(Number(x.toPrecision(digits)))) return show(x, digits);
  return String(x);
}

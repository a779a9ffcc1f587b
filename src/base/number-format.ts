/** Numbers as a person reads them in a table. Never used in what is computed with or recorded. */

/** A value to the digits that its error supports: two of the error's. Without error six digits. */
export function withError(value: number | null, error: number | null): { readonly value: string; readonly error: string } {
  if (value === null) return { value: '–', error: error === null ? '–' : digits(error, 2) };
  if (error === null || !(error > 0)) return { value: digits(value, 6), error: error === null ? '–' : digits(error, 2) };
  const decimals = 1 - exponent(error);
  const large = Math.max(exponent(value), exponent(error));
  // Beyond this range a row of zeros says less than a power of ten.
  if (large >= 9 || large < -4 || decimals > 14) {
    const figures = Math.min(16, Math.max(1, exponent(value) + decimals));
    return { value: value.toExponential(figures), error: error.toExponential(1) };
  }
  return { value: value.toFixed(Math.max(0, decimals)), error: error.toFixed(Math.max(0, decimals)) };
}

/** To so many significant digits, without a tail of zeros. */
export function digits(value: number | null, significant = 6): string {
  if (value === null) return '–';
  if (value === 0) return '0';
  const power = exponent(value);
  if (power >= 9 || power < -4) return value.toExponential(significant - 1).replace(/\.?0+e/, 'e');
  const fixed = value.toFixed(Math.max(0, Math.min(20, significant - 1 - power)));
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** ⌊log₁₀|x|⌋, from the decimal text, so that it is exact. */
const exponent = (x: number): number => (x === 0 ? 0 : Number(x.toExponential().split('e')[1]));

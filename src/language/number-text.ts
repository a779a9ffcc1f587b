/**
 * The shortest text that reads back to the same number: `0.1`, `1e21`, `1.5e-7`. Exponents where they are shorter and the plain text is long.
 * @param value finite and ≥ 0; −0 counts as 0.
 */
export function numberText(value: number): string {
  const plain = String(value).replace('e+', 'e');
  if (plain.length <= MOST_PLAIN || plain.includes('e')) return plain;
  const exponential = value.toExponential().replace('e+', 'e');
  return exponential.length < plain.length ? exponential : plain;
}

const MOST_PLAIN = 7;

const bits = new DataView(new ArrayBuffer(8));

/**
 * The power of two 2^−e with 2^e ≤ |x| < 2^(e+1): multiplying by it brings x near 1 and rounds nothing. 1 for 0, NaN and ±∞;
 * for |x| beyond 2^±1021 the nearest power whose reciprocal is finite too.
 */
export function scaleToOne(x: number): number {
  bits.setFloat64(0, x);
  const biased = (bits.getUint32(0) >>> 20) & 0x7ff;
  if (x === 0 || biased === 0x7ff) return 1;
  const exponent = Math.min(Math.max(biased - 1023, -1021), 1021);
  bits.setUint32(0, (1023 - exponent) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mod } from '../../src/base/elementary/scalar.js';

/** A double as a whole number of 2⁻¹⁰⁷⁴. */
function whole(v: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(v));
  const b = view.getBigUint64(0);
  const exponent = b >> 52n;
  const significand = (b & 0xfffffffffffffn) | (exponent === 0n ? 0n : 1n << 52n);
  const size = exponent === 0n ? significand : significand << (exponent - 1n);
  return v < 0 ? -size : size;
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('mod', () => {
  it('is the exact remainder of long division for positive doubles of any size', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre(b !== 0);
        return whole(mod(Math.abs(a), Math.abs(b))) === whole(Math.abs(a)) % whole(Math.abs(b));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('has the sign of the divisor, as in Python', () => {
    expect([mod(7, 3), mod(-7, 3), mod(7, -3), mod(-7, -3), mod(6, -3), mod(-6, 3)]).toEqual([1, 2, -2, -1, -0, 0]);
    expect([mod(0.3, 0.1), mod(-1e-20, 3), mod(1e300, 3), mod(5.5, 2)]).toEqual(
      [0.09999999999999998, 3, 1, 1.5].map((v, i) => (i === 2 ? Number(BigInt(1e300) % 3n) : v)),
    );
  });

  it('is NaN for divisor 0 and for infinite or missing a, and a or ±∞ for an infinite divisor', () => {
    const inf = Number.POSITIVE_INFINITY;
    expect([mod(1, 0), mod(inf, 2), mod(Number.NaN, 2), mod(2, Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([mod(5, inf), mod(-5, inf), mod(5, -inf), mod(-0, 3)]).toEqual([5, inf, -inf, 0]);
  });
});

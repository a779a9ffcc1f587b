import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';

const options = { seed: 1, numRuns: 2000 };
const bits = (v: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, v);
  return view.getBigUint64(0);
};
const fromBits = (b: bigint): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, b);
  return view.getFloat64(0);
};

describe('Arithmetic on numbers', () => {
  it('nearest rounds halves to even and keeps the sign of zero', () => {
    expect(
      [0.5, 1.5, 2.5, -0.5, -1.5, -0, 0.49999999999999994, 4503599627370495.5, 2 ** 53].map((x) => numbers.nearest(x)),
    ).toEqual([0, 2, 2, -0, -2, -0, 0, 4503599627370496, 2 ** 53]);
    expect(numbers.nearest(Number.NaN)).toBeNaN();
    expect(numbers.nearest(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('nearest is a whole number at most ½ away', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const n = numbers.nearest(x);
        return Number.isInteger(n) && Math.abs(n - x) <= 0.5;
      }),
      options,
    );
  });

  it('power2 and exponent agree with ** over −1022…1023', () => {
    for (let n = -1022; n <= 1023; n++) {
      expect(numbers.power2(n)).toBe(2 ** n);
      expect(numbers.exponent(-(2 ** n) * 1.75)).toBe(n);
    }
  });

  it('head clears the low 27 bits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => Object.is(numbers.head(x), fromBits(bits(x) & ~0x7ffffffn))),
      options,
    );
  });

  it('copysign takes the sign bit, of −0 too; min and max order −0 before +0 and pass NaN on', () => {
    expect([numbers.copysign(3, -0), numbers.copysign(-3, 0), numbers.copysign(0, -2)]).toEqual([-3, 3, -0]);
    expect([numbers.min(0, -0), numbers.max(-0, 0), numbers.min(1, Number.NaN), numbers.max(Number.NaN, 1)]).toEqual([
      -0,
      0,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { powerFor } from '../../src/expression/integer-power.js';
import { spread } from './random-expression.js';

/** x as an integer times a power of two: exact. */
function exactly(x: number): { readonly significand: bigint; readonly exponent: number } {
  let exponent = 0;
  let value = x;
  while (!Number.isInteger(value)) {
    value *= 2;
    exponent--;
  }
  return { significand: BigInt(value), exponent };
}

/** |value − xⁿ| in units of the last place of value, from exact integers. */
function ulpsOff(value: number, x: number, n: number): number {
  const base = exactly(x);
  const got = exactly(value);
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
  const last = exactly(unit);
  const [k, reciprocal] = [Math.abs(n), n < 0];
  // n > 0: |got − base^k| / unit; n < 0: |got·base^k − 1| / (unit·base^k), both over a common power of two.
  const power = base.significand ** BigInt(k);
  const shift = (significand: bigint, exponent: number, to: number): bigint => significand << BigInt(exponent - to);
  if (!reciprocal) {
    const lowest = Math.min(got.exponent, base.exponent * k, last.exponent);
    const difference = shift(got.significand, got.exponent, lowest) - shift(power, base.exponent * k, lowest);
    return Number((difference * 10_000n) / shift(last.significand, last.exponent, lowest)) / 10_000;
  }
  const lowest = Math.min(got.exponent + base.exponent * k, 0, last.exponent + base.exponent * k);
  const difference = shift(got.significand * power, got.exponent + base.exponent * k, lowest) - shift(1n, 0, lowest);
  return Number((difference * 10_000n) / shift(last.significand * power, last.exponent + base.exponent * k, lowest)) / 10_000;
}

const general = (): never => {
  throw new Error('the general power was needed');
};
const power = (x: number, n: number): number => (powerFor(n, general) as NonNullable<ReturnType<typeof powerFor>>)(numbers, x, n);

describe('x^n for a constant n', () => {
  it.each([2, 3, 4, 5, 6, 7, 8, 11, 16, -1, -2, -3, -5, -16])('n = %d: error ≤ 1 ulp', (n) => {
    let worst = 0;
    for (let i = 0; i < 2000; i++) {
      const x = (1 + spread(i)) * (i % 2 === 0 ? 1 : -1) * 2 ** ((i % 7) - 3);
      worst = Math.max(worst, Math.abs(ulpsOff(power(x, n), x, n)));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('overflows to ∞ with the sign, and gives NaN for NaN', () => {
    expect([power(1e200, 2), power(-1e200, 3), power(Number.NEGATIVE_INFINITY, 5), power(Number.NaN, 3), power(-0, 3)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      -0,
    ]);
  });

  it('x^0.5 is √x, +0 at −0 and ∞ at −∞', () => {
    expect([power(2, 0.5), power(-0, 0.5), power(Number.NEGATIVE_INFINITY, 0.5)]).toEqual([
      Math.SQRT2,
      0,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('leaves fractions, large exponents and variables to the general power', () => {
    expect([powerFor(1.5, general), powerFor(17, general), powerFor(undefined, general)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

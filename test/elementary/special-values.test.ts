import { describe, expect, it } from 'vitest';
import {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  cosh,
  digamma,
  exp,
  expm1,
  gamma,
  hypot,
  lgamma,
  log,
  log1p,
  log2,
  log10,
  mod,
  polygamma,
  pow,
  sin,
  sinh,
  tan,
  tanh,
  trigamma,
} from '../../src/base/elementary/scalar.js';

const scalar = {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  cosh,
  digamma,
  exp,
  expm1,
  gamma,
  hypot,
  lgamma,
  log,
  log1p,
  log2,
  log10,
  mod,
  polygamma,
  pow,
  sin,
  sinh,
  tan,
  tanh,
  trigamma,
};
const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;
const TINY = 5e-324;
const MAX = Number.MAX_VALUE;

type Unary = Exclude<keyof typeof scalar, 'pow' | 'atan2' | 'hypot' | 'mod' | 'polygamma'>;

/** f(−∞), f(−0), f(+0), f(+∞) as C11 Annex F.10 and IEEE 754-2019 §9.2.1 have them. */
const EDGES: Record<Unary, readonly [number, number, number, number]> = {
  exp: [0, 1, 1, INF],
  expm1: [-1, -0, 0, INF],
  log: [NAN, -INF, -INF, INF],
  log1p: [NAN, -0, 0, INF],
  log2: [NAN, -INF, -INF, INF],
  log10: [NAN, -INF, -INF, INF],
  sin: [NAN, -0, 0, NAN],
  cos: [NAN, 1, 1, NAN],
  tan: [NAN, -0, 0, NAN],
  asin: [NAN, -0, 0, NAN],
  acos: [NAN, Math.PI / 2, Math.PI / 2, NAN],
  atan: [-Math.PI / 2, -0, 0, Math.PI / 2],
  sinh: [-INF, -0, 0, INF],
  cosh: [INF, 1, 1, INF],
  tanh: [-1, -0, 0, 1],
  asinh: [-INF, -0, 0, INF],
  acosh: [NAN, NAN, NAN, INF],
  atanh: [NAN, -0, 0, NAN],
  cbrt: [-INF, -0, 0, INF],
  gamma: [NAN, -INF, INF, INF],
  lgamma: [INF, INF, INF, INF],
  digamma: [NAN, NAN, NAN, INF],
  trigamma: [NAN, NAN, NAN, 0],
};

describe('Edges', () => {
  for (const [name, [atMinusInfinity, atMinusZero, atZero, atInfinity]] of Object.entries(EDGES)) {
    it(`${name} at −∞, −0, +0, +∞ and NaN is ${atMinusInfinity}, ${atMinusZero}, ${atZero}, ${atInfinity} and NaN`, () => {
      const fn = scalar[name as Unary];
      expect([-INF, -0, 0, INF, NAN].map((x) => fn(x))).toEqual([atMinusInfinity, atMinusZero, atZero, atInfinity, NAN]);
    });
  }

  it('functions that are x near 0 return subnormal x itself', () => {
    for (const name of ['expm1', 'log1p', 'sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh'] as const)
      for (const x of [TINY, -TINY, 3e-310, -2.3e-308]) expect(scalar[name](x), name).toBe(x);
  });

  it('logarithms are exact at powers of their base', () => {
    for (let n = -307; n <= 308; n++) expect(scalar.log10(Number(`1e${n}`)), `1e${n}`).toBe(n);
    for (let n = -1074; n <= 1023; n++) expect(scalar.log2(2 ** n)).toBe(n);
  });

  it('outside their domain asin, acos, acosh, atanh, log1p are NaN, and at its border ±∞ or exact', () => {
    for (const x of [1.0000000000000002, -1.0000000000000002, 5])
      expect([scalar.asin(x), scalar.acos(x), scalar.atanh(x)]).toEqual([NAN, NAN, NAN]);
    expect([scalar.asin(1), scalar.asin(-1), scalar.acos(1), scalar.acos(-1)]).toEqual([Math.PI / 2, -Math.PI / 2, 0, Math.PI]);
    expect([scalar.atanh(1), scalar.atanh(-1), scalar.log1p(-1), scalar.log1p(-1.5)]).toEqual([INF, -INF, -INF, NAN]);
    expect([scalar.acosh(1), scalar.acosh(0.9999999999999999)]).toEqual([0, NAN]);
  });

  it('exp leaves the range exactly where eˣ does', () => {
    expect([scalar.exp(709.782712893384), scalar.exp(709.7827128933841)]).toEqual([1.7976931348622732e308, INF]);
    expect([scalar.exp(-745.1332191019411), scalar.exp(-745.1332191019412)]).toEqual([TINY, 0]);
  });

  it('sin of the double nearest to a multiple of π/2, 6381956970095103·2⁷⁹⁷, keeps all digits', () => {
    const x = 6381956970095103 * 2 ** 797;
    expect(scalar.cos(x)).toBe(-4.687165924254628e-19);
    expect(scalar.sin(x)).toBe(1);
    expect(scalar.sin(MAX)).toBe(0.004961954789184062);
  });

  it('gamma of n + 1 is n! rounded, and NaN at negative integers', () => {
    let factorial = 1n;
    for (let n = 0n; n <= 170n; n++) {
      if (n > 0n) factorial *= n;
      expect(scalar.gamma(Number(n) + 1), `${n}!`).toBe(Number(factorial));
    }
    expect([scalar.gamma(171.7), scalar.gamma(-1), scalar.gamma(-171), scalar.gamma(-1e300)]).toEqual([INF, NAN, NAN, NAN]);
  });

  it('lgamma is exactly 0 at 1 and 2', () => expect([scalar.lgamma(1), scalar.lgamma(2)]).toEqual([0, 0]));
});

describe('pow as IEEE 754-2019 §9.2.1', () => {
  const cases: readonly (readonly [x: number, y: number, value: number])[] = [
    [NAN, 0, 1],
    [INF, -0, 1],
    [1, NAN, 1],
    [1, INF, 1],
    [-1, INF, 1],
    [-1, -INF, 1],
    [NAN, 1, NAN],
    [2, NAN, NAN],
    [0, 3, 0],
    [-0, 3, -0],
    [-0, 2, 0],
    [-0, 2.5, 0],
    [0, -3, INF],
    [-0, -3, -INF],
    [-0, -2, INF],
    [-0, -2.5, INF],
    [-0, INF, 0],
    [0, -INF, INF],
    [INF, 2, INF],
    [INF, -2, 0],
    [-INF, 3, -INF],
    [-INF, 2, INF],
    [-INF, 0.5, INF],
    [-INF, -3, -0],
    [-INF, -2, 0],
    [-INF, -0.5, 0],
    [0.5, INF, 0],
    [0.5, -INF, INF],
    [2, INF, INF],
    [2, -INF, 0],
    [-0.5, INF, 0],
    [-2, -INF, 0],
    [-8, 3, -512],
    [-8, 2, 64],
    [-8, 1 / 3, NAN],
    [-1, 0.5, NAN],
    [-1, 2 ** 53 - 1, -1],
    [-1, 2 ** 53, 1],
    [-2, 1023, -(2 ** 1023)],
    [2, 1023, 2 ** 1023],
    [2, 1024, INF],
    [2, -1074, TINY],
    [2, -1075, 0],
    [-2, -1075, -0],
    [TINY, -1, INF],
    [10, 22, 1e22],
    [3, 33, 5559060566555523],
    [4, 0.5, 2],
    [1e300, 2, INF],
    [0.1, 400, 0],
    [MAX, 1, MAX],
  ];
  for (const [x, y, value] of cases)
    it(`pow(${Object.is(x, -0) ? '−0' : x}, ${Object.is(y, -0) ? '−0' : y}) is ${Object.is(value, -0) ? '−0' : value}`, () => {
      expect(scalar.pow(x, y)).toBe(value);
    });

  it('whole powers that a double holds are exact: 1…100 to the power 0…8', () => {
    for (let x = 1n; x <= 100n; x++)
      for (let y = 0n; y <= 8n; y++) if (x ** y <= 2n ** 53n) expect(scalar.pow(Number(x), Number(y))).toBe(Number(x ** y));
  });
});

describe('atan2 and hypot', () => {
  it('atan2 of signed zeros and infinities is as IEEE 754-2019 §9.2.1', () => {
    expect([atan2(0, 0), atan2(-0, 0), atan2(0, -0), atan2(-0, -0), atan2(0, -1), atan2(-0, -1), atan2(0, 1)]).toEqual([
      0,
      -0,
      Math.PI,
      -Math.PI,
      Math.PI,
      -Math.PI,
      0,
    ]);
    expect(
      [atan2(1, 0), atan2(-1, -0), atan2(INF, INF), atan2(INF, -INF), atan2(-INF, INF)].map((v) => (v * 4) / Math.PI),
    ).toEqual([2, -2, 1, 3, -1]);
    expect([atan2(5, INF), atan2(5, -INF), atan2(INF, 5), atan2(NAN, 1), atan2(1, NAN)]).toEqual([
      0,
      Math.PI,
      Math.PI / 2,
      NAN,
      NAN,
    ]);
    expect([atan2(TINY, 1e300), atan2(TINY, MAX), atan2(3e-320, 2)]).toEqual([0, 0, 1.5e-320]);
  });
  it('hypot is ∞ beside NaN, and neither overflows nor underflows on the way', () => {
    expect([hypot(INF, NAN), hypot(NAN, -INF), hypot(NAN, 1), hypot(0, -0)]).toEqual([INF, INF, NAN, 0]);
    expect([hypot(3e300, 4e300), hypot(3e-320, 4e-320), hypot(MAX, MAX), hypot(TINY, 0)]).toEqual([5e300, 5e-320, INF, TINY]);
  });
});

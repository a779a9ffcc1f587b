import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyQ,
  applyQTransposed,
  columnNorms,
  householderQr,
  hypotenuse,
  invertUpper,
  maxAbs,
  multiplyUpperTransposed,
  norm2,
  QrAccumulator,
  solveUpper,
  solveUpperTransposed,
  triangle,
} from '../../src/base/linear-algebra/index.js';
import { scaleToOne } from '../../src/base/linear-algebra/power-of-two.js';
import { distance, gauss, identity, product, transpose } from './matrices.js';

const shape = fc.record({
  m: fc.integer({ min: 1, max: 12 }),
  n: fc.integer({ min: 1, max: 8 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});
const runs = { seed: 7, numRuns: 80 };

describe('householderQr', () => {
  it('QR gives the scaled, permuted matrix back to 1e-14, with QᵀQ = I, for every shape and option', () => {
    fc.assert(
      fc.property(shape, fc.boolean(), fc.boolean(), ({ m, n, seed }, pivot, scale) => {
        const a = gauss(m, n, seed);
        const factor = householderQr(a.slice(), m, n, { pivot, scale });
        const q = identity(m);
        for (let i = 0; i < m; i++) {
          const column = Float64Array.from({ length: m }, (_, k) => (k === i ? 1 : 0));
          applyQ(factor, column);
          for (let k = 0; k < m; k++) q[k * m + i] = column[k] as number;
        }
        expect(distance(product(transpose(q, m, m), q, m, m, m), identity(m))).toBeLessThan(1e-14);
        const r = new Float64Array(m * n);
        r.set(triangle(factor).subarray(0, Math.min(m, n) * n));
        const back = product(q, r, m, m, n);
        const expected = Float64Array.from({ length: m * n }, (_, at) => {
          const column = factor.permutation[at % n] as number;
          return (a[Math.floor(at / n) * n + column] as number) * (factor.scale[column] as number);
        });
        expect(distance(back, expected)).toBeLessThan(1e-14 * Math.max(1, maxAbs(expected)) * 4);
        if (pivot) {
          const diagonal = Array.from({ length: Math.min(m, n) }, (_, k) => Math.abs(factor.a[k * n + k] as number));
          for (let k = 1; k < diagonal.length; k++)
            expect(diagonal[k]).toBeLessThanOrEqual((diagonal[k - 1] as number) * (1 + 1e-14));
        }
      }),
      runs,
    );
  });

  it('applyQTransposed undoes applyQ to 1e-14', () => {
    const factor = householderQr(gauss(9, 5, 1), 9, 5);
    const b = gauss(9, 1, 2);
    const turned = b.slice();
    applyQ(factor, turned);
    applyQTransposed(factor, turned);
    expect(distance(turned, b)).toBeLessThan(1e-14);
  });

  it('scales by powers of two, so that every column has a length from 1 to 2', () => {
    const a = gauss(6, 3, 4).map((value, at) => value * ([1e-200, 1, 1e250][at % 3] as number));
    const { scale } = householderQr(a.slice(), 6, 3, { scale: true });
    columnNorms(a, 6, 3).forEach((length, j) => {
      expect(length * (scale[j] as number)).toBeGreaterThanOrEqual(1);
      expect(length * (scale[j] as number)).toBeLessThan(2);
    });
  });

  it('NaN and ∞ spread instead of vanishing', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const a = gauss(5, 2, 1);
      a[4] = bad;
      expect(triangle(householderQr(a, 5, 2)).every(Number.isFinite)).toBe(false);
    }
  });
});

describe('QrAccumulator', () => {
  it('RᵀR = AᵀA and Rᵀqtb = Aᵀb to 1e-13, R ≥ 0 on the diagonal, for any blocks of rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 1e6 }),
        (n, sizes, seed) => {
          const m = sizes.reduce((sum, size) => sum + size, 0);
          const both = gauss(Math.max(m, 1), n + 1, seed).subarray(0, m * (n + 1));
          const accumulator = new QrAccumulator(n, 1);
          let from = 0;
          for (const size of sizes) {
            accumulator.add(both.slice(from * (n + 1), (from + size) * (n + 1)), size);
            from += size;
          }
          const a = Float64Array.from({ length: m * n }, (_, at) => both[Math.floor(at / n) * (n + 1) + (at % n)] as number);
          const b = Float64Array.from({ length: m }, (_, i) => both[i * (n + 1) + n] as number);
          const r = accumulator.r();
          expect(distance(product(transpose(r, n, n), r, n, n, n), product(transpose(a, m, n), a, n, m, n))).toBeLessThan(1e-13);
          expect(
            distance(multiplyUpperTransposed(r, n, accumulator.qtb()), product(transpose(a, m, n), b, n, m, 1)),
          ).toBeLessThan(1e-13);
          for (let k = 0; k < n; k++) expect(r[k * n + k]).toBeGreaterThanOrEqual(0);
          const whole = norm2(b) ** 2;
          if (m >= n)
            expect(Math.abs(accumulator.residualNorm() ** 2 + norm2(accumulator.qtb()) ** 2 - whole)).toBeLessThan(1e-12);
        },
      ),
      runs,
    );
  });

  it('solves y = 1 + 2x to 1e-15 with residual norm 0, as its docstring says', () => {
    const accumulator = new QrAccumulator(2, 1);
    accumulator.add(Float64Array.of(1, 0, 1, 1, 1, 3, 1, 2, 5), 3);
    expect(distance(solveUpper(accumulator.r(), 2, accumulator.qtb()), [1, 2])).toBeLessThan(1e-15);
    expect(accumulator.residualNorm()).toBeLessThan(1e-15);
  });

  it('takes several right-hand sides, each with its own residual norm to 1e-13', () => {
    const rows = gauss(30, 5, 8);
    const both = new QrAccumulator(3, 2);
    both.add(rows.slice(), 30);
    for (const k of [0, 1]) {
      const one = new QrAccumulator(3, 1);
      one.add(
        Float64Array.from({ length: 120 }, (_, at) => rows[Math.floor(at / 4) * 5 + (at % 4 === 3 ? 3 + k : at % 4)] as number),
        30,
      );
      expect(distance(both.qtb(k), one.qtb())).toBeLessThan(1e-13);
      expect(Math.abs(both.residualNorm(k) - one.residualNorm())).toBeLessThan(1e-13);
    }
  });

  it('the same blocks give the same bits', () => {
    const run = (): Float64Array => {
      const accumulator = new QrAccumulator(3);
      for (const seed of [1, 2, 3]) accumulator.add(gauss(50, 3, seed), 50);
      return accumulator.r();
    };
    expect(run()).toEqual(run());
  });

  it('keeps 1e±200 apart without overflow or loss', () => {
    const accumulator = new QrAccumulator(2);
    accumulator.add(Float64Array.of(3e200, 1e-200, 4e200, 1e-200), 2);
    const r = accumulator.r();
    expect(Math.abs((r[0] as number) / 5e200 - 1)).toBeLessThan(1e-15);
    expect(Math.abs((r[1] as number) / 1.4e-200 - 1)).toBeLessThan(1e-15);
    expect(Math.abs((r[3] as number) / 0.2e-200 - 1)).toBeLessThan(1e-14);
  });

  it('before any row R and qtb are zero', () => {
    const accumulator = new QrAccumulator(2, 1);
    expect([...accumulator.r(), ...accumulator.qtb(), accumulator.residualNorm()].every((value) => value === 0)).toBe(true);
  });
});

describe('triangles', () => {
  it('solving, solving with the transpose and inverting agree with multiplication to 1e-12', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const r = triangle(householderQr(gauss(n + 3, n, seed), n + 3, n));
        const b = gauss(n, 1, seed + 1);
        expect(distance(product(r, solveUpper(r, n, b.slice()), n, n, 1), b)).toBeLessThan(1e-12);
        expect(distance(product(transpose(r, n, n), solveUpperTransposed(r, n, b.slice()), n, n, 1), b)).toBeLessThan(1e-12);
        expect(distance(product(r, invertUpper(r, n), n, n, n), identity(n))).toBeLessThan(1e-11);
      }),
      runs,
    );
  });
});

describe('lengths', () => {
  it('do not overflow, underflow, or hide NaN and ∞', () => {
    expect(norm2(Float64Array.of(3e200, 4e200)) / 5e200).toBeCloseTo(1, 15);
    expect(norm2(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 15);
    expect(norm2(Float64Array.of(5e-324))).toBe(5e-324);
    expect(norm2(new Float64Array(0))).toBe(0);
    expect(norm2(Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY))).toBeNaN();
    expect(norm2(Float64Array.of(1e300, Number.NEGATIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
    expect(norm2(Float64Array.of(9, 3, 9, 4, 9), 1, 2, 2)).toBe(5);
    expect(hypotenuse(-3e-200, 4e-200) / 5e-200).toBeCloseTo(1, 15);
    expect(maxAbs(Float64Array.of(-3, 2))).toBe(3);
    expect(maxAbs(Float64Array.of(1, Number.NaN, 3))).toBeNaN();
  });

  it('scaleToOne is the power of two that brings |x| into [1, 2)', () => {
    for (const x of [1, -1.99, 2, 3e-300, 1e300, 0.1]) {
      const scaled = Math.abs(x) * scaleToOne(x);
      expect(scaled).toBeGreaterThanOrEqual(1);
      expect(scaled).toBeLessThan(2);
    }
    expect([0, Number.NaN, Number.POSITIVE_INFINITY].map(scaleToOne)).toEqual([1, 1, 1]);
    expect(Number.isFinite(1 / scaleToOne(5e-324)) && Number.isFinite(1 / scaleToOne(Number.MAX_VALUE))).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allFinite,
  cholesky,
  columnNorms,
  dampedWork,
  leastSquares,
  leastSquaresFromFactor,
  maxAbs,
  norm2,
  scaledSvd,
  solveCholesky,
  solveDamped,
  svd,
  symmetricEigen,
} from '../../src/base/linear-algebra/index.js';
import { distance, gauss, identity, product, relative, transpose, VECTORS } from './matrices.js';

const runs = { seed: 9, numRuns: 60 };
const size = fc.integer({ min: 1, max: 7 });
const anySeed = fc.integer({ min: 0, max: 1e6 });

describe('leastSquares', () => {
  it.each(VECTORS.leastSquares)(
    '$name: solution to cond·1e-14, residual norm to (Σ‖aⱼ‖|xⱼ| + ‖b‖)·1e-15',
    ({ m, n, a, b, solution, residualNorm, singularValues }) => {
      const got = leastSquares(Float64Array.from(a), m, n, Float64Array.from(b));
      const scaledHard = singularValues.length === n && n > 0 ? Number(singularValues[0]) / Number(singularValues[n - 1]) : 1;
      // scaling of columns costs nothing: the case of 1e±120 is as easy as the random one
      const condition = scaledHard > 1e100 ? 100 : scaledHard;
      expect(got.rank).toBe(n);
      expect(relative(got.solution, solution)).toBeLessThan(condition * 1e-15 * 10);
      const lengths = columnNorms(Float64Array.from(a), m, n);
      const size = solution.reduce(
        (sum, x, j) => sum + Math.abs(Number(x)) * (lengths[j] as number),
        norm2(Float64Array.from(b)),
      );
      if (m > n) expect(Math.abs(got.residualNorm - Number(residualNorm))).toBeLessThan(1e-15 * size);
    },
  );

  it('the residual is orthogonal to all columns, to 1e-13', () => {
    fc.assert(
      fc.property(size, size, anySeed, (extra, n, seed) => {
        const m = n + extra;
        const a = gauss(m, n, seed);
        const b = gauss(m, 1, seed + 1);
        const { solution, residualNorm } = leastSquares(a, m, n, b);
        const residual = product(a, solution, m, n, 1).map((value, i) => value - (b[i] as number));
        expect(maxAbs(product(transpose(a, m, n), residual, n, m, 1))).toBeLessThan(1e-13 * Math.max(1, maxAbs(solution)) * 10);
        expect(Math.abs(residualNorm - Math.sqrt(residual.reduce((sum, r) => sum + r * r, 0)))).toBeLessThan(1e-13);
      }),
      runs,
    );
  });

  it('dependent columns of equal length share their coefficient, and the rank says so', () => {
    const column = gauss(8, 1, 3);
    const a = Float64Array.from({ length: 16 }, (_, at) => column[Math.floor(at / 2)] as number);
    const got = leastSquares(
      a,
      8,
      2,
      column.map((value) => 6 * value),
    );
    expect(got.rank).toBe(1);
    expect(distance(got.solution, [3, 3])).toBeLessThan(1e-14);
    expect(got.residualNorm).toBeLessThan(1e-14);
  });

  it('fewer rows than columns are solved exactly by the shortest solution', () => {
    const got = leastSquares(Float64Array.of(1, 1, 1), 1, 3, Float64Array.of(3));
    expect(got.rank).toBe(1);
    expect(distance(got.solution, [1, 1, 1])).toBeLessThan(1e-15);
    expect(got.residualNorm).toBeLessThan(1e-15);
  });

  it('a zero column gets 0; a zero matrix, no columns and NaN do not crash', () => {
    expect([...leastSquares(Float64Array.of(1, 0, 1, 0), 2, 2, Float64Array.of(2, 4)).solution][1]).toBe(0);
    expect(leastSquares(new Float64Array(6), 3, 2, Float64Array.of(1, 2, 2))).toEqual({
      solution: new Float64Array(2),
      rank: 0,
      residualNorm: 3,
    });
    expect(leastSquares(new Float64Array(0), 2, 0, Float64Array.of(3, 4))).toEqual({
      solution: new Float64Array(0),
      rank: 0,
      residualNorm: 5,
    });
    expect(
      [...leastSquares(Float64Array.of(1, Number.NaN, 1, 2), 2, 2, Float64Array.of(1, 2)).solution].every(Number.isNaN),
    ).toBe(true);
  });

  it('leastSquaresFromFactor is its solution', () => {
    const a = gauss(5, 2, 1);
    const b = gauss(5, 1, 2);
    expect(leastSquaresFromFactor(a, 5, 2, b)).toEqual(leastSquares(a, 5, 2, b).solution);
  });
});

describe('svd', () => {
  it.each(VECTORS.leastSquares.filter(({ name }) => !name.includes('1e-120')))(
    '$name: singular values to 1e-14 of the largest',
    ({ m, n, a, singularValues }) => {
      const { s } = svd(Float64Array.from(a), m, n);
      expect(distance(s, singularValues.map(Number))).toBeLessThan(1e-14 * Number(singularValues[0]));
    },
  );

  it('columns of 1e-20 … 1e6: every singular value to 1e-13 of itself', () => {
    const { m, n, a, singularValues } = VECTORS.graded;
    expect(relative(svd(Float64Array.from(a), m, n).s, singularValues)).toBeLessThan(1e-13);
  });

  it('U diag(s) Vᵀ gives the matrix back to 1e-14, with orthonormal U and V and falling s', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 0, max: 5 }), anySeed, fc.constantFrom(1e-250, 1, 1e250), (n, extra, seed, unit) => {
        const m = n + extra;
        const a = gauss(m, n, seed).map((value) => value * unit);
        const { u, s, v } = svd(a, m, n);
        const us = u.map((value, at) => value * (s[at % n] as number));
        expect(distance(product(us, transpose(v, n, n), m, n, n), a)).toBeLessThan(2e-14 * maxAbs(a));
        expect(distance(product(transpose(u, m, n), u, n, m, n), identity(n))).toBeLessThan(2e-14);
        expect(distance(product(transpose(v, n, n), v, n, n, n), identity(n))).toBeLessThan(2e-14);
        for (let k = 1; k < n; k++) expect(s[k]).toBeLessThanOrEqual(s[k - 1] as number);
      }),
      runs,
    );
  });

  it('a matrix of rank 1 has one singular value; a zero matrix none; NaN gives NaN', () => {
    const { s, v } = svd(Float64Array.of(1, 2, 2, 4, 3, 6), 3, 2);
    expect(Math.abs((s[0] as number) - Math.sqrt(70))).toBeLessThan(1e-14);
    expect(s[1]).toBeLessThan(1e-15);
    expect(Math.abs((v[1] as number) / (v[3] as number) + 2)).toBeLessThan(1e-14);
    expect(svd(new Float64Array(4), 2, 2).s).toEqual(new Float64Array(2));
    expect([...svd(Float64Array.of(1, Number.NaN, 0, 1), 2, 2).s].every(Number.isNaN)).toBe(true);
  });
});

describe('symmetricEigen', () => {
  it('eigenvalues of a 5×5 agree with 600 digits to 1e-14', () => {
    const { n, a, values } = VECTORS.symmetric;
    expect(relative(symmetricEigen(Float64Array.from(a), n).values, values)).toBeLessThan(1e-14);
  });

  it('V diag(λ) Vᵀ gives the matrix back to 1e-13, with orthonormal V and falling λ', () => {
    fc.assert(
      fc.property(size, anySeed, fc.constantFrom(1e-200, 1, 1e200), (n, seed, unit) => {
        const g = gauss(n, n, seed);
        const a = g.map((value, at) => (value + (g[(at % n) * n + Math.floor(at / n)] as number)) * unit);
        const { values, vectors } = symmetricEigen(a, n);
        const scaled = vectors.map((value, at) => value * (values[at % n] as number));
        expect(distance(product(scaled, transpose(vectors, n, n), n, n, n), a)).toBeLessThan(1e-13 * maxAbs(a));
        expect(distance(product(transpose(vectors, n, n), vectors, n, n, n), identity(n))).toBeLessThan(2e-14);
        for (let k = 1; k < n; k++) expect(values[k]).toBeLessThanOrEqual(values[k - 1] as number);
      }),
      runs,
    );
  });

  it('reads only the upper triangle, and NaN gives NaN', () => {
    expect(distance(symmetricEigen(Float64Array.of(2, 1, 99, 2), 2).values, [3, 1])).toBeLessThan(1e-15);
    expect([...symmetricEigen(Float64Array.of(2, Number.NaN, 1, 2), 2).values].every(Number.isNaN)).toBe(true);
  });
});

describe('cholesky', () => {
  it('solves the 6×6 Hilbert system to cond·1e-16', () => {
    const { n, a, b, solution } = VECTORS.positive;
    const l = Float64Array.from(a);
    expect(cholesky(l, n)).toBe(true);
    expect(relative(solveCholesky(l, n, Float64Array.from(b)), solution)).toBeLessThan(1.5e7 * 1e-15);
  });

  it('LLᵀ gives a positive definite matrix back to 1e-13', () => {
    fc.assert(
      fc.property(size, anySeed, (n, seed) => {
        const g = gauss(n + 2, n, seed);
        const a = product(transpose(g, n + 2, n), g, n, n + 2, n);
        const l = a.slice();
        expect(cholesky(l, n)).toBe(true);
        expect(distance(product(l, transpose(l, n, n), n, n, n), a)).toBeLessThan(1e-13);
      }),
      runs,
    );
  });

  it('refuses what is not positive definite, or not finite', () => {
    for (const a of [[0], [-1], [Number.NaN], [Number.POSITIVE_INFINITY], [1, 2, 2, 1]])
      expect(cholesky(Float64Array.from(a), Math.sqrt(a.length))).toBe(false);
  });
});

describe('solveDamped', () => {
  it.each(VECTORS.damped)('λ = $lambda: the step agrees with 600 digits to 1e-12', ({ r, qtr, d, lambda, step }) => {
    const got = solveDamped(Float64Array.from(r), 4, Float64Array.from(qtr), Float64Array.from(d), lambda, dampedWork(4));
    expect(relative(got, step)).toBeLessThan(1e-12);
  });

  it('λ = 0 is the Gauss–Newton step; SᵀS = RᵀR + λD² to 1e-13', () => {
    fc.assert(
      fc.property(size, anySeed, fc.constantFrom(0, 1e-6, 1, 1e6), (n, seed, lambda) => {
        const r = gauss(n, n, seed).map((value, at) => (at % n < Math.floor(at / n) ? 0 : value));
        const d = gauss(n, 1, seed + 1).map(Math.abs);
        const work = dampedWork(n);
        solveDamped(r, n, gauss(n, 1, seed + 2), d, lambda, work);
        const expected = product(transpose(r, n, n), r, n, n, n);
        for (let j = 0; j < n; j++) expected[j * n + j] = (expected[j * n + j] as number) + lambda * (d[j] as number) ** 2;
        expect(distance(product(transpose(work.s, n, n), work.s, n, n, n), expected)).toBeLessThan(
          1e-13 * Math.max(1, maxAbs(expected)),
        );
      }),
      runs,
    );
    const newton = solveDamped(Float64Array.of(2, 1, 0, 4), 2, Float64Array.of(4, 8), Float64Array.of(1, 1), 0, dampedWork(2));
    expect([...newton]).toEqual([-1, -2]);
  });

  it('a direction that nothing determines stays at 0', () => {
    expect([
      ...solveDamped(Float64Array.of(1, 0, 0, 0), 2, Float64Array.of(3, 0), Float64Array.of(1, 1), 0, dampedWork(2)),
    ]).toEqual([-3, 0]);
  });
});

describe('scaledSvd', () => {
  it('is the svd of the columns over their lengths, bit for bit, and made once for an array', () => {
    const a = Float64Array.of(3, 0, 1, 4, 0, -2, 0, 0, 2);
    const lengths = [5, 1, 3];
    const found = scaledSvd(a, 3);
    expect(Array.from(found.lengths)).toEqual(lengths);
    const { s, v } = svd(
      a.map((value, at) => value / (lengths[at % 3] as number)),
      3,
      3,
    );
    expect(found.s).toEqual(s);
    expect(found.v).toEqual(v);
    expect(scaledSvd(a, 3)).toBe(found);
  });
});

describe('allFinite', () => {
  it('is false for one NaN or infinite element, and true for none', () => {
    expect(allFinite(Float64Array.of(1, -Number.MAX_VALUE, 0))).toBe(true);
    expect(allFinite(new Float64Array(0))).toBe(true);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(allFinite(Float64Array.of(1, bad))).toBe(false);
  });
});

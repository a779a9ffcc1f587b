import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eigenvalues, maxAbs } from '../../src/base/linear-algebra/index.js';
import { gauss } from './matrices.js';

interface Case {
  readonly name: string;
  readonly n: number;
  readonly a: readonly number[];
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
  /** Of the eigenvectors: how many times a change of the matrix may show in an eigenvalue (Bauer and Fike 1960). */
  readonly condition: number;
}

/** numpy.linalg.eigvals: scripts/vectors/eigenvalues.py. */
const CASES = JSON.parse(readFileSync(new URL('../data/eigenvalues.json', import.meta.url), 'utf8')) as Case[];

describe('eigenvalues of any real matrix', () => {
  it.each(CASES)('$name: as NumPy to 1e-14·n·condition·‖A‖', ({ n, a, real, imaginary, condition }) => {
    const given = Float64Array.from(a);
    const got = eigenvalues(given, n);
    const room = 1e-14 * n * condition * maxAbs(given);
    for (let j = 0; j < n; j++) {
      expect(Math.abs((got.real[j] as number) - (real[j] as number))).toBeLessThanOrEqual(room);
      expect(Math.abs((got.imaginary[j] as number) - (imaginary[j] as number))).toBeLessThanOrEqual(room);
    }
    expect([...given]).toEqual([...a]);
  });

  it('their sum is the trace to 1e-13·n·‖A‖, for 200 random matrices of up to 15 rows', () => {
    for (let seed = 0; seed < 200; seed++) {
      const n = 1 + (seed % 15);
      const a = gauss(n, n, seed);
      const { real, imaginary } = eigenvalues(a, n);
      let trace = 0;
      for (let i = 0; i < n; i++) trace += a[i * n + i] as number;
      expect(Math.abs(real.reduce((sum, x) => sum + x, 0) - trace)).toBeLessThan(1e-13 * n * maxAbs(a));
      expect(imaginary.reduce((sum, x) => sum + x, 0)).toBe(0);
    }
  });

  it('of a zero matrix are zero, of one that is not finite NaN, of none none', () => {
    expect([...eigenvalues(new Float64Array(9), 3).real]).toEqual([0, 0, 0]);
    expect([...eigenvalues(Float64Array.of(1, Number.NaN, 0, 1), 2).real]).toEqual([Number.NaN, Number.NaN]);
    expect(eigenvalues(new Float64Array(0), 0).real).toHaveLength(0);
  });
});

import { readFileSync } from 'node:fs';
import { randomStream } from '../../src/base/random/stream.js';

interface LeastSquaresCase {
  readonly name: string;
  readonly m: number;
  readonly n: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly solution: readonly string[];
  readonly residualNorm: string;
  readonly singularValues: readonly string[];
}

interface Vectors {
  readonly leastSquares: readonly LeastSquaresCase[];
  readonly graded: {
    readonly m: number;
    readonly n: number;
    readonly a: readonly number[];
    readonly singularValues: readonly string[];
  };
  readonly symmetric: { readonly n: number; readonly a: readonly number[]; readonly values: readonly string[] };
  readonly positive: {
    readonly n: number;
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly solution: readonly string[];
  };
  readonly damped: readonly {
    readonly r: readonly number[];
    readonly qtr: readonly number[];
    readonly d: readonly number[];
    readonly lambda: number;
    readonly step: readonly string[];
  }[];
}

/** By scripts/vectors/linear-algebra.py, with 600 digits. */
export const VECTORS = JSON.parse(
  readFileSync(new URL('../data/linear-algebra-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

/** m×n of normals. */
export function gauss(m: number, n: number, seed: number): Float64Array {
  const stream = randomStream('pcg64', seed);
  return Float64Array.from({ length: m * n }, () => stream.normal(0, 1));
}

/** A·B, m×k times k×n. */
export function product(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += (a[i * k + l] as number) * (b[l * n + j] as number);
      out[i * n + j] = sum;
    }
  return out;
}

export function transpose(a: Float64Array, m: number, n: number): Float64Array {
  return Float64Array.from({ length: m * n }, (_, at) => a[(at % m) * n + Math.floor(at / m)] as number);
}

export const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => (Math.floor(at / n) === at % n ? 1 : 0));

/** Largest |aᵢ − bᵢ|. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const miss = Math.abs((a[i] as number) - (b[i] as number));
    if (!(miss <= most)) most = miss;
  }
  return most;
}

/** Largest |aᵢ − bᵢ| / |bᵢ|. */
export function relative(a: ArrayLike<number>, b: readonly (string | number)[]): number {
  return Math.max(...b.map((expected, i) => Math.abs((a[i] as number) - Number(expected)) / Math.abs(Number(expected))));
}

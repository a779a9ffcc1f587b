import type { Answer, Evaluate } from '../../../src/base/evaluation.js';
import { randomStream } from '../../../src/base/random/stream.js';

/** Residual and derivatives of row i at x, the derivatives written to J. */
export type Row = (x: Float64Array, i: number, J: Float64Array) => number;

/** ρ(r), its slope and its bend, in place of ½r². */
export interface Penalty {
  value(r: number, i: number): number;
  slope(r: number, i: number): number;
  bend(r: number, i: number): number;
}

const SQUARES: Penalty = { value: (r) => 0.5 * r * r, slope: (r) => r, bend: () => 1 };

/** f = (1/n) Σ ρ(rᵢ), with gradient and, where it is wanted, Gauss–Newton matrix. Plain loops: a bench makes millions of them. */
export function rows(n: number, row: Row, penalty: Penalty = SQUARES): Evaluate {
  const at = (x: Float64Array, matrix: boolean): Answer => {
    const count = x.length;
    const [J, gradient] = [new Float64Array(count), new Float64Array(count)];
    const gram = matrix ? new Float64Array(count * count) : null;
    let [loss, mae] = [0, 0];
    for (let i = 0; i < n; i++) {
      const r = row(x, i, J);
      const slope = penalty.slope(r, i) / n;
      loss += penalty.value(r, i) / n;
      mae += Math.abs(r) / n;
      for (let j = 0; j < count; j++) gradient[j] = (gradient[j] as number) + slope * (J[j] as number);
      if (gram === null) continue;
      const bend = penalty.bend(r, i) / n;
      for (let k = 0; k < count * count; k++)
        gram[k] = (gram[k] as number) + bend * (J[Math.floor(k / count)] as number) * (J[k % count] as number);
    }
    return gram === null ? { loss, mae, gradient } : { loss, mae, gradient, gram };
  };
  return ({ points, want }) => points.map((x) => at(x, want === 'gram'));
}

/** A function that is no sum over rows. @param gradient writes ∇f. */
export function smooth(value: (x: Float64Array, gradient: Float64Array) => number): Evaluate {
  return ({ points }) =>
    points.map((x) => {
      const gradient = new Float64Array(x.length);
      const loss = value(x, gradient);
      return { loss, mae: Math.abs(loss), gradient };
    });
}

/** Standard normal numbers. */
export const noise = (n: number, seed: number): Float64Array => {
  const stream = randomStream('pcg64', seed);
  return Float64Array.from({ length: n }, () => stream.normal(0, 1));
};

/** n ≥ 2 numbers from the first to the last. */
export const even = (n: number, from: number, to: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));

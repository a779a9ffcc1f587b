import type { Answer, Evaluate } from '../../src/base/evaluation.js';

/** A function to minimise, as plain code: no formula, no kernel. */
export interface Problem {
  readonly name: string;
  readonly start: Float64Array;
  /** The least loss, from the literature or worked out by hand or by SciPy. */
  readonly least: number;
  readonly evaluate: Evaluate;
}

/** Row i of a least-squares problem: the residual and its derivatives. */
type Row = (x: Float64Array, i: number) => { readonly r: number; readonly J: readonly number[] };

export const PROBLEMS: readonly Problem[] = [
  // The post's line and sine, without noise, on evenly spaced points.
  leastSquares('line', [-0.7, 0.3], 0, 20, (x, i) => {
    const t = (i + 0.5) / 20;
    return { r: at(x, 0) * t + at(x, 1) - (0.2 * t + 0.5), J: [t, 1] };
  }),
  leastSquares('sine', [0.3, -0.4], 0, 50, (x, i) => {
    const t = (i + 0.5) / 5;
    return { r: at(x, 0) * Math.sin(t) + at(x, 1) - (10 * Math.sin(t) + 1.5), J: [Math.sin(t), 1] };
  }),
  quadratic(1e2),
  quadratic(1e4),
  quadratic(1e6),
  // Rosenbrock 1960; Moré, Garbow and Hillstrom 1981, ACM Trans. Math. Softw. 7, problem 1.
  leastSquares('rosenbrock', [-1.2, 1], 0, 2, (x, i) =>
    i === 0 ? { r: 10 * (at(x, 1) - at(x, 0) ** 2), J: [-20 * at(x, 0), 10] } : { r: 1 - at(x, 0), J: [-1, 0] },
  ),
  // The same, problem 5.
  leastSquares('beale', [1, 1], 0, 3, (x, i) => {
    const power = at(x, 1) ** (i + 1);
    return {
      r: ([1.5, 2.25, 2.625][i] as number) - at(x, 0) * (1 - power),
      J: [-(1 - power), at(x, 0) * (i + 1) * at(x, 1) ** i],
    };
  }),
  // The same, problem 13: the Hessian at the minimum is singular.
  leastSquares('powell singular', [3, -1, 0, 1], 0, 4, (x, i) => {
    const [a, b, c, d] = x as unknown as [number, number, number, number];
    if (i === 0) return { r: a + 10 * b, J: [1, 10, 0, 0] };
    if (i === 1) return { r: Math.sqrt(5) * (c - d), J: [0, 0, Math.sqrt(5), -Math.sqrt(5)] };
    if (i === 2) return { r: (b - 2 * c) ** 2, J: [0, 2 * (b - 2 * c), -4 * (b - 2 * c), 0] };
    return { r: Math.sqrt(10) * (a - d) ** 2, J: [2 * Math.sqrt(10) * (a - d), 0, 0, -2 * Math.sqrt(10) * (a - d)] };
  }),
  leastSquares('decay', [1, 0.1], 5.600272025198139e-4, 20, (x, i) => {
    const t = i / 4;
    const shape = Math.exp(-at(x, 1) * t);
    return { r: at(x, 0) * shape - (3 * Math.exp(-0.7 * t) + 0.05 * Math.sin(7 * i)), J: [shape, -t * at(x, 0) * shape] };
  }),
  logistic(),
  // y ~ (a + b)*x + c: a and b cannot be told apart.
  leastSquares('rank deficient', [0, 0.5, 0], 0, 10, (x, i) => {
    const t = i / 10;
    return { r: (at(x, 0) + at(x, 1)) * t + at(x, 2) - (2 * t + 1), J: [t, t, 1] };
  }),
  // log(a*x) ~ log(2*x): not a number for a ≤ 0, where a full Gauss–Newton step from 10 leads.
  leastSquares('not a number', [10], 0, 5, (x) => ({ r: Math.log(at(x, 0)) - Math.log(2), J: [1 / at(x, 0)] })),
];

export const problem = (name: string): Problem => PROBLEMS.find((row) => row.name === name) as Problem;

function at(x: Float64Array, j: number): number {
  return x[j] as number;
}

/** Half the sum of λⱼ(xⱼ − 1)², λ from 1 to κ, from 0. */
function quadratic(condition: number): Problem {
  const roots = [1, Math.sqrt(Math.sqrt(condition)), Math.sqrt(condition)];
  return leastSquares(`quadratic ${condition}`, [0, 0, 0], 0, 3, (x, i) => ({
    r: (roots[i] as number) * (at(x, i) - 1),
    J: roots.map((root, j) => (i === j ? root : 0)),
  }));
}

function logistic(): Problem {
  const xs = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5];
  const ys = [0, 0, 1, 0, 0, 1, 0, 1, 1, 1];
  const evaluate: Evaluate = ({ points, want, batch }) =>
    points.map((p) => {
      const rows = (batch === undefined ? xs.map((_, i) => i) : [...batch]).map((i) => {
        const [x, y] = [xs[i] as number, ys[i] as number];
        const eta = at(p, 0) * x + at(p, 1);
        const mean = 1 / (1 + Math.exp(-eta));
        const weight = Math.sqrt(mean * (1 - mean));
        const term = Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - y * eta;
        return {
          term,
          error: Math.abs(mean - y),
          slope: [(mean - y) * x, mean - y],
          J: [weight * x, weight],
          r: (mean - y) / weight,
        };
      });
      const mean = (of: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
      const value = { loss: mean((row) => row.term), mae: mean((row) => row.error) };
      const gradient = Float64Array.of(
        mean((row) => row.slope[0] as number),
        mean((row) => row.slope[1] as number),
      );
      return withDerivatives(want, value, gradient, rows);
    });
  return { name: 'logistic', start: Float64Array.of(0, 0), least: 0.4941579983434302, evaluate };
}

/** f = (1/2n) Σ rᵢ². */
function leastSquares(name: string, start: readonly number[], least: number, n: number, row: Row): Problem {
  const evaluate: Evaluate = ({ points, want, batch, direction }) =>
    points.map((x) => {
      if (want === 'acceleration') return bent(x, direction as Float64Array, n, row);
      const rows = (batch === undefined ? Array.from({ length: n }, (_, i) => i) : [...batch]).map((i) => row(x, i));
      const mean = (of: (one: (typeof rows)[number]) => number): number =>
        rows.reduce((sum, one) => sum + of(one), 0) / rows.length;
      const gradient = Float64Array.from({ length: x.length }, (_, j) => mean(({ r, J }) => r * (J[j] as number)));
      return withDerivatives(want, { loss: mean(({ r }) => 0.5 * r * r), mae: mean(({ r }) => Math.abs(r)) }, gradient, rows);
    });
  return { name, start: Float64Array.from(start), least, evaluate };
}

/** Half a step to either side: exact in every unit that is a power of two. */
const STRIDE = 2 ** -12;

/** Jᵀ∂²r/∂t²: the second derivative as the difference of Jv. */
function bent(x: Float64Array, v: Float64Array, n: number, row: Row): Answer {
  const rows = Array.from({ length: n }, (_, i) => {
    const along = (sign: number): number =>
      row(
        x.map((value, j) => value + sign * STRIDE * at(v, j)),
        i,
      ).J.reduce((sum, slope, j) => sum + slope * at(v, j), 0);
    return { ...row(x, i), second: (along(1) - along(-1)) / (2 * STRIDE) };
  });
  const mean = (of: (one: (typeof rows)[number]) => number): number => rows.reduce((sum, one) => sum + of(one), 0) / n;
  return {
    loss: mean(({ r }) => 0.5 * r * r),
    mae: mean(({ r }) => Math.abs(r)),
    bend: Float64Array.from(x, (_, j) => mean(({ J, second }) => (J[j] as number) * second)),
  };
}

function withDerivatives(
  want: string,
  value: { readonly loss: number; readonly mae: number },
  gradient: Float64Array,
  rows: readonly { readonly r: number; readonly J: readonly number[] }[],
): Answer {
  if (want === 'value') return value;
  if (want === 'gram') {
    const count = gradient.length;
    const product = (k: number): number =>
      rows.reduce((sum, { J }) => sum + (J[Math.floor(k / count)] as number) * (J[k % count] as number), 0) / rows.length;
    return { ...value, gradient, gram: Float64Array.from({ length: count * count }, (_, k) => product(k)) };
  }
  if (want === 'gradient') return { ...value, gradient };
  if (want === 'qr') return { ...value, gradient, ...triangular(rows) };
  // The logit is linear.
  if (want === 'acceleration') return { ...value, bend: new Float64Array(gradient.length) };
  throw new Error(`these problems do not answer ${want}`);
}

/** R and Qᵀr of J/√n and r/√n by Gram–Schmidt, done twice. */
function triangular(rows: readonly { readonly r: number; readonly J: readonly number[] }[]): {
  r: Float64Array;
  qtr: Float64Array;
} {
  const size = rows[0]?.J.length ?? 0;
  const scale = 1 / Math.sqrt(rows.length);
  const residual = rows.map((row) => row.r * scale);
  const r = new Float64Array(size * size);
  const basis: number[][] = [];
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
  for (let k = 0; k < size; k++) {
    let column = rows.map((row) => (row.J[k] as number) * scale);
    const length = Math.sqrt(dot(column, column));
    for (let pass = 0; pass < 2; pass++)
      basis.forEach((q, i) => {
        const share = dot(q, column);
        r[i * size + k] = (r[i * size + k] as number) + share;
        column = column.map((v, row) => v - share * (q[row] as number));
      });
    const left = Math.sqrt(dot(column, column));
    const independent = left > 1e-15 * length;
    r[k * size + k] = independent ? left : 0;
    basis.push(column.map((v) => (independent ? v / left : 0)));
  }
  return { r, qtr: Float64Array.from(basis, (q) => dot(q, residual)) };
}

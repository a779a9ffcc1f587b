import type { Evaluate } from '../../../src/base/evaluation.js';
import { even, noise, rows, smooth } from './objective.js';

/** Something to go down. */
export interface Descent {
  readonly name: string;
  readonly evaluate: Evaluate;
  readonly start: readonly number[];
  /** Where the minimum is, or near enough for L-BFGS to find it. */
  readonly near: readonly number[];
  /** Size of a perturbation of the start, a number a parameter; default 0.3 of the larger of start and minimum. */
  readonly spread?: readonly number[];
}

const x = (p: Float64Array, j: number): number => p[j] as number;

/** y ~ value(p, t), least squares, with `sd` of noise about the truth. */
function curve(
  name: string,
  ts: Float64Array,
  truth: readonly number[],
  start: readonly number[],
  value: (p: Float64Array, t: number, J: Float64Array) => number,
  { sd = 0, seed = 1, spread }: { readonly sd?: number; readonly seed?: number; readonly spread?: readonly number[] } = {},
): Descent {
  const e = noise(ts.length, seed);
  const unused = new Float64Array(truth.length);
  const ys = ts.map((t, i) => value(Float64Array.from(truth), t, unused) + sd * x(e, i));
  const evaluate = rows(ts.length, (p, i, J) => value(p, x(ts, i), J) - x(ys, i));
  return { name, evaluate, start, near: truth, ...(spread === undefined ? {} : { spread }) };
}

const line = (p: Float64Array, t: number, J: Float64Array): number => {
  J[0] = t;
  J[1] = 1;
  return x(p, 0) * t + x(p, 1);
};
const sine = (p: Float64Array, t: number, J: Float64Array): number => {
  J[0] = Math.sin(t);
  J[1] = 1;
  return x(p, 0) * Math.sin(t) + x(p, 1);
};
const decay = (p: Float64Array, t: number, J: Float64Array): number => {
  const shape = Math.exp(-x(p, 1) * t);
  J[0] = shape;
  J[1] = -t * x(p, 0) * shape;
  J[2] = 1;
  return x(p, 0) * shape + x(p, 2);
};
const peak = (p: Float64Array, t: number, J: Float64Array): number => {
  const z = (t - x(p, 1)) / x(p, 2);
  const shape = Math.exp(-0.5 * z * z);
  J[0] = shape;
  J[1] = (x(p, 0) * shape * z) / x(p, 2);
  J[2] = (x(p, 0) * shape * z * z) / x(p, 2);
  return x(p, 0) * shape;
};
const dampedSine = (p: Float64Array, t: number, J: Float64Array): number => {
  const shape = Math.exp(-x(p, 1) * t);
  const [s, c] = [Math.sin(x(p, 2) * t), Math.cos(x(p, 2) * t)];
  J[0] = shape * s;
  J[1] = -t * x(p, 0) * shape * s;
  J[2] = t * x(p, 0) * shape * c;
  return x(p, 0) * shape * s;
};
const saturation = (p: Float64Array, t: number, J: Float64Array): number => {
  J[0] = t / (x(p, 1) + t);
  J[1] = (-x(p, 0) * t) / (x(p, 1) + t) ** 2;
  return (x(p, 0) * t) / (x(p, 1) + t);
};
const wave = (p: Float64Array, t: number, J: Float64Array): number => {
  const [s, c] = [Math.sin(x(p, 1) * t), Math.cos(x(p, 1) * t)];
  J[0] = s;
  J[1] = x(p, 0) * t * c;
  J[2] = 1;
  return x(p, 0) * s + x(p, 2);
};
const step = (p: Float64Array, t: number, J: Float64Array): number => {
  const s = 1 / (1 + Math.exp(-x(p, 0) * (t - x(p, 1))));
  J[0] = s * (1 - s) * (t - x(p, 1));
  J[1] = -s * (1 - s) * x(p, 0);
  return s;
};
/** Σ aₕ tanh(bₕt + cₕ) + d. */
const network =
  (hidden: number) =>
  (p: Float64Array, t: number, J: Float64Array): number => {
    let sum = x(p, 3 * hidden);
    for (let h = 0; h < hidden; h++) {
      const s = Math.tanh(x(p, 3 * h + 1) * t + x(p, 3 * h + 2));
      J[3 * h] = s;
      J[3 * h + 1] = x(p, 3 * h) * (1 - s * s) * t;
      J[3 * h + 2] = x(p, 3 * h) * (1 - s * s);
      sum += x(p, 3 * h) * s;
    }
    J[3 * hidden] = 1;
    return sum;
  };

/** Half the sum of λⱼ(xⱼ − 1)²/n, λ from 1 to κ in equal ratios. */
function quadratic(condition: number, n = 5): Descent {
  const roots = Array.from({ length: n }, (_, j) => Math.sqrt(condition) ** (j / (n - 1)));
  const evaluate = rows(n, (p, i, J) => {
    J.fill(0);
    J[i] = roots[i] as number;
    return (roots[i] as number) * (x(p, i) - 1);
  });
  // Turned, so that scaling the parameters is of no use.
  const turned: Evaluate = (request) =>
    evaluate({ ...request, points: request.points.map(reflect) }).map(({ gram: _, gradient, ...rest }) => ({
      ...rest,
      gradient: reflect(gradient as Float64Array),
    }));
  return {
    name: `quadratic, κ = ${condition}`,
    evaluate: turned,
    start: new Array(n).fill(0),
    near: [...reflect(new Float64Array(n).fill(1))],
    spread: new Array(n).fill(1),
  };
}

/** The reflection at (1, 2, …, n), its own inverse. */
function reflect(v: Float64Array): Float64Array {
  let [dot, size] = [0, 0];
  for (let j = 0; j < v.length; j++) {
    dot += (j + 1) * x(v, j);
    size += (j + 1) ** 2;
  }
  return v.map((value, j) => value - (2 * dot * (j + 1)) / size);
}

function logistic(): Descent {
  const [n, e] = [60, noise(120, 5)];
  const ts = even(n, -2, 3);
  const ys = ts.map((t, i) => (1 / (1 + Math.exp(-(1.4 * t - 0.5))) > 0.5 + 0.25 * x(e, i) ? 1 : 0));
  const mean = (eta: number): number => 1 / (1 + Math.exp(-eta));
  const evaluate = rows(n, (p, i, J) => line(p, x(ts, i), J), {
    value: (eta, i) => Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - x(ys, i) * eta,
    slope: (eta, i) => mean(eta) - x(ys, i),
    bend: (eta) => mean(eta) * (1 - mean(eta)),
  });
  return { name: 'logistic', evaluate, start: [0, 0], near: [1.4, -0.5], spread: [1, 1] };
}

function huber(): Descent {
  const [n, e] = [50, noise(50, 6)];
  const ts = even(n, 0, 5);
  const ys = ts.map((t, i) => 2 * t - 1 + 0.3 * x(e, i) + (i % 9 === 4 ? 15 : 0));
  const evaluate = rows(n, (p, i, J) => line(p, x(ts, i), J) - x(ys, i), {
    value: (r) => (Math.abs(r) <= 1 ? 0.5 * r * r : Math.abs(r) - 0.5),
    slope: (r) => Math.max(-1, Math.min(1, r)),
    bend: (r) => (Math.abs(r) <= 1 ? 1 : 0),
  });
  return { name: 'Huber', evaluate, start: [0, 0], near: [2, -1], spread: [1, 1] };
}

const rosenbrock: Descent = {
  name: 'Rosenbrock',
  start: [-1.2, 1],
  near: [1, 1],
  evaluate: rows(2, (p, i, J) => {
    J[0] = i === 0 ? -20 * x(p, 0) : -1;
    J[1] = i === 0 ? 10 : 0;
    return i === 0 ? 10 * (x(p, 1) - x(p, 0) ** 2) : 1 - x(p, 0);
  }),
};

/** (x² − 1)²/4 + y²/2: a saddle at the origin, minima at (±1, 0). */
const saddle: Descent = {
  name: 'saddle',
  start: [1e-4, 1],
  near: [1, 0],
  spread: [1e-4, 0.3],
  evaluate: smooth((p, g) => {
    const [a, b] = [x(p, 0), x(p, 1)];
    g[0] = a * (a * a - 1);
    g[1] = b;
    return 0.25 * (a * a - 1) ** 2 + 0.5 * b * b;
  }),
};

const UNIT = even(100, 0, 1);
const TEN = even(100, 0, 10);

/** What a learning rate meets: 20 problems. */
export const DESCENTS: readonly Descent[] = [
  curve('line', UNIT, [0.2, 0.5], [-0.7, 0.3], line),
  curve('line, x to 10', TEN, [2, -3], [0, 0], line, { sd: 0.5, seed: 2, spread: [1, 1] }),
  curve('sine', TEN, [10, 1.5], [0.3, -0.4], sine),
  curve('noise floor', TEN, [10, 1.5], [0.3, -0.4], sine, { sd: 1, seed: 3 }),
  logistic(),
  huber(),
  curve('exponential decay', even(40, 0, 5), [3, 0.7, 0.5], [1, 0.3, 0], decay, { sd: 0.05, seed: 4 }),
  curve('Gaussian', even(60, -5, 5), [2, 0.7, 1.2], [1, 0, 2], peak, { sd: 0.05, seed: 5, spread: [0.3, 0.3, 0.3] }),
  curve('damped sine', even(80, 0, 8), [2, 0.3, 2], [1.5, 0.2, 2.1], dampedSine, { sd: 0.05, seed: 6, spread: [0.3, 0.1, 0.1] }),
  curve('Michaelis–Menten', even(30, 0.2, 8), [5, 1.5], [3, 1], saturation, { sd: 0.05, seed: 7 }),
  rosenbrock,
  curve('network', even(40, -2, 2), [1.5, 1.2, 0.3, -0.8, 2, -1, 0.2], [0.5, 0.6, 0, -0.5, 0.7, -0.4, 0], network(2), {
    sd: 0.02,
    seed: 8,
    spread: new Array(7).fill(0.15),
  }),
  curve('unknown frequency', TEN, [3, 1.3, 0.5], [2, 1.22, 0], wave, { sd: 0.2, seed: 9, spread: [0.5, 0.03, 0.3] }),
  curve('x in millions', even(50, 0, 1e6), [3e-6, 2], [0, 0], line, { sd: 0.05, seed: 10, spread: [1e-6, 1] }),
  curve('x in millionths', even(50, 0, 1e-6), [3e6, 2], [0, 0], line, { sd: 0.05, seed: 11, spread: [1e6, 1] }),
  quadratic(1e2),
  quadratic(1e4),
  quadratic(1e6),
  saddle,
  curve('plateau', even(50, -4, 4), [2, 0.5], [0.3, -5], step, { sd: 0.01, seed: 12, spread: [0.1, 0.5] }),
];

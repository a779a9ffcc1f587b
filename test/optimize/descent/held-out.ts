import { even, noise, rows, smooth } from './objective.js';
import type { Descent } from './problems.js';

const x = (p: Float64Array, j: number): number => p[j] as number;

/** Moré, Garbow and Hillstrom 1981, ACM Trans. Math. Softw. 7, problems 5, 13 and 14. */
const beale: Descent = {
  name: 'Beale',
  start: [1, 1],
  near: [3, 0.5],
  spread: [0.2, 0.2],
  evaluate: rows(3, (p, i, J) => {
    const power = x(p, 1) ** (i + 1);
    J[0] = -(1 - power);
    J[1] = x(p, 0) * (i + 1) * x(p, 1) ** i;
    return ([1.5, 2.25, 2.625][i] as number) - x(p, 0) * (1 - power);
  }),
};

const powell: Descent = {
  name: 'Powell singular',
  start: [3, -1, 0, 1],
  near: [0, 0, 0, 0],
  spread: [0.5, 0.5, 0.5, 0.5],
  evaluate: smooth((p, g) => {
    const [a, b, c, d] = p as unknown as [number, number, number, number];
    const [u, v, w, z] = [a + 10 * b, c - d, b - 2 * c, a - d];
    g[0] = 2 * u + 40 * z ** 3;
    g[1] = 20 * u + 4 * w ** 3;
    g[2] = 10 * v - 8 * w ** 3;
    g[3] = -10 * v - 40 * z ** 3;
    return u * u + 5 * v * v + w ** 4 + 10 * z ** 4;
  }),
};

const wood: Descent = {
  name: 'Wood',
  start: [-3, -1, -3, -1],
  near: [1, 1, 1, 1],
  spread: [0.3, 0.3, 0.3, 0.3],
  evaluate: smooth((p, g) => {
    const [a, b, c, d] = p as unknown as [number, number, number, number];
    const [u, v] = [b - a * a, d - c * c];
    g[0] = -400 * u * a - 2 * (1 - a);
    g[1] = 200 * u + 20 * (b + d - 2) + 0.2 * (b - d);
    g[2] = -360 * v * c - 2 * (1 - c);
    g[3] = 180 * v + 20 * (b + d - 2) - 0.2 * (b - d);
    return 100 * u * u + (1 - a) ** 2 + 90 * v * v + (1 - c) ** 2 + 10 * (b + d - 2) ** 2 + 0.1 * (b - d) ** 2;
  }),
};

/** A count with the mean exp(a + bt). */
function poisson(): Descent {
  const [n, e] = [50, noise(50, 21)];
  const ts = even(n, 0, 3);
  const ys = ts.map((t, i) => Math.max(0, Math.round(Math.exp(0.5 + 0.8 * t) + Math.sqrt(Math.exp(0.5 + 0.8 * t)) * x(e, i))));
  const evaluate = rows(
    n,
    (p, i, J) => {
      J[0] = 1;
      J[1] = x(ts, i);
      return x(p, 0) + x(p, 1) * x(ts, i);
    },
    {
      value: (eta, i) => Math.exp(eta) - x(ys, i) * eta,
      slope: (eta, i) => Math.exp(eta) - x(ys, i),
      bend: (eta) => Math.exp(eta),
    },
  );
  return { name: 'Poisson', evaluate, start: [0, 0], near: [0.5, 0.8], spread: [1, 1] };
}

function twoDecays(): Descent {
  const [n, e] = [50, noise(50, 22)];
  const ts = even(n, 0, 6);
  const ys = ts.map((t, i) => 2 * Math.exp(-2 * t) + Math.exp(-0.3 * t) + 0.01 * x(e, i));
  const evaluate = rows(n, (p, i, J) => {
    const t = x(ts, i);
    const [u, v] = [Math.exp(-x(p, 1) * t), Math.exp(-x(p, 3) * t)];
    J[0] = u;
    J[1] = -t * x(p, 0) * u;
    J[2] = v;
    J[3] = -t * x(p, 2) * v;
    return x(p, 0) * u + x(p, 2) * v - x(ys, i);
  });
  return { name: 'two decays', evaluate, start: [1, 1, 1, 0.5], near: [2, 2, 1, 0.3], spread: [0.2, 0.2, 0.2, 0.1] };
}

function growth(): Descent {
  const [n, e] = [40, noise(40, 23)];
  const ts = even(n, 0, 20);
  const ys = ts.map((t, i) => 80 / (1 + Math.exp(-0.6 * (t - 9))) + x(e, i));
  const evaluate = rows(n, (p, i, J) => {
    const u = x(ts, i) - x(p, 2);
    const s = 1 / (1 + Math.exp(-x(p, 1) * u));
    J[0] = s;
    J[1] = x(p, 0) * s * (1 - s) * u;
    J[2] = -x(p, 0) * s * (1 - s) * x(p, 1);
    return x(p, 0) * s - x(ys, i);
  });
  return { name: 'growth', evaluate, start: [60, 0.3, 7], near: [80, 0.6, 9], spread: [10, 0.1, 1] };
}

/** Heavy tails: ρ = ½ log(1 + r²), which is not convex. */
function cauchy(): Descent {
  const [n, e] = [60, noise(60, 24)];
  const ts = even(n, -3, 3);
  const ys = ts.map((t, i) => 1.5 * t + 0.5 + 0.4 * x(e, i) + (i % 7 === 3 ? 12 : 0));
  const evaluate = rows(
    n,
    (p, i, J) => {
      J[0] = x(ts, i);
      J[1] = 1;
      return x(p, 0) * x(ts, i) + x(p, 1) - x(ys, i);
    },
    {
      value: (r) => 0.5 * Math.log1p(r * r),
      slope: (r) => r / (1 + r * r),
      bend: (r) => (1 - r * r) / (1 + r * r) ** 2,
    },
  );
  return { name: 'Cauchy', evaluate, start: [0, 0], near: [1.5, 0.5], spread: [1, 1] };
}

/** A polynomial of degree five on [−1, 1]. */
function polynomial(): Descent {
  const [n, e] = [60, noise(60, 25)];
  const ts = even(n, -1, 1);
  const truth = [1, -2, 0.5, 3, -1, 2];
  const of = (p: ArrayLike<number>, t: number): number => Array.from(p).reduceRight((sum, c) => sum * t + c, 0);
  const ys = ts.map((t, i) => of(truth, t) + 0.1 * x(e, i));
  const evaluate = rows(n, (p, i, J) => {
    for (let j = 0; j < 6; j++) J[j] = x(ts, i) ** j;
    return of(p, x(ts, i)) - x(ys, i);
  });
  return { name: 'polynomial', evaluate, start: [0, 0, 0, 0, 0, 0], near: truth, spread: [1, 1, 1, 1, 1, 1] };
}

/** Problems that nothing was tuned on. */
export const HELD_OUT: readonly Descent[] = [beale, powell, wood, poisson(), twoDecays(), growth(), cauchy(), polynomial()];

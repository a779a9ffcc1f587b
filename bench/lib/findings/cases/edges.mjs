// Fits that nothing is wrong with, of data and by methods that look as if something were; and the same methods where something is.
import { linearCase } from '../linear-case.mjs';

const near = (name, make) => ({ name, sort: 'near', make });
const positive = (name, must, make) => ({ name, sort: 'positive', must, make });
const xs = (draw, low, high, rows = draw.count(30, 3000)) => draw.column(rows, () => draw.uniform(low, high));
const steep = (draw, asked = {}) => linearCase(draw, { units: false, noise: 0.1, ...asked });

export const EDGES = [
  near('no noise at all', (draw) => {
    const x = xs(draw, 0, 6);
    const [a, b] = [draw.uniform(1, 3), draw.uniform(0.3, 1)];
    const [formula, of, start] = draw.pick([
      ['y ~ a*x + b', (v) => a * v + b, {}],
      ['y ~ a*exp(-b*x)', (v) => a * Math.exp(-b * v), { start: { a: 1, b: 0.5 } }],
      ['y ~ a*x/(b + x)', (v) => (a * v) / (b + v), { start: { a: 1, b: 1 } }],
    ]);
    return { formula, data: { x, y: x.map(of) }, options: start };
  }),
  near('a rounded response', (draw) => {
    const x = xs(draw, 0, 10);
    const step = draw.pick([0.01, 0.1, 0.5, 1]);
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((v) => Math.round((0.7 * v + 3 + draw.normal(0, 0.3)) / step) * step) },
      options: {},
    };
  }),
  near('noise that grows with the response', (draw) => {
    const x = xs(draw, 0.5, 10);
    return { formula: 'y ~ a*x + b', data: { x, y: x.map((v) => (2 * v + 1) * (1 + draw.normal(0, 0.1))) }, options: {} };
  }),
  near('neighbouring errors alike', (draw) => {
    let error = 0;
    const x = draw.column(draw.count(40, 2000), (i) => i / 10);
    const y = x.map((v) => {
      error = 0.8 * error + draw.normal(0, 0.3);
      return 2 * v + 1 + error;
    });
    return { formula: 'y ~ a*x + b', data: { x, y }, options: {} };
  }),
  near('yes or no columns', (draw) => {
    const x = xs(draw, 0, 10, draw.count(60, 3000));
    const [p, q] = [0.5, 0.3].map((share) => x.map(() => Number(draw.chance(share))));
    const y = x.map((v, i) => 2 * v + 3 * p[i] - 2 * q[i] + 1 + draw.normal(0, 0.3));
    return { formula: 'y ~ a*x + b*p + d*q + c', data: { x, p, q, y }, options: {} };
  }),
  near('a column of deviations', (draw) => {
    const x = xs(draw, 0, 6);
    const s = x.map(() => draw.scale(0.02, 0.5));
    return {
      formula: 'y ~ A*exp(-k*x)',
      data: { x, s, y: x.map((v, i) => 4 * Math.exp(-0.6 * v) + draw.normal(0, s[i])) },
      options: { sigma: 's', start: { A: 3, k: 0.4 } },
    };
  }),
  near('a robust loss and nothing far away', (draw) => {
    const x = xs(draw, 0, 10);
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((v) => 2 * v + 1 + draw.normal(0, 0.3)) },
      options: { loss: draw.pick(['huber', 'tukey', 'soft-l1']) },
    };
  }),
  near('a linear model from zeros', (draw) => {
    const made = steep(draw);
    return {
      formula: made.formula,
      data: made.data,
      options: { method: draw.pick(['gd', 'momentum', 'lbfgs']), start: made.named(made.truth.map(() => 0)) },
    };
  }),
  near('a square beside its saddle', (draw) => {
    const x = xs(draw, 0, 2);
    const options = { method: draw.pick(['gd', 'lbfgs', 'lm']), start: { a: draw.uniform(0.2, 0.8), b: 0 } };
    return { formula: 'y ~ a^2*x + b', data: { x, y: x.map((v) => 2 * v + 1 + draw.normal(0, 0.05)) }, options };
  }),
  near('momentum above the limit of plain descent', (draw) => {
    const made = steep(draw);
    const rate = draw.uniform(2.2, 3.2) / made.values[0];
    return {
      formula: made.formula,
      data: made.data,
      options: {
        method: 'momentum',
        learningRate: rate,
        epochs: Math.ceil(400 + (40 * made.condition) / 3),
        start: made.away(draw.sign).start,
      },
    };
  }),
  positive('momentum above its limit', ['rate-too-high'], (draw) => {
    // 2(1 + μ)/λmax = 3.8/λmax (Polyak 1964).
    const made = steep(draw);
    const rate = draw.scale(4.2, 40) / made.values[0];
    return {
      formula: made.formula,
      data: made.data,
      options: { method: 'momentum', learningRate: rate, epochs: 300, start: made.away(draw.sign).start },
    };
  }),
  near('Adam with epochs enough', (draw) => {
    const made = steep(draw, { width: 2 });
    return {
      formula: made.formula,
      data: made.data,
      options: { method: 'adam', learningRate: 0.02, epochs: 5000, start: made.away(draw.sign).start },
    };
  }),
  positive('Adam with too few epochs', ['too-few-epochs'], (draw) => {
    // A step is at most about the rate: a parameter that is three away is not there after half as many.
    const made = steep(draw, { width: 2 });
    const rate = draw.scale(0.001, 0.02);
    const start = made.named(made.minimum.map((value) => value + draw.sign() * draw.uniform(3, 5)));
    return {
      formula: made.formula,
      data: made.data,
      options: { method: 'adam', learningRate: rate, epochs: Math.ceil(draw.uniform(0.5, 1.5) / rate), start },
    };
  }),
  positive('too few epochs on a decay', ['too-few-epochs'], (draw) => {
    const x = xs(draw, 0, 6);
    const data = { x, y: x.map((v) => 4 * Math.exp(-0.6 * v) + draw.normal(0, 0.05)) };
    const [rate, epochs, start] = [
      draw.uniform(0.01, 0.1),
      draw.count(5, 100),
      { A: draw.uniform(1, 2), k: draw.uniform(0.3, 1.2) },
    ];
    let { A, k } = start;
    const loss = () => x.reduce((sum, v, i) => sum + (A * Math.exp(-k * v) - data.y[i]) ** 2, 0) / (2 * x.length);
    const first = loss();
    const step = (by) => {
      let [gA, gk] = [0, 0];
      for (const [i, v] of x.entries()) {
        const r = A * Math.exp(-k * v) - data.y[i];
        gA += r * Math.exp(-k * v);
        gk -= r * A * v * Math.exp(-k * v);
      }
      A -= (by * gA) / x.length;
      k -= (by * gk) / x.length;
    };
    for (let epoch = 0; epoch < epochs; epoch++) step(rate);
    const last = loss();
    [A, k] = [4, 0.6];
    const left = (last - loss()) / (first - loss());
    const made = { formula: 'y ~ A*exp(-k*x)', data, options: { method: 'gd', learningRate: rate, epochs, start } };
    // Between a thousandth and a hundredth of the way either is right.
    return { ...made, must: left > 0.01 ? ['too-few-epochs'] : [], may: left > 1e-4 ? ['too-few-epochs'] : [] };
  }),
];

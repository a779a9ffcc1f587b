// Fits that nothing is wrong with.
import { facts } from '../linear.mjs';
import { linearCase, lineCase } from '../linear-case.mjs';

const clean = (name, make) => ({ name, sort: 'clean', make });
const units = (draw) => 10 ** draw.uniform(-6, 6);
const rowsOf = (draw) => (draw.chance(0.02) ? 200_000 : draw.count(20, 10_000));

/** A curve over x in [low, high] with noise that is a share of its size, in units of y. */
function curve(
  draw,
  formula,
  truth,
  of,
  { low, high, noise = draw.scale(0.002, 0.05), rows = rowsOf(draw), start = null, unit = units(draw) },
) {
  const x = draw.column(rows, () => draw.uniform(low, high));
  const values = x.map(of);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const y = values.map((value) => unit * (value + draw.normal(0, noise * size)));
  const given = start === null ? {} : { start: Object.fromEntries(Object.entries(start).map(([name, value]) => [name, value])) };
  return { formula, data: { x, y }, options: { ...given }, truth, unit };
}
/** A start near the truth, or none. */
const near = (draw, truth, share = 0.2) =>
  draw.chance(0.5)
    ? null
    : Object.fromEntries(Object.entries(truth).map(([name, value]) => [name, value * (1 + draw.uniform(-share, share))]));

export const CLEAN = [
  clean('line', (draw) => {
    const [xUnit, yUnit] = [units(draw), units(draw)];
    const x = draw.column(rowsOf(draw), () => xUnit * draw.uniform(-1, 3));
    const line = lineCase(draw, {
      x,
      slope: (draw.sign() * draw.uniform(0.5, 3) * yUnit) / xUnit,
      intercept: draw.sign() * draw.uniform(0.5, 3) * yUnit,
      noise: draw.scale(0.003, 0.3) * yUnit,
    });
    return { formula: line.formula, data: line.data, options: {} };
  }),
  clean('polynomial', (draw) => {
    const degree = draw.integer(2, 4);
    const truth = Array.from({ length: degree + 1 }, () => draw.sign() * draw.uniform(0.5, 2));
    const [xUnit, yUnit] = [units(draw), units(draw)];
    const rows = rowsOf(draw) + 30;
    const x = draw.column(rows, (i) => (2 * i) / (rows - 1) - 1);
    const noise = draw.scale(0.002, 0.05);
    const y = x.map((value) => yUnit * (truth.reduce((sum, a, k) => sum + a * value ** k, 0) + draw.normal(0, noise)));
    const terms = truth.map((_, k) => (k === 0 ? 'a' : `${'abcdg'[k]}*x${k === 1 ? '' : `^${k}`}`));
    return { formula: `y ~ ${terms.join(' + ')}`, data: { x: x.map((value) => value * xUnit), y }, options: {} };
  }),
  clean('sine', (draw) => {
    const truth = { a: draw.uniform(1, 5), w: draw.uniform(0.8, 3), p: draw.uniform(-1, 1), c: draw.uniform(0.5, 2) };
    const start = near(draw, truth, 0.05);
    const { a, w, p, c } = truth;
    return curve(draw, 'y ~ a*sin(w*x + p) + c', truth, (x) => a * Math.sin(w * x + p) + c, {
      low: 0,
      high: 10,
      start,
      unit: 1,
      rows: draw.count(40, 3000),
    });
  }),
  clean('exponential decay', (draw) => {
    const truth = { A: draw.uniform(1, 5), k: draw.uniform(0.3, 1.5), c: draw.uniform(0.5, 1) };
    const { A, k, c } = truth;
    return curve(draw, 'y ~ A*exp(-k*x) + c', truth, (x) => A * Math.exp(-k * x) + c, {
      low: 0,
      high: 8,
      start: near(draw, truth),
      unit: 1,
    });
  }),
  clean('exponential decay in strange units', (draw) => {
    const [xUnit, yUnit] = [10 ** draw.uniform(-4, 4), units(draw)];
    const [A, k] = [draw.uniform(1, 5), draw.uniform(0.3, 1.5)];
    const made = curve(draw, 'y ~ A*exp(-k*x)', {}, (x) => A * Math.exp(-k * x), { low: 0, high: 6, unit: yUnit });
    return {
      ...made,
      data: { x: made.data.x.map((x) => x * xUnit), y: made.data.y },
      options: { start: { A: yUnit, k: 1 / xUnit } },
    };
  }),
  clean('Gaussian peak', (draw) => {
    const truth = { h: draw.uniform(1, 5), m: draw.uniform(3, 7), s: draw.uniform(0.6, 1.5), c: draw.uniform(0.3, 1) };
    const { h, m, s, c } = truth;
    return curve(draw, 'y ~ h*exp(-((x - m)/s)^2) + c', truth, (x) => h * Math.exp(-(((x - m) / s) ** 2)) + c, {
      low: 0,
      high: 10,
      start: near(draw, truth, 0.1),
      unit: 1,
      rows: draw.count(40, 5000),
    });
  }),
  clean('healthy sigmoid', (draw) => {
    const truth = { L: draw.uniform(1, 5), k: draw.uniform(0.8, 2), m: draw.uniform(3, 7) };
    const { L, k, m } = truth;
    return curve(draw, 'y ~ L/(1 + exp(-k*(x - m)))', truth, (x) => L / (1 + Math.exp(-k * (x - m))), {
      low: 0,
      high: 10,
      start: near(draw, truth),
      unit: 1,
    });
  }),
  clean('healthy sigmoid by gradient descent', (draw) => {
    const truth = { k: draw.uniform(0.8, 2), m: draw.uniform(-1, 1) };
    const { k, m } = truth;
    const made = curve(draw, 'y ~ 1/(1 + exp(-k*(x - m)))', truth, (x) => 1 / (1 + Math.exp(-k * (x - m))), {
      low: -4,
      high: 4,
      unit: 1,
      rows: draw.count(40, 2000),
    });
    return { ...made, options: { method: 'gd', start: { k: 0.5, m: 0 } } };
  }),
  clean('logistic regression', (draw) => {
    const [a, b] = [draw.sign() * draw.uniform(0.7, 2), draw.uniform(0.4, 1)];
    const x = draw.column(draw.count(300, 10_000), () => draw.normal());
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((value) => Number(draw.chance(1 / (1 + Math.exp(-a * value - b))))) },
      options: { loss: 'logistic' },
    };
  }),
  clean('Poisson regression', (draw) => {
    const [a, b] = [draw.sign() * draw.uniform(0.3, 0.8), draw.uniform(0.5, 2.5)];
    const x = draw.column(draw.count(100, 10_000), () => draw.uniform(-1.5, 1.5));
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((value) => draw.poisson(Math.exp(a * value + b))) },
      options: { loss: 'poisson' },
    };
  }),
  clean('Michaelis–Menten', (draw) => {
    const truth = { V: draw.uniform(1, 5), K: draw.uniform(1, 3) };
    return curve(draw, 'y ~ V*x/(K + x)', truth, (x) => (truth.V * x) / (truth.K + x), {
      low: 0.1,
      high: 12,
      start: near(draw, truth),
      unit: 1,
      noise: draw.scale(0.002, 0.03),
    });
  }),
  clean('several columns', (draw) => {
    const made = linearCase(draw, { width: draw.integer(2, 4), rows: rowsOf(draw) + 30 });
    return { formula: made.formula, data: made.data, options: {} };
  }),
  clean('right gradient by hand', (draw) => {
    const made = linearCase(draw, { rows: draw.count(20, 3000) });
    const rate = draw.uniform(0.5, 1.2) / made.values[0];
    const epochs = Math.ceil(20 / (rate * made.values.at(-1))) + 20;
    return {
      formula: made.formula,
      data: made.data,
      options: { method: 'gd', learningRate: rate, epochs, start: made.away(draw.sign).start, gradient: made.gradient() },
    };
  }),
  clean('gradient descent at an automatic rate', (draw) => {
    const made = linearCase(draw, { rows: draw.count(20, 3000) });
    return {
      formula: made.formula,
      data: made.data,
      options: { method: 'gd', start: made.away(draw.sign).start, ...(draw.chance(0.5) ? { seed: 7 } : {}) },
    };
  }),
  clean('correlation .9', (draw) => {
    const rows = draw.count(60, 5000);
    const x1 = draw.column(rows, () => draw.normal());
    const x2 = x1.map((value) => 0.9 * value + Math.sqrt(1 - 0.81) * draw.normal());
    const noise = draw.scale(0.05, 0.5);
    const y = x1.map((value, i) => 2 * value - 1.5 * x2[i] + 1 + draw.normal(0, noise));
    return { formula: 'y ~ a*x1 + b*x2 + c', data: { x1, x2, y }, options: {} };
  }),
  clean('a calendar year as x', (draw) => {
    const rows = draw.integer(20, 80);
    const x = draw.column(rows, (i) => 2025 - rows + i);
    const [slope, noise, level] = [draw.sign() * draw.uniform(0.5, 3), draw.uniform(0.2, 2), draw.uniform(5, 10)];
    const year = { year: x, y: x.map((value) => slope * (value - 2000) + level + draw.normal(0, noise)) };
    // Of a line far from zero the constant is little known: told where its error is ten times its value, which is true then.
    const { minimum, errors } = facts([x, x.map(() => 1)], year.y);
    return {
      formula: 'y ~ a*year + b',
      data: year,
      options: {},
      may: errors[1] > 5 * Math.abs(minimum[1]) ? ['error-exceeds-value'] : [],
    };
  }),
  clean('noise of t8', (draw) => {
    const x = draw.column(draw.count(30, 10_000), () => draw.uniform(0, 10));
    const [slope, intercept, noise] = [draw.sign() * draw.uniform(0.5, 3), draw.uniform(1, 5), draw.scale(0.05, 1)];
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((value) => slope * value + intercept + noise * draw.student(8)) },
      options: {},
    };
  }),
  clean('two responses with their deviations', (draw) => {
    const [a, b, k] = [draw.uniform(1, 3), draw.uniform(100, 900), draw.uniform(0.3, 1)];
    const t = draw.column(draw.count(30, 2000), () => draw.uniform(0, 6));
    const data = {
      t,
      y1: t.map((x) => a * Math.exp(-k * x) + draw.normal(0, 0.02)),
      y2: t.map((x) => b * Math.exp(-k * x) + draw.normal(0, 5)),
    };
    return {
      formula: 'y1 ~ a*exp(-k*t); y2 ~ b*exp(-k*t)',
      data,
      options: { sigma: '0.02, 5', start: { a: 1, b: 300, k: 0.5 } },
    };
  }),
  clean('hyperbola by L-BFGS', (draw) => {
    const truth = { a: draw.uniform(1, 4), b: draw.uniform(0.5, 2) };
    return {
      ...curve(draw, 'y ~ a/(x + b)', truth, (x) => truth.a / (x + truth.b), { low: 0, high: 10, unit: 1 }),
      options: { method: 'lbfgs', start: { a: 1, b: 1 } },
    };
  }),
];

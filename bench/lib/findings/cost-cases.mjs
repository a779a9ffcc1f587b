// Runs over many rows, each of which brings out another finding that is dear to look for.
import { linearCase } from './linear-case.mjs';
import { stream } from './random.mjs';

const descent = (made, learningRate, epochs, more = {}) => ({
  ...typed(made),
  options: { method: 'gd', learningRate, epochs, start: made.away(() => 1).start, ...more },
});
const typed = ({ formula, data, named, minimum }) => ({ formula, data: arrays(data), parameters: named(minimum) });
const arrays = (data) => Object.fromEntries(Object.entries(data).map(([name, values]) => [name, Float64Array.from(values)]));

/** y = A·exp(−k·x) + c + noise. */
function decay(draw, rows, change = (y) => y) {
  const x = draw.column(rows, () => draw.uniform(0, 6));
  const y = x.map((v, i) => change(4 * Math.exp(-0.7 * v) + 1 + draw.normal(0, 0.05), i));
  return { formula: 'y ~ A*exp(-k*x) + c', data: arrays({ x, y }), parameters: { A: 4, k: 0.7, c: 1 } };
}
function sigmoid(draw, rows) {
  const x = draw.column(rows, () => draw.uniform(0, 10));
  const y = x.map((v) => 1 / (1 + Math.exp(-1.2 * (v - 5))) + draw.normal(0, 0.02));
  return { formula: 'y ~ 1/(1 + exp(-k*(x - m)))', data: arrays({ x, y }), parameters: { k: 1.2, m: 5 } };
}
function wave(draw, rows) {
  const x = draw.column(rows, () => draw.uniform(0, 10));
  return {
    formula: 'y ~ sin(w*x)',
    data: arrays({ x, y: x.map((v) => Math.sin(2 * v) + draw.normal(0, 0.1)) }),
    parameters: { w: 2 },
  };
}
function product(draw, rows) {
  const x = draw.column(rows, () => draw.uniform(-2, 2));
  return {
    formula: 'y ~ a*tanh(b*x)',
    data: arrays({ x, y: x.map((v) => 2 * Math.tanh(0.8 * v) + draw.normal(0, 0.1)) }),
    parameters: { a: 2, b: 0.8 },
  };
}

/** @returns { name, formula, data, parameters: a point to measure a pass at, options }. */
export function costCases(rows) {
  const draw = stream('cost', rows);
  const plain = linearCase(draw, { width: 2, constant: true, rows, units: false, noise: 0.1 });
  const narrow = linearCase(draw, { width: 2, constant: false, rows, units: false, noise: 0.1, mix: 0.9995 });
  const uneven = linearCase(draw, { width: 2, constant: false, rows, units: false, noise: 0.1, spread: 1000 });
  const near = linearCase(draw, { width: 2, constant: true, rows, units: false, noise: 0.3, mix: 1 - 1e-8 });
  const far = (y, i) => (i % 10_007 === 3 ? y + 4 : y);
  const top = plain.values[0];
  const curve = decay(draw, rows);
  const from = { start: { A: 2, k: 0.4, c: 0.5 } };
  return [
    { name: 'line, solved at once', ...typed(plain), options: {} },
    { name: 'decay by lm', ...curve, options: { method: 'lm', ...from } },
    { name: 'decay by auto, no start', ...curve, options: {} },
    { name: 'gd, rate too high', ...descent(plain, 2.4 / top, 100) },
    { name: 'gd, swings', ...descent(plain, 1.99 / top, 60) },
    { name: 'gd, too few epochs', ...descent(plain, 0.05 / top, 30) },
    { name: 'gd, converged', ...descent(plain, 1 / top, 300) },
    { name: 'gd, narrow valley', ...descent(narrow, 1 / narrow.values[0], 300) },
    { name: 'gd, columns of different sizes', ...descent(uneven, 1 / uneven.values[0], 300) },
    { name: 'gd, threshold below the floor', ...descent(plain, 1 / top, 300, { stop: `mae < ${plain.mae / 2}` }) },
    {
      name: 'gd, gradient wrong',
      ...descent(plain, 0.5 / top, 50, { gradient: { ...plain.gradient(), b: 'mean((prediction - y)*speed)' } }),
    },
    { name: 'gd, gradient scaled', ...descent(plain, 0.25 / top, 300, { gradient: plain.gradient(2) }) },
    { name: 'collinear, solved at once', ...typed(near), options: {} },
    { name: 'gd on a decay, too few epochs', ...curve, options: { method: 'gd', learningRate: 0.1, epochs: 30, ...from } },
    { name: 'adam on a decay, too few epochs', ...curve, options: { method: 'adam', epochs: 30, ...from } },
    {
      name: 'adam on a line, too few epochs',
      ...typed(plain),
      options: { method: 'adam', epochs: 100, start: plain.away(() => 1).start },
    },
    { name: 'decay by lm, rows far away', ...decay(draw, rows, far), options: { method: 'lm', ...from } },
    { name: 'decay by gd, rows far away', ...decay(draw, rows, far), options: { method: 'gd', ...from } },
    { name: 'sigmoid by gd', ...sigmoid(draw, rows), options: { method: 'gd', start: { k: 0.7, m: 4 } } },
    {
      name: 'gd on a plateau',
      ...sigmoid(draw, rows),
      options: { method: 'gd', learningRate: 0.5, epochs: 50, start: { k: 1.5, m: 60 } },
    },
    {
      name: 'gd, dead start',
      ...product(draw, rows),
      options: { method: 'gd', learningRate: 0.1, epochs: 50, start: { a: 0, b: 0 } },
    },
    {
      name: 'gd, drawn start',
      ...product(draw, rows),
      options: { method: 'gd', learningRate: 0.1, epochs: 50, start: { a: 'uniform(-1, 1)', b: 'uniform(-1, 1)' } },
    },
    {
      name: 'gd, local minimum',
      ...wave(draw, rows),
      options: { method: 'gd', learningRate: 0.01, epochs: 200, start: { w: 2.8 } },
    },
    {
      name: 'gd, overflow',
      ...curve,
      formula: 'y ~ A*log(x - k) + c',
      options: { method: 'gd', learningRate: 0.1, epochs: 20, ...from },
    },
  ];
}

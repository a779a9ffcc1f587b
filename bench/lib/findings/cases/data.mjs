// What is the matter with the rows, or with what they can tell of the parameters.
import { linearCase, lineCase } from '../linear-case.mjs';

const positive = (name, must, make) => ({ name, sort: 'positive', must, make });
const near = (name, make) => ({ name, sort: 'near', make });
const line = (draw, rows, noise = 0.3) => {
  const x = draw.column(rows, () => draw.uniform(0, 10));
  return lineCase(draw, { x, slope: draw.sign() * draw.uniform(1, 3), intercept: draw.sign() * draw.uniform(4, 8), noise });
};
const csv = (data) => {
  const names = Object.keys(data);
  return `${names.join(',')}\n${data[names[0]].map((_, i) => names.map((name) => data[name][i] ?? '').join(',')).join('\n')}\n`;
};
/** The same data with some rows far away, by so many deviations, and which they are, from 1. */
function spiked(draw, { formula, data }, deviation, far) {
  const rows = data.y.length;
  const count = draw.integer(1, Math.max(1, Math.floor(rows / 40)));
  const places = new Set(Array.from({ length: Math.min(count, 8) }, () => draw.integer(0, rows - 1)));
  const y = data.y.map((value, i) => (places.has(i) ? value + draw.sign() * deviation * far() : value));
  return { formula, data: { ...data, y }, places: [...places].map((i) => i + 1).sort((a, b) => a - b) };
}
const namesRows =
  (places) =>
  ({ findings }) => {
    const { rows } = findings.find(({ code }) => code === 'outliers').evidence;
    const named = (Array.isArray(rows) ? rows : []).map((row) => (typeof row === 'object' ? row.row : row));
    return places.every((place) => named.includes(place)) ? null : `rows ${named} instead of ${places}`;
  };

export const DATA = [
  positive('cells without a number', ['data-not-finite'], (draw) => {
    const made = linearCase(draw, { rows: draw.count(30, 2000) });
    const name = draw.pick([...made.names, 'y']);
    const places = new Set(Array.from({ length: draw.integer(1, 4) }, () => draw.integer(0, made.data.y.length - 1)));
    const data = {
      ...made.data,
      [name]: made.data[name].map((value, i) => (places.has(i) ? draw.pick([null, 'NaN', 'inf']) : value)),
    };
    const check = ({ data: { skipped } }) =>
      skipped === places.size ? null : `${skipped} rows left out instead of ${places.size}`;
    return { formula: made.formula, csv: csv(data), options: { skipInvalid: true }, check };
  }),
  positive('rows far from a line', ['outliers'], (draw) => {
    const noise = draw.scale(0.05, 1);
    const made = spiked(draw, line(draw, draw.count(30, 5000), noise), noise, () => draw.scale(15, 200));
    return { ...made, options: {}, check: namesRows(made.places) };
  }),
  positive('rows far from a decay', ['outliers'], (draw) => {
    const x = draw.column(draw.count(60, 3000), () => draw.uniform(0, 6));
    const noise = draw.scale(0.01, 0.1);
    const y = x.map((v) => 4 * Math.exp(-0.7 * v) + 1 + draw.normal(0, noise));
    const made = spiked(draw, { formula: 'y ~ A*exp(-k*x) + c', data: { x, y } }, noise, () => draw.scale(15, 40));
    return { ...made, options: { start: { A: 3, k: 0.5, c: 0.8 } }, check: namesRows(made.places), may: ['search-inconclusive'] };
  }),
  near('tails of t8 in few rows', (draw) => {
    const { formula, data } = line(draw, draw.count(30, 500), 0);
    return { formula, data: { ...data, y: data.y.map((value) => value + 0.3 * draw.student(8)) }, options: {} };
  }),
  positive('fewer rows than parameters', ['under-determined'], (draw) => {
    const rows = draw.integer(2, 4);
    const x = draw.column(rows, (i) => i + draw.uniform(0, 0.5));
    const terms = ['a', 'b*x', 'c*x^2', 'd*x^3', 'g*x^4'].slice(0, rows + 1);
    return {
      formula: `y ~ ${terms.join(' + ')}`,
      data: { x, y: x.map(() => draw.normal()) },
      options: {},
      may: ['not-identifiable'],
    };
  }),
  positive('two columns nearly the same', ['collinear'], (draw) => {
    const rows = draw.count(50, 3000);
    const apart = draw.scale(1e-5, 5e-3);
    const x1 = draw.column(rows, () => draw.normal());
    const by = draw.scale(0.01, 100);
    const x2 = x1.map((value) => by * (value + apart * draw.normal()));
    const noise = draw.scale(1e-3, 1);
    const constant = draw.chance(0.5);
    const y = x1.map((value, i) => 2 * value - (1.5 * x2[i]) / by + (constant ? 1 : 0) + draw.normal(0, noise));
    return {
      formula: `y ~ a*x1 + b*x2${constant ? ' + c' : ''}`,
      data: { x1, x2, y },
      options: {},
      may: ['error-exceeds-value', 'poorly-determined'],
    };
  }),
  near('two columns that go along', (draw) => {
    const rows = draw.count(60, 3000);
    const x1 = draw.column(rows, () => draw.normal());
    const x2 = x1.map((value) => 0.97 * value + 0.24 * draw.normal());
    return {
      formula: 'y ~ a*x1 + b*x2',
      data: { x1, x2, y: x1.map((value, i) => 2 * value - 1.5 * x2[i] + draw.normal(0, 0.1)) },
      options: {},
      mustNot: ['collinear'],
    };
  }),
  positive('a column twice', ['not-identifiable'], (draw) => {
    const made = linearCase(draw, { width: 1, constant: false });
    const by = draw.pick([1, 2, -4, 0.5]);
    const data = { x1: made.data.speed, x2: made.data.speed.map((value) => by * value), y: made.data.y };
    return { formula: `y ~ a*x1 + b*x2`, data, options: {} };
  }),
  positive('shares that add up to one', ['not-identifiable'], (draw) => {
    const rows = draw.count(20, 2000);
    const group = draw.column(rows, () => draw.integer(0, 2));
    const [p, q, r] = [0, 1, 2].map((k) => group.map((g) => Number(g === k)));
    return { formula: 'y ~ c + a*p + b*q + d*r', data: { p, q, r, y: group.map((g) => g + draw.normal(0, 0.1)) }, options: {} };
  }),
  positive('two parameters for one', ['not-identifiable'], (draw) => {
    const x = draw.column(draw.count(20, 2000), () => draw.uniform(0, 4));
    const formula = draw.pick(['y ~ a*exp(b - k*x)', 'y ~ a*b*exp(-k*x)', 'y ~ a/b*exp(-k*x)']);
    return {
      formula,
      data: { x, y: x.map((v) => 3 * Math.exp(-0.7 * v) + draw.normal(0, 0.05)) },
      options: { start: { a: 1, b: 1.5, k: 1 } },
    };
  }),
  positive('a column that never changes', ['constant-column'], (draw) => {
    const x = draw.column(draw.count(10, 1000), () => draw.uniform(0, 10));
    const value = draw.uniform(1, 50);
    const with_ = draw.chance(0.5);
    const data = { x, T: x.map(() => value), y: x.map((v) => 2 * v + 1 + draw.normal(0, 0.2)) };
    return {
      formula: `y ~ a*x + b*T${with_ ? ' + c' : ''}`,
      data,
      options: {},
      ...(with_ ? { must: ['constant-column', 'not-identifiable'] } : {}),
    };
  }),
  positive('a slope that is lost in its error', ['error-exceeds-value'], (draw) => {
    const made = line(draw, draw.count(10, 2000), 0.5);
    const slope = made.errors[0] / draw.scale(15, 1000);
    const { speed, y } = made.data;
    return {
      formula: made.formula,
      data: { speed, y: y.map((value, i) => value - (made.minimum[0] - slope) * speed[i]) },
      options: {},
    };
  }),
  positive('one row that decides', ['influential-row'], (draw) => {
    const made = line(draw, draw.integer(10, 30), 0.3);
    const data = { speed: [...made.data.speed, draw.uniform(40, 90)], y: [...made.data.y, draw.uniform(-300, -200)] };
    return { formula: made.formula, data, options: {}, may: ['outliers', 'error-exceeds-value'] };
  }),
  positive('a line through a bend', ['runs-test'], (draw) => {
    const x = draw.column(draw.count(40, 2000), () => draw.uniform(0, 4));
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((v) => v * v + 3 + draw.normal(0, 0.2)) },
      options: {},
      may: ['error-exceeds-value'],
    };
  }),
];

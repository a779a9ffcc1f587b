// Findings about names, bounds, losses, intervals, several responses and searches.
const positive = (name, must, make) => ({ name, sort: 'positive', must, make });
const xs = (draw, low, high, rows = draw.count(20, 1000)) => draw.column(rows, () => draw.uniform(low, high));
const decay = (draw, x, noise = 0.05) => x.map((v) => 4 * Math.exp(-0.6 * v) + draw.normal(0, noise));

/** What may be said of parameters that the data hardly determine. */
const UNSURE = [
  'error-exceeds-value',
  'poorly-determined',
  'not-identifiable',
  'influential-row',
  'search-inconclusive',
  'outliers',
];

export const OTHERS = [
  positive('a bound in the way', ['bound-hit'], (draw) => {
    const x = xs(draw, 0, 6);
    const bounds = draw.pick(['0 < k < 0.4', 'k > 0.9', 'A < 3']);
    return {
      formula: 'y ~ A*exp(-k*x)',
      data: { x, y: decay(draw, x) },
      options: { start: { A: 2, k: bounds === 'k > 0.9' ? 1.2 : 0.3 }, bounds },
    };
  }),
  {
    name: 'a bound out of the way',
    sort: 'near',
    make: (draw) => {
      const x = xs(draw, 0, 6);
      return {
        formula: 'y ~ A*exp(-k*x)',
        data: { x, y: decay(draw, x) },
        options: { start: { A: 2, k: 0.3 }, bounds: '0 < k < 2' },
      };
    },
  },
  positive('a parameter called e', ['name-like-function'], (draw) => {
    const x = xs(draw, 0, 6);
    return { formula: 'y ~ a*x + e', data: { x, y: x.map((v) => 2 * v + 3 + draw.normal(0, 0.1)) }, options: {} };
  }),
  positive('a capital letter', ['name-nearly-column'], (draw) => {
    const temp = xs(draw, 0, 6);
    return {
      formula: 'y ~ a*Temp + b',
      data: { temp, y: temp.map((v) => 2 * v + 3 + draw.normal(0, 0.1)) },
      options: {},
      may: ['not-identifiable'],
    };
  }),
  positive('responses of different size', ['responses-differ-in-scale'], (draw) => {
    const t = xs(draw, 0, 6, draw.count(30, 1000));
    const by = draw.scale(30, 1e5);
    const data = { t, y1: decay(draw, t), y2: decay(draw, t).map((v) => v * by) };
    return {
      formula: 'y1 ~ a*exp(-k*t); y2 ~ b*exp(-k*t)',
      data,
      options: { start: { a: 3, b: 3 * by, k: 0.5 } },
      may: ['error-exceeds-value'],
    };
  }),
  {
    name: 'responses of a little different size',
    sort: 'near',
    make: (draw) => {
      const t = xs(draw, 0, 6, draw.count(30, 1000));
      const by = draw.scale(1.5, 6);
      const data = { t, y1: decay(draw, t), y2: decay(draw, t).map((v) => v * by) };
      return { formula: 'y1 ~ a*exp(-k*t); y2 ~ b*exp(-k*t)', data, options: { start: { a: 3, b: 3 * by, k: 0.5 } } };
    },
  },
  positive('responses with nothing in common', ['responses-share-nothing'], (draw) => {
    const t = xs(draw, 0, 6);
    const data = { t, y1: t.map((v) => 2 * v + 1 + draw.normal(0, 0.1)), y2: t.map((v) => 5 - v + draw.normal(0, 0.1)) };
    return { formula: 'y1 ~ a*t + b; y2 ~ c*t + d', data, options: {} };
  }),
  positive('a step', ['jump-place'], (draw) => {
    const x = xs(draw, 0, 10, draw.count(30, 500));
    const at = draw.uniform(3, 7);
    return {
      formula: 'y ~ x < c ? a : b',
      data: { x, y: x.map((v) => (v < at ? 1 : 3) + draw.normal(0, 0.1)) },
      options: draw.chance(0.5) ? { start: { c: 5, a: 0, b: 1 } } : {},
      may: ['search-inconclusive'],
    };
  }),
  positive('a corner on a row', ['non-differentiable-point'], (draw) => {
    const corner = draw.integer(2, 8);
    const x = draw.column(11, (i) => i);
    return {
      formula: `y ~ a*abs(x - ${corner}) + b`,
      data: { x, y: x.map((v) => 2 * Math.abs(v - corner) + 1 + draw.normal(0, 0.1)) },
      options: {},
    };
  }),
  positive('a robust loss and rows far away', ['downweighted-rows'], (draw) => {
    const x = xs(draw, 0, 10, draw.count(40, 1000));
    const y = x.map((v, i) => 2 * v + 1 + draw.normal(0, 0.3) + (i % 17 === 5 ? draw.sign() * draw.uniform(10, 60) : 0));
    return {
      formula: 'y ~ a*x + b',
      data: { x, y },
      options: { loss: draw.pick(['huber', 'tukey', 'cauchy', 'soft-l1']) },
      may: ['outliers'],
    };
  }),
  positive('residuals that are nothing or a slip', ['scale-zero'], (draw) => {
    const x = draw.column(draw.integer(15, 100), (i) => i);
    return {
      formula: 'y ~ a*x + b',
      data: { x, y: x.map((v, i) => 2 * v + 1 + (i % 7 === 3 ? draw.sign() * draw.integer(3, 9) : 0)) },
      options: { loss: 'huber' },
      may: ['outliers'],
    };
  }),
  positive('no formula for errors', ['errors-missing'], (draw) => {
    const x = xs(draw, 0, 10);
    return { formula: 'y ~ a*x + b', data: { x, y: x.map((v) => 2 * v + 1 + draw.normal(0, 0.3)) }, options: { loss: 'mae' } };
  }),
  positive('a search cut short', ['not-at-minimum'], (draw) => {
    const x = xs(draw, 0, 8);
    return {
      formula: 'y ~ A*exp(-k*x)',
      data: { x, y: decay(draw, x) },
      options: { start: { A: draw.uniform(0.5, 1), k: draw.uniform(2, 4) }, epochs: draw.integer(1, 2) },
      may: ['too-few-epochs'],
    };
  }),
  positive('far from saturation', ['flat-profile'], (draw) => {
    // Each concentration twice, as far above the curve as below: the minimum is the truth, and its curve next to straight.
    const half = xs(draw, 0.1, 1, draw.integer(6, 20));
    const K = draw.uniform(20, 200);
    const noise = half.map(() => draw.normal(0, 0.1 / K));
    const c = [...half, ...half];
    const v = c.map((value, i) => (2 * value) / (K + value) + (i < half.length ? noise[i] : -noise[i - half.length]));
    return { formula: 'v ~ V*c/(K + c)', data: { c, v }, options: { start: { V: 1, K: 5 }, profile: true }, may: UNSURE };
  }),
  positive('rates too near to be told apart', ['poorly-determined'], (draw) => {
    // Each x twice, as far above the curve as below: the minimum is (3, 0, 0), and b and c are lost in their errors.
    const half = xs(draw, 0, 1, draw.count(15, 300));
    const noise = half.map(() => draw.normal(0, 0.01));
    const near = 1 + draw.scale(0.0009, 0.002);
    const x = [...half, ...half];
    const y = x.map((v, i) => 3 * Math.exp(-v) + (i < half.length ? noise[i] : -noise[i - half.length]));
    return {
      formula: `y ~ a*exp(-x) + b*exp(-${near}*x) + c*exp(-${2 * near - 1}*x)`,
      data: { x, y },
      options: {},
      may: [...UNSURE, 'collinear'],
    };
  }),
  positive('a better start than the given one', ['start-replaced'], (draw) => {
    const t = draw.column(draw.integer(40, 200), (i) => i / 10);
    return {
      formula: 'y ~ sin(w*t)',
      data: { t, y: t.map((v) => Math.sin(4 * v) + draw.normal(0, 0.1)) },
      options: { start: { w: draw.uniform(8, 12) } },
    };
  }),
  positive('a treatment of one row', ['bootstrap-draws-failed'], (draw) => {
    const x = draw.column(draw.integer(8, 20), (i) => i);
    const data = {
      x,
      treated: x.map((_, i) => Number(i === 5)),
      y: x.map((v, i) => 2 * v + (i === 5 ? 3 : 0) + draw.normal(0, 0.5)),
    };
    return {
      formula: 'y ~ a + b*x + c*treated',
      data,
      options: { bootstrap: 100, seed: draw.integer(0, 1000) },
      may: [...UNSURE],
    };
  }),
  positive('no numbers from the model', ['overflow'], (draw) => {
    const x = xs(draw, 0, 10);
    const [formula, start, of] = draw.pick([
      ['y ~ a*log(x - c)', { a: 1, c: draw.uniform(2, 8) }, (v) => 2 * Math.log(v + 1)],
      ['y ~ a*exp(b*x)', { a: 1, b: draw.uniform(100, 500) }, (v) => 2 * Math.exp(0.2 * v)],
      ['y ~ a*sqrt(x - c)', { a: 1, c: draw.uniform(2, 8) }, (v) => 2 * Math.sqrt(v + 1)],
    ]);
    return {
      formula,
      data: { x, y: x.map((v) => of(v) + draw.normal(0, 0.1)) },
      options: { start, method: 'gd', learningRate: 0.01, epochs: 50 },
    };
  }),
  positive('a step out of all numbers', [['overflow', 'rate-too-high']], (draw) => {
    const x = xs(draw, 0, 10);
    return {
      formula: 'y ~ a*exp(b*x)',
      data: { x, y: x.map((v) => 2 * Math.exp(0.2 * v) + draw.normal(0, 0.1)) },
      options: { start: { a: 1, b: 0.1 }, method: 'gd', learningRate: draw.scale(10, 1e4), epochs: 50 },
    };
  }),
];

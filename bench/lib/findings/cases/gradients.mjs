// Gradients that are written by hand.
import { linearCase } from '../linear-case.mjs';

const wrong = (name, make) => ({ name, sort: 'positive', must: ['gradient-wrong'], make });

const descent = ({ formula, data, values }, start, gradient, draw) => ({
  formula,
  data,
  options: { method: 'gd', learningRate: draw.scale(0.01, 1) / values[0], epochs: draw.count(20, 300), start, gradient },
});

/** A gradient of a linear model with one slip of the pen. */
const slip = (name, change, asked = {}) =>
  wrong(name, (draw) => {
    const made = linearCase(draw, asked);
    const gradient = made.gradient();
    const parameter = draw.pick(made.parameters);
    return descent(made, made.away(draw.sign).start, { ...gradient, ...change({ made, gradient, parameter, draw }) }, draw);
  });

export const GRADIENTS = [
  slip('a sign', ({ gradient, parameter }) => ({ [parameter]: `-${gradient[parameter]}` }), { width: 2 }),
  slip(
    'a factor for one of several',
    ({ gradient, parameter, draw }) => ({ [parameter]: `${draw.pick([2, 3, 0.5, 10])}*${gradient[parameter]}` }),
    { width: 2 },
  ),
  slip('the column left out', ({ made }) => ({ [made.parameters[0]]: 'mean(prediction - y)' }), { width: 1, constant: true }),
  slip('another column', ({ made }) => ({ [made.parameters[0]]: `mean((prediction - y)*${made.names[1]})` }), { width: 2 }),
  slip('a square', ({ made }) => ({ [made.parameters[0]]: `mean((prediction - y)*${made.names[0]}^2)` }), {
    width: 1,
    constant: true,
  }),
  slip('an absolute value', ({ made }) => ({ [made.parameters[0]]: `mean(abs(prediction - y)*${made.names[0]})` }), { width: 2 }),
  wrong("the post's x for sin(x)", (draw) => {
    const X = draw.column(draw.pick([50, 100, 1000]), () => draw.uniform(0, 10));
    const noise = draw.chance(0.5) ? 1 : 0;
    const data = { X, Y: X.map((x) => 10 * Math.sin(x) + 1.5 + draw.normal(0, noise)) };
    const gradient = { W: 'mean((prediction - Y)*X)', b: 'mean(prediction - Y)' };
    const start = { W: draw.uniform(-1, 1), b: draw.uniform(-1, 1) };
    return {
      formula: 'Y ~ W*sin(X) + b',
      may: ['threshold-below-floor'],
      data,
      options: {
        method: 'gd',
        learningRate: draw.pick([0.7, 0.1, 0.01]),
        epochs: 200,
        start,
        gradient,
        ...(draw.chance(0.5) ? { stop: 'mae < 0.001' } : {}),
      },
    };
  }),
  wrong('the chain rule forgotten', (draw) => {
    const x = draw.column(draw.count(20, 2000), () => draw.uniform(0, 4));
    const data = { x, y: x.map((value) => 3 * Math.exp(-0.7 * value) + draw.normal(0, 0.05)) };
    const gradient = {
      A: 'mean((prediction - y)*exp(-k*x))',
      k: draw.pick([
        'mean((prediction - y)*exp(-k*x))',
        'mean((prediction - y)*x*exp(-k*x))',
        'mean((prediction - y)*A*x*exp(-k*x))',
      ]),
    };
    return {
      formula: 'y ~ A*exp(-k*x)',
      may: ['overflow'],
      data,
      options: {
        method: 'gd',
        learningRate: draw.scale(0.003, 0.3),
        epochs: 200,
        start: { A: draw.uniform(1, 2), k: draw.uniform(0.3, 1.5) },
        gradient,
      },
    };
  }),
  {
    name: 'a multiple of the gradient',
    sort: 'positive',
    must: ['gradient-scaled'],
    make: (draw) => {
      const made = linearCase(draw, { rows: draw.count(20, 2000) });
      const factor = draw.pick([2, 0.5, 10, made.data.y.length]);
      const rate = draw.uniform(0.4, 1.2) / made.values[0];
      const epochs = Math.ceil(20 / (rate * made.values.at(-1))) + 30;
      const { start } = made.away(draw.sign);
      return {
        formula: made.formula,
        data: made.data,
        options: { method: 'gd', learningRate: rate / factor, epochs, start, gradient: made.gradient(factor) },
      };
    },
  },
  {
    name: 'a right gradient of a curve',
    sort: 'near',
    make: (draw) => {
      const x = draw.column(draw.count(20, 2000), () => draw.uniform(0, 4));
      const data = { x, y: x.map((value) => 3 * Math.exp(-0.7 * value) + draw.normal(0, 0.05)) };
      const gradient = { A: 'mean((prediction - y)*exp(-k*x))', k: 'mean((prediction - y)*(-A*x*exp(-k*x)))' };
      return {
        formula: 'y ~ A*exp(-k*x)',
        data,
        options: {
          method: 'gd',
          learningRate: 0.2,
          epochs: 6000,
          start: { A: draw.uniform(2, 4), k: draw.uniform(0.5, 1) },
          gradient,
        },
      };
    },
  },
];

// What the kernel benchmark computes: six models, their data and the point at which they are evaluated. `columns.mjs` and `worker.py` make the same data.

/** Updates of a run. */
export const EPOCHS = 200;

const tens = Array.from({ length: 10 }, (_, k) => k + 1);

/**
 * formula and loss as downhill reads them; columns with their ranges [from, from + width); truth makes the data, point (order of `parameters`) is evaluated and
 * started from; rate is the constant learning rate of runs, for models that have one.
 */
export const MODELS = {
  line: {
    formula: 'y ~ W*x + b',
    loss: 'half-mse',
    parameters: ['W', 'b'],
    columns: [{ name: 'x', from: 0, width: 1 }],
    truth: [0.2, 0.5],
    point: [-0.6, 0.9],
    noise: 0.2,
    rate: 0.7,
  },
  sine: {
    formula: 'y ~ W*sin(x) + b',
    loss: 'half-mse',
    parameters: ['W', 'b'],
    columns: [{ name: 'x', from: 0, width: 10 }],
    truth: [10, 1.5],
    point: [-0.6, 0.9],
    noise: 2,
    rate: 0.7,
  },
  decay: {
    formula: 'y ~ A*exp(-k*x) + c',
    loss: 'half-mse',
    parameters: ['A', 'k', 'c'],
    columns: [{ name: 'x', from: 0, width: 10 }],
    truth: [5, 0.7, 1],
    point: [4, 0.5, 0.8],
    noise: 0.2,
  },
  gauss: {
    formula: 'y ~ A*exp(-(x - m)^2/(2*s^2)) + c',
    loss: 'half-mse',
    parameters: ['A', 'm', 's', 'c'],
    columns: [{ name: 'x', from: 0, width: 10 }],
    truth: [5, 4.5, 1.2, 1],
    point: [4, 5, 1.5, 0.8],
    noise: 0.2,
  },
  logistic10: {
    formula: `y ~ b0 + ${tens.map((k) => `b${k}*x${k}`).join(' + ')}`,
    loss: 'logistic',
    parameters: ['b0', ...tens.map((k) => `b${k}`)],
    columns: tens.map((k) => ({ name: `x${k}`, from: -1, width: 2 })),
    truth: [0.25, ...tens.map((k) => (k % 2 === 0 ? 0.3 : -0.2) * k)],
    point: [0.1, ...tens.map((k) => (k % 2 === 0 ? 0.2 : -0.1) * k)],
    noise: 1,
  },
  sines20: {
    formula: `y ~ ${tens.map((k) => `a${k}*sin(w${k}*x)`).join(' + ')}`,
    loss: 'half-mse',
    parameters: tens.flatMap((k) => [`a${k}`, `w${k}`]),
    columns: [{ name: 'x', from: 0, width: 10 }],
    truth: tens.flatMap((k) => [3 / k, 0.7 * k]),
    point: tens.flatMap((k) => [2.5 / k, 0.69 * k]),
    noise: 0.2,
  },
};

/** All that is measured, as [name, model, epoch or run]. */
export const WORK = [
  ...Object.keys(MODELS).map((model) => [`${model}-epoch`, model, 'epoch']),
  ...Object.keys(MODELS)
    .filter((model) => MODELS[model].rate !== undefined)
    .map((model) => [`${model}-run-${EPOCHS}`, model, 'run']),
];

// Runs that end, or begin, where the landscape keeps them: saddles, plateaus, dead starts, local minima.
const positive = (name, must, make) => ({ name, sort: 'positive', must, make });
const near = (name, make) => ({ name, sort: 'near', make });
const xs = (draw, low, high, rows = draw.count(30, 2000)) => draw.column(rows, () => draw.uniform(low, high));
const noisy = (draw, x, of, share) => x.map((value) => of(value) + draw.normal(0, share));
/** What is true wherever parameters have stopped acting as well. */
const STOPPED = ['not-identifiable', 'poorly-determined'];

export const LANDSCAPE = [
  positive('a saddle between mirror images', ['saddle'], (draw) => {
    // From a = −b the way stays on a = −b and ends in (0, 0), where ∂²/∂a∂b = −slope·mean x².
    const x = xs(draw, -2, 2);
    const slope = draw.uniform(0.5, 3);
    const squares = x.reduce((sum, value) => sum + value * value, 0) / x.length;
    const t = Math.sqrt(slope) * draw.uniform(0.3, 1);
    const learningRate = draw.uniform(0.1, 0.4) / (slope * squares);
    const options = { method: 'gd', learningRate, epochs: draw.count(300, 2000), start: { a: t, b: -t } };
    return { formula: 'y ~ a*b*x', data: { x, y: noisy(draw, x, (v) => slope * v, 0.1) }, options, may: STOPPED };
  }),
  positive('a saddle on the square of a parameter', ['saddle'], (draw) => {
    // ∂/∂a = 0 on a = 0; there ∂²/∂a² = −2·slope·mean x² < 0 once b has come to its minimum.
    const x = xs(draw, 0, 2);
    const [slope, b] = [draw.uniform(0.5, 3), draw.uniform(1, 4)];
    const options = { method: draw.pick(['gd', 'lbfgs']), start: { a: 0, b: draw.uniform(-1, 1) } };
    return { formula: 'y ~ a^2*x + b', data: { x, y: noisy(draw, x, (v) => slope * v + b, 0.05) }, options, may: STOPPED };
  }),
  positive('two peaks in one place', ['saddle'], (draw) => {
    // Both begin in one place and move as one for ever; apart they would fit far better: ∂² along (1, −1) is ∫ r·g″ < 0.
    for (;;) {
      const apart = draw.uniform(1.2, 2.2);
      const rows = draw.integer(60, 600);
      const x = draw.column(rows, (i) => -5 + (10 * i) / (rows - 1));
      const peak = (v, m) => Math.exp(-((v - m) ** 2));
      const y = noisy(draw, x, (v) => peak(v, -apart / 2) + peak(v, apart / 2), 0.02);
      const [start, learningRate, epochs] = [draw.uniform(-0.5, 0.5), draw.uniform(0.5, 3), 3000];
      const slope = (m) => x.reduce((sum, v, i) => sum + (2 * peak(v, m) - y[i]) * peak(v, m) * 2 * (v - m), 0) / rows;
      let m = start;
      for (let k = 0; k < epochs; k++) m -= learningRate * slope(m);
      const options = { method: 'gd', learningRate, epochs, start: { m: start, n: start } };
      // Arrived, by this loop.
      if (Math.abs(slope(m)) < 1e-6 * Math.abs(slope(start)))
        return { formula: 'y ~ exp(-(x - m)^2) + exp(-(x - n)^2)', data: { x, y }, options, may: STOPPED };
    }
  }),
  positive('a sigmoid far from the data', ['plateau'], (draw) => {
    const x = xs(draw, 0, 10);
    const [k, m] = [draw.uniform(0.8, 2), draw.uniform(3, 7)];
    const start = { k: draw.uniform(1, 2), m: draw.pick([1, -1]) * draw.uniform(40, 80) };
    const options = { method: 'gd', learningRate: draw.uniform(0.1, 1), epochs: draw.count(50, 1000), start };
    return {
      formula: 'y ~ 1/(1 + exp(-k*(x - m)))',
      data: { x, y: noisy(draw, x, (v) => 1 / (1 + Math.exp(-k * (v - m))), 0.02) },
      options,
      may: [...STOPPED, 'dead-start', 'error-exceeds-value'],
    };
  }),
  positive('a peak far from the data', ['plateau'], (draw) => {
    const x = xs(draw, 0, 10);
    const [h, m, s] = [draw.uniform(1, 3), draw.uniform(3, 7), draw.uniform(0.7, 1.5)];
    const start = { h: draw.uniform(0.5, 2), m: draw.pick([-12, 25]) + draw.uniform(-2, 2), s: draw.uniform(0.7, 1.2) };
    const options = {
      method: draw.pick(['gd', 'adam']),
      learningRate: draw.uniform(0.05, 0.5) * 0.1,
      epochs: draw.count(20, 100),
      start,
    };
    return {
      formula: 'y ~ h*exp(-((x - m)/s)^2)',
      data: { x, y: noisy(draw, x, (v) => h * Math.exp(-(((v - m) / s) ** 2)), 0.02) },
      options,
      may: [...STOPPED, 'dead-start', 'error-exceeds-value'],
    };
  }),
  positive('a start where nothing acts', ['dead-start'], (draw) => {
    const x = xs(draw, -2, 2);
    const [a, b] = [draw.uniform(1, 3), draw.uniform(0.5, 1.5)];
    const [formula, of] = draw.pick([
      ['y ~ a*tanh(b*x)', (v) => a * Math.tanh(b * v)],
      ['y ~ a*sin(b*x)', (v) => a * Math.sin(b * v)],
      ['y ~ a*b*x', (v) => a * b * v],
    ]);
    const options = { method: draw.pick(['gd', 'adam', 'momentum', 'lbfgs']), start: { a: 0, b: 0 } };
    return {
      formula,
      data: { x, y: noisy(draw, x, of, 0.05) },
      options: { ...options, ...(options.method === 'lbfgs' ? {} : { learningRate: 0.05, epochs: 200 }) },
      may: [...STOPPED, 'saddle', 'plateau'],
    };
  }),
  near('a start near one where nothing acts', (draw) => {
    const x = xs(draw, -2, 2);
    const [a, b] = [draw.uniform(1, 3), draw.uniform(0.5, 1.5)];
    const options = { method: 'gd', learningRate: 'auto', start: { a: 0.3, b: 0.3 } };
    return { formula: 'y ~ a*tanh(b*x)', data: { x, y: noisy(draw, x, (v) => a * Math.tanh(b * v), 0.05) }, options };
  }),
  positive('a wave of the wrong frequency', ['local-minimum'], (draw) => wave(draw, true)),
  near('a wave of the right frequency', (draw) => wave(draw, false)),
  {
    name: 'a wave of the wrong frequency, searched for its minimum',
    sort: 'positive',
    must: [['lower-minimum-found', 'local-minimum']],
    make: (draw) => {
      const { formula, data, options } = wave(draw, true);
      return { formula, data, options: { start: options.start, method: 'lm', starts: 1 } };
    },
  },
];

/** y = sin(w·x) from a start in the valley of another minimum, which is higher by more than 2% of the drop, or in that of the lowest. */
function wave(draw, wrong) {
  for (;;) {
    const truth = draw.uniform(1.5, 3);
    const x = xs(draw, 0, 10, draw.count(40, 1000));
    const y = noisy(draw, x, (v) => Math.sin(truth * v), draw.scale(0.01, 0.2));
    const loss = (w) => x.reduce((sum, v, i) => sum + (Math.sin(w * v) - y[i]) ** 2, 0) / (2 * x.length);
    const slope = (w) => x.reduce((sum, v, i) => sum + (Math.sin(w * v) - y[i]) * Math.cos(w * v) * v, 0) / x.length;
    const start = wrong ? truth + draw.sign() * draw.uniform(0.5, 1.2) : truth + draw.uniform(-0.12, 0.12);
    const learningRate = 0.5 / (x.reduce((sum, v) => sum + 2 * v * v, 0) / x.length);
    const epochs = 3000;
    let w = start;
    for (let k = 0; k < epochs; k++) w -= learningRate * slope(w);
    const lowest = Math.min(loss(truth), loss(truth + 1e-3), loss(truth - 1e-3));
    const [drop, above] = [loss(start) - lowest, loss(w) - lowest];
    const still = Math.abs(slope(w)) < 1e-9;
    if (still && (wrong ? above > 0.05 * drop && w > 0.3 : Math.abs(w - truth) < 0.05))
      return { formula: 'y ~ sin(w*x)', data: { x, y }, options: { method: 'gd', learningRate, epochs, start: { w: start } } };
  }
}

// Runs whose success hangs on what a seed draws, and runs that look like it.
import { experiment } from '../../../../dist/index.js';

/** y = sin(w·t) on fixed rows, by gradient descent from a drawn w. */
const wave = (truth, [low, high], seed, more = {}) => ({
  id: 'wave',
  seed,
  data: { rows: 40, columns: { t: 'index/10', y: `sin(${truth}*t) + 0.05*cos(9*t)` } },
  model: 'y ~ sin(w*t)',
  start: { w: `uniform(${low}, ${high})` },
  method: 'gd',
  'learning rate': 0.05,
  epochs: 200,
  ...more,
});
const RUNS = 5;

/** Where such a run ends, by a loop of its own. */
function endOf(truth, start) {
  const t = Array.from({ length: 40 }, (_, i) => i / 10);
  const y = t.map((v) => Math.sin(truth * v) + 0.05 * Math.cos(9 * v));
  let w = start;
  for (let k = 0; k < 200; k++)
    w -= 0.05 * (t.reduce((sum, v, i) => sum + (Math.sin(w * v) - y[i]) * Math.cos(w * v) * v, 0) / t.length);
  return w;
}

/** How many of the runs with this seed and those after it end within 0.05 of the truth, and how many farther than 0.5. */
async function successes(truth, range, seed) {
  const ends = [];
  for (let k = 0; k < RUNS; k++) {
    // Only what is drawn is asked of downhill.
    const { result } = await experiment(wave(truth, range, seed + k, { epochs: 1 }));
    ends.push(endOf(truth, result.parameters.w.start));
  }
  const apart = (far) => ends.filter((w) => far(Math.abs(w - truth))).length;
  return { near: apart((d) => d < 0.05), far: apart((d) => d > 0.5) };
}

export const LUCK = [
  {
    name: 'a start that is luck',
    sort: 'positive',
    must: ['irreproducible'],
    may: ['local-minimum', 'too-few-epochs', 'plateau'],
    make: async (draw) => {
      for (;;) {
        const [truth, seed] = [draw.uniform(2.5, 3.5), draw.integer(0, 1e6)];
        const range = [truth - 1, truth + 3];
        const { near, far } = await successes(truth, range, seed);
        if (near >= 1 && far >= 1) return { block: wave(truth, range, seed) };
      }
    },
  },
  {
    name: 'a drawn start in the right valley',
    sort: 'near',
    make: (draw) => {
      const truth = draw.uniform(2.5, 3.5);
      return { block: wave(truth, [truth - 0.2, truth + 0.2], draw.integer(0, 1e6), { epochs: 400 }) };
    },
  },
  {
    name: "the post's line, data and start drawn",
    sort: 'near',
    make: (draw) => ({
      block: {
        id: 'line',
        seed: draw.integer(0, 1e6),
        random: draw.pick(['numpy', 'pcg64']),
        data: { rows: 100, columns: { X: 'uniform(0, 1)', Y: '0.3*X + 0.5', Y_1: 'Y + normal(0, 0.05)' } },
        model: 'Y_1 ~ W*X + b',
        start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
        method: 'gd',
        'learning rate': draw.uniform(0.7, 1.2),
        epochs: 2000,
      },
    }),
  },
];

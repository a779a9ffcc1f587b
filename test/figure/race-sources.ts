import { cos, exp, sin } from '../../src/base/elementary/scalar.js';
import type { Lang } from '../../src/base/text.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import type { RaceOptions } from '../../src/experiment/race/problem.js';
import { runRaceAsync } from '../../src/experiment/race/race.js';
import type { RaceSource } from '../../src/figure/race-source.js';

const X = Array.from({ length: 40 }, (_, i) => i / 4);
const source = async (
  formula: string,
  data: Readonly<Record<string, number[]>>,
  lang: Lang,
  options: RaceOptions,
): Promise<RaceSource> => (await runRaceAsync(formula, tableFromArrays(data), { lang, ...options })).source;

const decayed = X.map((x, i) => 4 * exp(-x / 2) + 1 + 0.05 * sin(i * i));
const line = X.map((x, i) => 2 * x + 1 + 0.05 * sin(i * i));

/** Five methods down a decay of three parameters. */
export const decay = (lang: Lang): Promise<RaceSource> =>
  source('y ~ A*exp(-k*x) + c', { x: X, y: decayed }, lang, {
    start: { A: 1, k: 1, c: 0 },
    methods: ['gd', 'momentum', 'adam@0.05', 'lbfgs', 'lm'],
    epochs: 3000,
  });

/** All methods, some of which get nowhere. */
export const everyMethod = (lang: Lang): Promise<RaceSource> =>
  source('y ~ A*exp(-k*x) + c', { x: X, y: decayed }, lang, { seed: 3, methods: ['all', 'gd@0.001', 'adam@0.1'], epochs: 300 });

/** Two of four lose the way. */
export const losing = (lang: Lang): Promise<RaceSource> =>
  source('y ~ a*x + b', { x: X, y: line }, lang, {
    start: { a: 0, b: 0 },
    methods: ['gd@0.07', 'gd@5', 'adam@0.1', 'lm'],
    epochs: 400,
  });

/** Rosenbrock's valley, whose least loss is 0. */
export const valley = (lang: Lang): Promise<RaceSource> =>
  source('z ~ where(i < 1, 10*(b - a^2), 1 - a)', { z: [0, 0], i: [0, 1] }, lang, {
    start: { a: -1.2, b: 1 },
    methods: ['gd', 'momentum@0.002', 'nesterov', 'lbfgs', 'lm'],
    epochs: 2000,
  });

/** One method, one parameter. */
export const alone = (lang: Lang): Promise<RaceSource> =>
  source('y ~ a*x', { x: X, y: line }, lang, { start: { a: 0 }, methods: ['gd@0.01'], epochs: 30 });

/** Begins at the minimum. */
export const arrived = (lang: Lang): Promise<RaceSource> =>
  source('y ~ a*x + b', { x: X, y: X.map((x) => 2 * x + 1) }, lang, { start: { a: 2, b: 1 }, methods: ['gd', 'lm'] });

/** None of them comes to the lowest minimum of three parameters. */
export const elsewhere = (lang: Lang): Promise<RaceSource> =>
  source('y ~ A*sin(w*x) + c', { x: X, y: decayed }, lang, {
    start: { A: 1, w: 2.9, c: 0 },
    methods: ['gd', 'lm', 'adam@0.1', 'gd@0.001'],
    epochs: 300,
  });

/** Ends in different minima. */
export const waves = (lang: Lang): Promise<RaceSource> =>
  source('y ~ A*sin(w*x)', { x: X, y: X.map((x) => 3 * sin(2 * x) + 0.1 * cos(9 * x)) }, lang, {
    start: { A: 1, w: 2.9 },
    methods: ['gd', 'lm', 'lbfgs', 'adam@0.1'],
    epochs: 300,
  });

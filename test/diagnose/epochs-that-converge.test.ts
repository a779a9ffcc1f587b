import { expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { drawn } from './found.js';

/** A problem: formula, columns, start, learning rates. */
type Problem = readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, number>>, readonly number[]];

const PROBLEMS: readonly Problem[] = [
  ['y ~ a*x + b', { x: 'uniform(-2, 2)', y: '2*x + 1 + normal(0, 1)' }, { a: 0, b: 0 }, [0.01, 0.05, 0.3]],
  ['y ~ a*x + b', { x: 'uniform(0, 4)', y: '2*x + 1' }, { a: 0, b: 0 }, [0.05, 0.2]],
  ['y ~ a*x + b', { x: 'uniform(0, 10)', y: '2*x + 1 + normal(0, 1)' }, { a: 0, b: 0 }, [0.01, 0.03]],
  ['y ~ W*sin(x) + b', { x: 'uniform(0, 10)', y: '10*sin(x) + 1.5 + normal(0, 1)' }, { W: 0, b: 0 }, [0.01, 0.1]],
  ['y ~ a*exp(-k*x)', { x: 'uniform(0, 5)', y: '5*exp(-0.8*x) + normal(0, 0.1)' }, { a: 2, k: 0.3 }, [0.05, 0.2]],
  ['y ~ a + b*x + c*x^2', { x: 'uniform(-1, 1)', y: '1 + x - 2*x^2 + normal(0, 0.3)' }, { a: 0, b: 0, c: 0 }, [0.1, 0.5]],
  [
    'y ~ 1/(1 + exp(-k*(x - m)))',
    { x: 'uniform(0, 8)', y: '1/(1 + exp(-1.5*(x - 4))) + normal(0, 0.05)' },
    { k: 0.7, m: 3 },
    [0.5, 2],
  ],
];

it('a run with the epochs that are proposed converges in at least 95% of 150 cases and more, and they are at most three times those that it takes', () => {
  const ratios: number[] = [];
  for (const [formula, columns, start, rates] of PROBLEMS)
    for (const seed of [11, 12, 13])
      for (const learningRate of rates)
        for (const method of ['gd', 'momentum', 'nesterov'])
          for (const epochs of [20, 60]) {
            const data = drawn(seed, 60, columns);
            const options: FitOptions = {
              method,
              start,
              learningRate,
              ...(method === 'gd' ? {} : { settings: { momentum: 0.8 } }),
            };
            const short = fit(formula, data, { ...options, epochs });
            const proposed = short.findings.find(({ code }) => code === 'too-few-epochs')?.fix?.epochs;
            if (proposed === undefined) continue;
            const whole = fit(formula, data, { ...options, epochs: 1e6 });
            ratios.push(Number(proposed) / whole.stop.epochs);
          }
  expect(ratios.length).toBeGreaterThan(110);
  expect(ratios.filter((ratio) => ratio >= 1).length).toBeGreaterThanOrEqual(0.95 * ratios.length);
  expect(Math.max(...ratios)).toBeLessThanOrEqual(3);
});

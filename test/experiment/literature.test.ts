import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

interface LiteratureProblem {
  readonly name: string;
  readonly formula: string;
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly start: Readonly<Record<string, number>>;
  /** Lowest residual sum that is known, to six digits. */
  readonly minimum: number;
}

// scripts/vectors/literature.py says where each comes from.
const problems = JSON.parse(readFileSync('test/data/literature.json', 'utf8')) as readonly LiteratureProblem[];

/** The residual sum by Levenberg–Marquardt alone from a multiple of the start. */
function lowestFrom({ formula, columns, start }: LiteratureProblem, times: number): number {
  const far = Object.fromEntries(Object.entries(start).map(([name, value]) => [name, value * times]));
  return fit(formula, columns, { start: far, method: 'lm', starts: 1 }).quality.rss as number;
}

/** To the digits that the literature gives, or lower; an exact fit up to rounding. */
const isAt = (rss: number, minimum: number): boolean => (minimum === 0 ? rss <= 1e-13 : rss <= minimum * (1 + 2e-6));

describe('Levenberg–Marquardt alone on problems of the literature', () => {
  for (const problem of problems) {
    // It has a second minimum, which they print as 48.9842; this start lies on its side.
    const minimum = problem.name === 'Freudenstein-Roth' ? 48.9842537 : problem.minimum;
    it(`${problem.name}: its start leads to a residual sum of ${minimum} within 2e-6`, () => {
      expect(isAt(lowestFrom(problem, 1), minimum)).toBe(true);
    });
  }

  for (const problem of problems.filter(({ name }) => name.startsWith('Meyer')))
    for (const times of [10, 100])
      it(`${problem.name}: ${times} times its start leads to a residual sum of ${problem.minimum} within 2e-6`, () => {
        expect(isAt(lowestFrom(problem, times), problem.minimum)).toBe(true);
      });
});

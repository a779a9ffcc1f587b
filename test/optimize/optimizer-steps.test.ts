import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import type { Method } from '../../src/optimize/method.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { minimize } from '../../src/optimize/minimize.js';
import { constant } from '../../src/optimize/step-size.js';
import vectors from '../data/optimizer-steps.json' with { type: 'json' };

const { a, c, start, rows } = vectors;

const evaluate: Evaluate = ({ points }) =>
  points.map((x) => {
    const d = x.map((value, j) => value - (c[j] as number));
    const curve = (j: number): number => a[j] as number;
    return {
      loss: d.reduce((sum, value, j) => sum + 0.5 * curve(j) * value ** 2 + value ** 4 / 4, 0),
      mae: 1,
      gradient: d.map((value, j) => curve(j) * value + value ** 3),
    };
  });

describe('the first five steps agree with the published updates written out in NumPy, relative 1e-13', () => {
  it.each(rows.map((row) => ({ ...row, title: `${row.method} at ${row.rate}, ${JSON.stringify(row.settings)}` })))(
    '$title',
    (row) => {
      const method = METHODS.find(({ name }) => name === row.method) as Method;
      const points: Float64Array[] = [];
      minimize(evaluate, {
        method,
        start: Float64Array.from(start),
        settings: row.settings as unknown as Record<string, number>,
        stepSize: constant(row.rate),
        epochs: row.points.length,
        stop: 'loss < -1',
        onEpoch: ({ point }) => points.push(point.slice()),
      });
      expect(points.length).toBe(row.points.length + 1);
      row.points.forEach((expected, k) => {
        expected.forEach((value, j) => {
          const got = points[k + 1]?.[j] as number;
          expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(value)));
        });
      });
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { LocalSearches } from '../../src/experiment/local-search.js';
import { levenbergMarquardt } from '../../src/optimize/methods/levenberg-marquardt.js';
import { drive } from '../../src/optimize/minimize.js';
import { recorder } from '../../src/trace/recorder.js';

/** Residuals (x − 1)(x + 2), x/4: minima near 1 and near −2, the one near 1 lower. */
const evaluate: Evaluate = ({ points }) =>
  points.map((point): Answer => {
    const x = point[0] as number;
    const r = [(x - 1) * (x + 2), x / 4];
    const j = [2 * x + 1, 1 / 4];
    const length = Math.hypot(...j);
    const product = (r[0] as number) * (j[0] as number) + (r[1] as number) * (j[1] as number);
    return {
      loss: 0.5 * ((r[0] as number) ** 2 + (r[1] as number) ** 2),
      mae: 0,
      gradient: Float64Array.of(product),
      r: Float64Array.of(length),
      qtr: Float64Array.of(product / length),
    };
  });

const from = (searches: LocalSearches, x: number) =>
  drive(searches.run({ method: levenbergMarquardt, epochs: 100 }, Float64Array.of(x), recorder({ parameters: ['x'] })), evaluate);

describe('local searches', () => {
  it('end where they come to the lowest known minimum, and count as evidence for it', () => {
    const alone = new LocalSearches(0);
    from(alone, 6);
    const searches = new LocalSearches(0);
    const first = from(searches, 1.1);
    from(searches, 6);
    expect(searches.evaluations - first.result.evaluations).toBeLessThan(alone.evaluations);
    expect(searches.minima.map(({ count }) => count)).toEqual([2]);
    expect(searches.best).toBe(first);
    expect(searches.cancelled).toBe(false);
  });

  it('go on to a lower minimum, and past the loss of a higher one', () => {
    const searches = new LocalSearches(0);
    from(searches, -3);
    const lower = from(searches, 6);
    expect(searches.minima).toHaveLength(2);
    expect(searches.best).toBe(lower);
    expect(lower.result.outcome).toBe('converged');
    from(searches, -4);
    expect(searches.minima.map(({ count }) => count)).toEqual([1, 2]);
  });

  it('go to their end at another place of the same loss: the nicest of them is wanted', () => {
    // r = x² − 1 has the same minimum at 1 and at −1.
    const even: Evaluate = ({ points }) =>
      points.map((point): Answer => {
        const x = point[0] as number;
        const [r, slope] = [x * x - 1, 2 * x];
        const size = Math.abs(slope);
        return {
          loss: 0.5 * r * r,
          mae: 0,
          gradient: Float64Array.of(slope * r),
          r: Float64Array.of(size),
          qtr: Float64Array.of((slope * r) / size),
        };
      });
    const searches = new LocalSearches(0);
    const at = (x: number) =>
      drive(searches.run({ method: levenbergMarquardt, epochs: 100 }, Float64Array.of(x), recorder({ parameters: ['x'] })), even);
    at(2);
    expect(at(-2).result.outcome).toBe('converged');
  });

  it('of one minimum that is a line the nearest to zero is taken, whatever rounding says of the columns’ dependence', () => {
    // r = x + y − 2: the second row of the factor is rounding, from nothing to 1e-15.
    const line =
      (rounding: number): Evaluate =>
      ({ points }) =>
        points.map((point): Answer => {
          const r = (point[0] as number) + (point[1] as number) - 2;
          const loss = 0.5 * r * r;
          return {
            loss,
            mae: 0,
            gradient: Float64Array.of(r, r),
            r: Float64Array.of(1, 1, 0, rounding),
            qtr: Float64Array.of(r, 0),
          };
        });
    const searches = new LocalSearches(1e-20);
    const at = (x: number, y: number, rounding: number) =>
      drive(
        searches.run({ method: levenbergMarquardt, epochs: 100 }, Float64Array.of(x, y), recorder({ parameters: ['x', 'y'] })),
        line(rounding),
      );
    at(900, -890, 1e-15);
    const nearest = at(3, 4, 1e-17);
    at(500, -450, 4e-16);
    expect(searches.best).toBe(nearest);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/base/evaluation.js';
import type { Advance } from '../../src/optimize/method.js';
import { strongWolfe } from '../../src/optimize/strong-wolfe.js';

/** A function of one variable and its derivative. */
type Curve = (t: number) => readonly [value: number, slope: number];

function search(curve: Curve, initial: number, most = Number.POSITIVE_INFINITY): Advance & { readonly trials: number } {
  const answer = (t: number): Answer => {
    const [loss, slope] = curve(t);
    return { loss, mae: 1, gradient: Float64Array.of(slope) };
  };
  const way = strongWolfe({
    point: Float64Array.of(0),
    answer: answer(0),
    direction: Float64Array.of(1),
    wants: 'gradient',
    initial,
    most,
    bounds: null,
  });
  let trials = 0;
  let next = way.next();
  while (next.done !== true) {
    trials++;
    next = way.next(next.value.points.map((point) => answer(point[0] as number)));
  }
  return { ...next.value, trials };
}

function isStrongWolfe(curve: Curve, t: number): boolean {
  const [f0, s0] = curve(0);
  const [f, s] = curve(t);
  return f <= f0 + 1e-4 * t * s0 + 1e-14 * Math.abs(f0) && Math.abs(s) <= 0.9 * Math.abs(s0);
}

/** The test functions of Moré and Thuente 1994, §5: figures 1, 2 and 3 (5.1–5.4). */
const CURVES: Readonly<Record<string, Curve>> = {
  'function 1': (t) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2],
  'function 2': (t) => [(t + 0.004) ** 5 - 2 * (t + 0.004) ** 4, 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3],
  'function 3': (t) => {
    const beta = 0.01;
    const l = 39;
    const wave = (2 * (1 - beta)) / (l * Math.PI);
    const inside = (l * Math.PI * t) / 2;
    const [base, slope] =
      t <= 1 - beta ? [1 - t, -1] : t >= 1 + beta ? [t - 1, 1] : [(t - 1) ** 2 / (2 * beta) + beta / 2, (t - 1) / beta];
    return [base + wave * Math.sin(inside), slope + (1 - beta) * Math.cos(inside)];
  },
};

describe('the strong Wolfe search', () => {
  describe.each(Object.entries(CURVES))('%s of Moré and Thuente', (_, curve) => {
    it.each([1e-3, 1e-1, 1e1, 1e3])('from %d finds a strong Wolfe point within 20 trials', (initial) => {
      const found = search(curve, initial);
      expect(found.ended).toBeUndefined();
      expect(isStrongWolfe(curve, found.rate)).toBe(true);
      expect(found.trials).toBeLessThanOrEqual(20);
    });
  });

  it('finds a strong Wolfe point of any quartic a·(t − b)⁴ + c·(t − b)² going down at 0', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 10, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (a, b, c, initial) => {
          const curve: Curve = (t) => [a * (t - b) ** 4 + c * (t - b) ** 2, 4 * a * (t - b) ** 3 + 2 * c * (t - b)];
          const found = search(curve, initial);
          expect(found.ended).toBeUndefined();
          expect(isStrongWolfe(curve, found.rate)).toBe(true);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it('finds one between the start and a region where the function is not finite', () => {
    const curve: Curve = (t) => (t < 2 ? [-Math.log(2 - t) - t * 3, 1 / (2 - t) - 3] : [Number.NaN, Number.NaN]);
    for (const initial of [1, 5, 1e6]) {
      const found = search(curve, initial);
      expect(isStrongWolfe(curve, found.rate)).toBe(true);
    }
  });

  it('takes the greatest factor where the function falls all the way, and asks for nothing beyond it', () => {
    const asked: number[] = [];
    const found = search(
      (t) => {
        asked.push(t);
        return [-t, -1];
      },
      1,
      7,
    );
    expect(found.rate).toBe(7);
    expect(Math.max(...asked)).toBe(7);
  });

  it('ends as stalled where nothing lies below the start', () => {
    // The slope lies: the function rises at once.
    const found = search((t) => [t, t === 0 ? -1 : 1], 1);
    expect(found.ended?.outcome).toBe('stalled');
    expect(found.ended?.stop.detail.en).toMatch(/no step along the direction lowers the loss 0/);
  });
});

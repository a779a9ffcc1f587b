import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';

const ROWS = 25_000;
const x = Float64Array.from({ length: ROWS }, (_, i) => (i * 0.618034) % 1);
const dataOf = (size: number, offset: number) =>
  tableFromArrays({ x: x.map((at) => at + offset), y: x.map((at, i) => size * (2 * at + 1 + ((i * 0.754877) % 1))) });

describe('a stop on the gradient, which is rounding near the minimum', () => {
  it.each([
    [1, 0],
    [1e8, 0],
    [1e-5, 3],
  ])(
    'is met in the epoch in which passes over the rows meet it, down to the last digits: responses of size %g, x from %g on',
    (size, offset) => {
      const table = dataOf(size, offset);
      const norms: number[] = [];
      const options: FitOptions = {
        method: 'gd',
        learningRate: offset === 0 ? 1 : 0.1,
        epochs: offset === 0 ? 500 : 6000,
        stop: 'step < 1e-300',
        start: { a: 0, b: 0 },
      };
      runFit('y ~ a*x + b', table, { ...options, onEpoch: ({ gradientNorm }) => norms.push(gradientNorm) }, { moments: false });
      const floor = Math.min(...norms.filter((norm) => norm > 0));
      // What was met on the way, in the middle of it and at its end, and a little less and more.
      const met = [norms[3], norms[40], norms[Math.floor(norms.length / 2)], floor * 1.5, floor].map(Number);
      for (const bound of met.flatMap((norm) => [norm * (1 - 1e-9), norm * (1 + 1e-9)])) {
        if (!(bound > 0)) continue;
        const stop = `gradient < ${bound}`;
        const [rows, moments] = [false, true].map(
          (by) => runFit('y ~ a*x + b', table, { ...options, stop }, { moments: by }).result,
        );
        if (rows?.outcome !== 'stopped-by-rule') continue;
        expect(moments?.outcome).toBe('stopped-by-rule');
        // The way itself is the same but for rounding: at the floor it may be met a few epochs earlier or later.
        const slack = bound > 20 * floor ? 0 : 25;
        expect(Math.abs((moments?.stop.epochs ?? 0) - rows.stop.epochs)).toBeLessThanOrEqual(slack);
      }
    },
  );
});

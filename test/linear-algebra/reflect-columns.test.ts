import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QrAccumulator } from '../../src/base/linear-algebra/index.js';
import { gauss, transpose } from './matrices.js';

describe('QrAccumulator.addColumns', () => {
  const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 0, 1e-310, 1e200);
  it('gives the bits of add on the transposed block, for every shape and stride, with zeros, NaN and ±∞ in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
        fc.nat(1e6),
        fc.array(fc.tuple(fc.nat(1000), bad), { maxLength: 3 }),
        fc.nat(3),
        (n, sizes, seed, spoiled, room) => {
          const [byRows, byColumns] = [new QrAccumulator(n, 1), new QrAccumulator(n, 1)];
          sizes.forEach((m, k) => {
            const block = gauss(Math.max(m, 1), n + 1, seed + k).subarray(0, m * (n + 1));
            for (const [at, value] of spoiled) if (block.length > 0) block[at % block.length] = value;
            const stride = m + room;
            const columns = new Float64Array(stride * (n + 1)).fill(Number.NaN);
            const turned = transpose(block, m, n + 1);
            for (let j = 0; j <= n; j++) columns.set(turned.subarray(j * m, (j + 1) * m), j * stride);
            byRows.add(block, m);
            byColumns.addColumns(columns, m, stride);
          });
          expect(byColumns.r()).toEqual(byRows.r());
          expect(byColumns.qtb()).toEqual(byRows.qtb());
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it('starts anew after clear', () => {
    const accumulator = new QrAccumulator(2, 1);
    accumulator.addColumns(gauss(3, 3, 1), 3);
    accumulator.clear();
    accumulator.addColumns(gauss(3, 3, 2), 3);
    const fresh = new QrAccumulator(2, 1);
    fresh.addColumns(gauss(3, 3, 2), 3);
    expect(accumulator.r()).toEqual(fresh.r());
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median } from '../../src/statistics/median.js';

/** By sorting. */
function sorted(values: Float64Array): number {
  const all = values.slice().sort();
  const half = all.length >> 1;
  return all.length % 2 === 1 ? (all[half] as number) : ((all[half - 1] as number) + (all[half] as number)) / 2;
}

it('the median by selection is that of the sorted values to the bit: of any values, of equal ones, and of orders made against a pivot', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true, min: 0 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(
    fc.property(values, (all) => Object.is(median(Float64Array.from(all)), sorted(Float64Array.from(all)))),
    { seed: 1, numRuns: 500 },
  );
  for (const n of [1, 2, 33, 1000, 100_001])
    for (const of of [
      (i: number) => i,
      (i: number) => n - i,
      () => 7,
      (i: number) => Math.min(i, n - i),
      (i: number) => Math.max(i, n - i),
      (i: number) => (i * 7919) % n,
      (i: number) => i % 2,
    ]) {
      const all = Float64Array.from({ length: n }, (_, i) => of(i));
      expect(median(all.slice())).toBe(sorted(all));
    }
  expect(median(new Float64Array(0))).toBeNaN();
});

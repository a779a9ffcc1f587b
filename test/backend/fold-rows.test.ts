import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BLOCK } from '../../src/backend/fold.js';
import { wasmFold } from '../../src/backend/wasm/fold-rows.js';
import { ColumnBlock } from '../../src/base/linear-algebra/column-block.js';
import { foldBlock } from '../../src/base/linear-algebra/fold-block.js';

it('blocks that JavaScript mapped are folded by WebAssembly to the bits of JavaScript, one after the other', () => {
  const number = fc.oneof(
    { weight: 20, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -0, 5e-324, 1e200, -1e-200, Number.NaN, Number.POSITIVE_INFINITY) },
  );
  const block = fc.tuple(fc.integer({ min: 1, max: BLOCK }), fc.array(number, { minLength: 7, maxLength: 40 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(block, { minLength: 1, maxLength: 3 }), (width, blocks) => {
      const [own, others] = [new Float64Array(width * width), new Float64Array(width * width)];
      const columns = new ColumnBlock(width);
      const fold = wasmFold(width);
      for (const [rows, cycle] of blocks) {
        const values = Float64Array.from({ length: width * (rows + 3) }, (_, i) => cycle[i % cycle.length] as number);
        fold(others, values.slice(), rows);
        columns.fill(values, rows);
        foldBlock(own, width, columns);
      }
      expect(others).toEqual(own);
    }),
    { seed: 26, numRuns: 80 },
  );
});

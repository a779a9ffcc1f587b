import { describe, expect, it } from 'vitest';
import { BlockFold } from '../../src/backend/fold.js';
import type { Kernel } from '../../src/backend/program.js';
import { recordSize, SUPERBLOCK, superblocks } from '../../src/backend/superblock.js';
import { mergeFactor } from '../../src/base/linear-algebra/merge-factor.js';
import { rowFactor } from '../../src/objective/row-factor.js';

const SHAPE = { width: 3, summands: 2 };
const SIZE = recordSize(SHAPE);

/** The record of a superblock of rows: numbers that depend on where it begins and ends. */
const record = (from: number, to: number): Float64Array =>
  Float64Array.from(
    { length: SIZE },
    (_, i) => (i % 4 === 3 && i < 9 ? 0 : ((from / SUPERBLOCK + 1) * (i + 2)) % 7.3) + (to - from) / SUPERBLOCK,
  );

const UNUSED = (): never => {
  throw new Error('only factors are asked for');
};
const kernel: Kernel = {
  sum: UNUSED,
  sumMany: UNUSED,
  map: UNUSED,
  factor: (_, __, from, to, out) => {
    for (let at = 0, first = from; first < to; first += SUPERBLOCK, at += SIZE)
      out.set(record(first, Math.min(first + SUPERBLOCK, to)), at);
  },
};

describe('the factor of all rows', () => {
  it.each([1, SUPERBLOCK, SUPERBLOCK + 1, 256 * SUPERBLOCK, 257 * SUPERBLOCK - 5, 700 * SUPERBLOCK + 9])(
    'of %i rows has the bits of the records of all superblocks merged and folded one after the other',
    (rows) => {
      const from = 3 * SUPERBLOCK;
      const count = superblocks(rows);
      const records = Array.from({ length: count }, (_, k) =>
        record(from + k * SUPERBLOCK, Math.min(from + (k + 1) * SUPERBLOCK, from + rows)),
      );
      const factor = (records[0] as Float64Array).slice(0, 9);
      for (const next of records.slice(1)) mergeFactor(factor, next.slice(), 3, new Float64Array(3));
      const sums = new Float64Array(2);
      const fold = new BlockFold(2);
      for (const each of records) fold.add(each, 9);
      fold.finish(sums);

      const got = rowFactor(2, 2)(kernel, new Float64Array(0), from, from + rows);
      const scale = 1 / Math.sqrt(rows);
      const signed = (i: number, j: number): number =>
        ((factor[4 * i] as number) < 0 ? -scale : scale) * (factor[3 * i + j] as number);
      expect([...got.sums]).toEqual([...sums]);
      expect([...got.r]).toEqual([signed(0, 0), signed(0, 1), 0, signed(1, 1)]);
      expect([...got.qtr]).toEqual([signed(0, 2), signed(1, 2)]);
    },
  );
});

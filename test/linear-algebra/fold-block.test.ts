import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnBlock } from '../../src/base/linear-algebra/column-block.js';
import { foldBlock } from '../../src/base/linear-algebra/fold-block.js';
import { QrAccumulator } from '../../src/base/linear-algebra/index.js';
import { mergeFactor } from '../../src/base/linear-algebra/merge-factor.js';
import { distance, gauss, transpose } from './matrices.js';

/** The factor of blocks of rows, each m×width row-major. */
function folded(blocks: readonly Float64Array[], width: number): Float64Array {
  const factor = new Float64Array(width * width);
  const block = new ColumnBlock(width);
  for (const rows of blocks) {
    const m = rows.length / width;
    const values = new Float64Array((m + 3) * width);
    values.set(transpose(rows, m, width));
    block.fill(values, m);
    foldBlock(factor, width, block);
  }
  return factor;
}

/** R and Qᵀb, with no negative diagonal entry. */
function signed(factor: Float64Array, width: number): Float64Array {
  const out = factor.slice(0, (width - 1) * width);
  for (let i = 0; i + 1 < width; i++)
    if ((out[i * width + i] as number) < 0) for (let j = i; j < width; j++) out[i * width + j] = -(out[i * width + j] as number);
  return out;
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 9 }),
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
  seed: fc.nat(1e6),
});

describe('foldBlock', () => {
  it('gives the factor of reflections by rows to 1e-13 of the longest column, for every shape', () => {
    fc.assert(
      fc.property(shapes, ({ n, sizes, seed }) => {
        const width = n + 1;
        const blocks = sizes.map((m, k) => gauss(m, width, seed + k));
        const accumulator = new QrAccumulator(n, 1);
        blocks.forEach((block, k) => {
          accumulator.add(block.slice(), sizes[k] as number);
        });
        const rows = sizes.reduce((sum, m) => sum + m, 0);
        // With fewer rows than columns the last rows of R are rounding, and those of Qᵀb anything.
        if (rows < n) return;
        const factor = signed(folded(blocks, width), width);
        const [r, qtb] = [accumulator.r(), accumulator.qtb()];
        const wanted = Float64Array.from({ length: n * width }, (_, at) => {
          const [i, j] = [Math.floor(at / width), at % width];
          return (j === n ? qtb[i] : r[i * n + j]) as number;
        });
        const smallest = Math.min(...Array.from({ length: n }, (_, i) => r[i * n + i] as number));
        expect(distance(factor, wanted)).toBeLessThan((1e-13 * Math.sqrt(rows) * Math.sqrt(rows)) / smallest);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('scales columns of R by the powers of two, 2^±400, that the columns are scaled by: no bit is lost to the size of a column', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 10, maxLength: 10 }), (shape, powers) => {
        const { n, sizes, seed } = shape;
        const width = n + 1;
        const blocks = sizes.map((m, k) => gauss(m, width, seed + k));
        const scaled = blocks.map((block) => block.map((x, at) => x * 2 ** (powers[at % width] as number)));
        const wanted = folded(blocks, width).map((x, at) => x * 2 ** (powers[at % width] as number));
        expect(folded(scaled, width)).toEqual(wanted);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('leaves the factor as it is for rows of zeros, whatever its size', () => {
    const block = gauss(7, 4, 11);
    for (const size of [1, 1e-200, 1e200]) {
      const rows = block.map((x) => x * size);
      expect(folded([rows, new Float64Array(20)], 4)).toEqual(folded([rows], 4));
      expect(folded([new Float64Array(20), rows], 4)).toEqual(folded([rows], 4));
    }
  });

  it('gives NaN for a column with NaN or ∞ in it, and what is beside it as it would be', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const block = gauss(9, 4, 5);
      const wanted = folded([block], 4);
      block[4 * 4 + 2] = bad;
      const factor = folded([block], 4);
      expect(factor[0 * 4 + 1]).toBe(wanted[1]);
      expect(factor[1 * 4 + 1]).toBe(wanted[5]);
      expect(Number.isFinite(factor[2 * 4 + 2])).toBe(false);
    }
  });

  it('keeps 13 digits of a straight line over 10⁶ rows, 977 blocks', () => {
    const rows = 1_000_000;
    const width = 3;
    const factor = new Float64Array(width * width);
    const block = new ColumnBlock(width);
    for (let start = 0; start < rows; start += 1024) {
      const m = Math.min(1024, rows - start);
      const values = new Float64Array((m + 3) * width);
      for (let i = 0; i < m; i++) {
        values[i] = 1;
        values[m + i] = start + i;
        values[2 * m + i] = 3 * (start + i) + 1;
      }
      block.fill(values, m);
      foldBlock(factor, width, block);
    }
    const slope = (factor[5] as number) / (factor[4] as number);
    expect(Math.abs(slope / 3 - 1)).toBeLessThan(1e-13);
    // Σ i² less the part of the mean: n(n² − 1)/12.
    const spread = Math.sqrt((rows * (rows * rows - 1)) / 12);
    expect(Math.abs(Math.abs(factor[4] as number) / spread - 1)).toBeLessThan(1e-13);
  });
});

describe('mergeFactor', () => {
  it('gives of two factors that of all rows, to 1e-12 of the longest column', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(1e6), (n, seed) => {
        const width = n + 1;
        const blocks = [gauss(30, width, seed), gauss(25, width, seed + 1)];
        const factor = folded(blocks.slice(0, 1), width);
        mergeFactor(factor, folded(blocks.slice(1), width), width, new Float64Array(width));
        expect(distance(signed(factor, width), signed(folded(blocks, width), width))).toBeLessThan(1e-12);
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});

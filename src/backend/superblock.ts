import { ColumnBlock } from '../base/linear-algebra/column-block.js';
import { foldBlock } from '../base/linear-algebra/fold-block.js';
import { BLOCK, BlockFold, blockSum } from './fold.js';
import type { FactorShape, Kernel } from './program.js';

/** A power of two, so that sums of superblocks, folded like those of blocks, have the bits of one fold over all blocks. */
export const BLOCKS = 32;

/**
 * Rows that share a triangular factor, counted from the first of a pass: each superblock is a computation of its own, for whichever thread, and their factors are merged in
 * their order.
 */
export const SUPERBLOCK = BLOCKS * BLOCK;

/** Doubles that a superblock leaves: its factor, width×width, and its sums. */
export const recordSize = ({ width, summands }: FactorShape): number => width * width + summands;

export const superblocks = (rows: number): number => Math.ceil(rows / SUPERBLOCK);

/** `Kernel.factor` of any kernel: by its own, or by what it maps. */
export function factorRecords(
  kernel: Kernel,
  shape: FactorShape,
  parameters: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  if (kernel.factor !== undefined) kernel.factor(shape, parameters, from, to, out);
  else factorByMap(kernel, shape, parameters, from, to, out);
}

/** Folds a block of rows into a factor, width×width. @param values column j at `values[j·rows]`, and room for three rows more of each; overwritten. */
export type FoldRows = (factor: Float64Array, values: Float64Array, rows: number) => void;

function foldByJavaScript(width: number): FoldRows {
  const block = new ColumnBlock(width);
  return (factor, values, rows) => {
    block.fill(values, rows);
    foldBlock(factor, width, block);
  };
}

/** `Kernel.factor` by what a kernel maps. */
export function factorByMap(
  kernel: Pick<Kernel, 'map'>,
  shape: FactorShape,
  parameters: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  foldRows = foldByJavaScript(shape.width),
): void {
  const { width, summands } = shape;
  const factor = new Float64Array(width * width);
  const sums = new Float64Array(summands);
  const values = roomFor((Math.min(BLOCK, to - from) + 3) * (width + summands));
  for (let first = from, at = 0; first < to; first += SUPERBLOCK, at += recordSize(shape)) {
    const last = Math.min(first + SUPERBLOCK, to);
    // A single block is its own sum.
    const fold = last - first > BLOCK ? new BlockFold(summands) : undefined;
    factor.fill(0);
    for (let start = first; start < last; start += BLOCK) {
      const rows = Math.min(BLOCK, last - start);
      kernel.map(parameters, start, start + rows, values);
      for (let k = 0; k < summands; k++) sums[k] = blockSum(values, (width + k) * rows, rows);
      fold?.add(sums);
      foldRows(factor, values, rows);
    }
    out.set(factor, at);
    fold?.finish(sums);
    out.set(sums, at + width * width);
  }
}

let room = new Float64Array(0);

/** For all kernels, which run one at a time. */
function roomFor(length: number): Float64Array {
  if (room.length < length) room = new Float64Array(length);
  return room;
}

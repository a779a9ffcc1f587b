import { ArrayBlock, type ColumnBlock } from '../base/linear-algebra/column-block.js';
import { foldBlock } from '../base/linear-algebra/fold-block.js';
import { BLOCK, BlockFold, blockSum } from './fold.js';
import type { FactorShape, Kernel } from './program.js';

/**
 * Rows that share a triangular factor, counted from the first of a pass: each superblock is a computation of its own, for whichever thread, and their factors are merged in
 * their order. A power of two of blocks, so that the sums of superblocks, folded like those of blocks, have the bits of one fold over all blocks.
 */
export const SUPERBLOCK = 64 * BLOCK;

/** Doubles that a superblock leaves: its factor, width×width, and its sums. */
export const recordSize = ({ width, summands }: FactorShape): number => width * width + summands;

export const superblocks = (rows: number): number => Math.ceil(rows / SUPERBLOCK);

/** What computes a block of rows, and where it leaves them. */
export interface BlockSource {
  readonly columns: ColumnBlock;
  /** @param end start + BLOCK at most. @returns the sums, length K. */
  read(start: number, end: number): Float64Array;
}

/** Fills the records of `Kernel.factor` by blocks. */
export function fillRecords(
  source: BlockSource,
  { width, summands }: FactorShape,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { columns } = source;
  const factor = new Float64Array(width * width);
  let at = 0;
  for (let first = from; first < to; first += SUPERBLOCK) {
    const last = Math.min(first + SUPERBLOCK, to);
    const fold = new BlockFold(summands);
    factor.fill(0);
    for (let start = first; start < last; start += BLOCK) {
      fold.add(source.read(start, Math.min(start + BLOCK, last)));
      foldBlock(factor, width, columns);
    }
    out.set(factor, at);
    at += factor.length;
    fold.finish(out.subarray(at, at + summands));
    at += summands;
  }
}

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
  else fillRecords(mapped(kernel, shape, parameters, Math.min(BLOCK, to - from)), shape, from, to, out);
}

function mapped(kernel: Kernel, { width, summands }: FactorShape, parameters: Float64Array, rows: number): BlockSource {
  const needed = (rows + 3) * (width + summands);
  if (room.length < needed) room = new Float64Array(needed);
  const values = room;
  const columns = new ArrayBlock(width);
  const sums = new Float64Array(summands);
  return {
    columns,
    read(start, end) {
      kernel.map(parameters, start, end, values);
      for (let k = 0; k < summands; k++) sums[k] = blockSum(values, (width + k) * (end - start), end - start);
      columns.fill(values, end - start);
      return sums;
    },
  };
}

/** For all kernels, which run one at a time. */
let room = new Float64Array(0);

import { BLOCK, BlockFold, LANES } from '../fold.js';
import type { FactorShape } from '../program.js';
import { BLOCKS, recordSize, SUPERBLOCK, superblocks } from '../superblock.js';
import { pool } from '../threads/pool.js';
import { LEAST_ROWS } from '../threads/threads-for.js';
import { MAPPED_BYTES } from './loop.js';
import type { Summed } from './sum-many.js';
import { withRoom } from './with-room.js';

/** Doubles that a superblock leaves: its factor, and the sums of its blocks. */
const resultsOf = ({ width, summands }: FactorShape): number => width * width + BLOCKS * summands;

/** Superblocks between two looks at what was left. */
const MOST_RESULTS = 64;

/** `Kernel.factor`: superblock by superblock, each by whichever thread. */
export function factor(
  summed: Summed,
  shape: FactorShape,
  values: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const threads = to - from < LEAST_ROWS ? 1 : summed.columns.threads;
  withRoom(threads, (count) => factorOn(count, summed, shape, values, from, to, out));
}

function factorOn(
  threads: number,
  { compiled, columns, parameters }: Summed,
  shape: FactorShape,
  values: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { width, summands } = shape;
  const pointBytes = 128 * Math.ceil((8 * parameters) / 128);
  // Lanes of what is summed, rows of a block of what is not, and numbers that reflections exchange; apart by whole lines of the cache.
  const lanesBytes = 128 * Math.ceil((2 * 8 * LANES * summands + (MAPPED_BYTES + 16) * width) / 128);
  const chunkBytes = 8 * resultsOf(shape);
  const chunks = threads === 1 ? 1 : Math.min(MOST_RESULTS, superblocks(to - from));
  const point = 128 * Math.ceil(columns.scratch(128 + pointBytes + threads * lanesBytes + chunks * chunkBytes) / 128);
  const lanes = point + pointBytes;
  const into = lanes + threads * lanesBytes;
  columns.doubles(point, parameters).set(values.subarray(0, parameters));
  const fold = new BlockFold(summands);
  for (let start = from, at = 0; start < to; start += chunks * SUPERBLOCK) {
    const end = Math.min(start + chunks * SUPERBLOCK, to);
    if (threads === 1) compiled.run(8 * start, 8 * end, point, lanes, into);
    else {
      pool().do(compiled.shared(), {
        threads,
        from: start,
        to: end,
        chunks: superblocks(end - start),
        chunkRows: SUPERBLOCK,
        candidates: 1,
        point,
        pointBytes,
        lanes,
        lanesBytes,
        into,
        chunkBytes,
        candidateBytes: 0,
      });
      compiled.saw(end - start);
    }
    for (let first = start, k = 0; first < end; first += SUPERBLOCK, k++, at += recordSize(shape)) {
      const left = columns.doubles(into + k * chunkBytes, resultsOf(shape));
      out.set(left.subarray(0, width * width), at);
      fold.restart();
      for (let block = 0; block * BLOCK < Math.min(SUPERBLOCK, end - first); block++)
        fold.add(left, width * width + block * summands);
      fold.finish(out.subarray(at + width * width, at + recordSize(shape)));
    }
  }
}

import { BLOCK, BlockFold, LANES } from '../fold.js';
import type { ColumnMemory } from '../program.js';
import { type Job, pool } from '../threads/pool.js';
import { LEAST_ROWS } from '../threads/threads-for.js';
import type { Compiled } from './compiled.js';
import { MOST_IN_REGISTERS } from './sum-turns.js';
import { withRoom } from './with-room.js';

/** Blocks per call: enough to forget the call, few enough that an engine soon changes to its optimised code, which it does at calls. */
const CHUNK = 16;
/** Points that go over a chunk of rows one after the other; more go in several rounds. */
const MOST_POINTS = 16;
/** Of the block sums that threads leave behind before they are folded. */
const MOST_RESULT_BYTES = 2 ** 22;

/** What the compiled sums of a program need to know of it. */
export interface Summed {
  readonly compiled: Compiled;
  readonly columns: ColumnMemory;
  /** P and K. */
  readonly parameters: number;
  readonly outputs: number;
}

/** The sums at several points, in the order of `fold.ts`: chunk by chunk, all points on each, so that its columns come from the memory once. */
export function sumMany(
  program: Summed,
  points: readonly Float64Array[],
  from: number,
  to: number,
  outs: readonly Float64Array[],
): void {
  if (points.length <= MOST_POINTS) {
    sumSome(program, points, from, to, outs);
    return;
  }
  for (let first = 0; first < points.length; first += MOST_POINTS)
    sumSome(program, points.slice(first, first + MOST_POINTS), from, to, outs.slice(first, first + MOST_POINTS));
}

function sumSome(
  program: Summed,
  points: readonly Float64Array[],
  from: number,
  to: number,
  outs: readonly Float64Array[],
): void {
  const threads = (to - from) * points.length < LEAST_ROWS ? 1 : program.columns.threads;
  withRoom(threads, (count) => sumOn(count, program, points, from, to, outs));
}

function sumOn(
  threads: number,
  program: Summed,
  points: readonly Float64Array[],
  from: number,
  to: number,
  outs: readonly Float64Array[],
): void {
  const { columns, outputs, parameters } = program;
  const places = placesFor(program, points.length, threads, to - from);
  const apart = places.pointBytes / 8;
  const given = columns.doubles(places.point, points.length * apart);
  for (const [k, point] of points.entries()) for (let j = 0; j < parameters; j++) given[k * apart + j] = point[j] as number;
  if (to - from <= BLOCK && to > from) {
    let into = columns.doubles(places.into, outputs);
    for (const [k, out] of outs.entries()) {
      program.compiled.run(8 * from, 8 * to, places.point + k * places.pointBytes, places.lanes, places.into);
      // Compiled anew, it may have made the memory larger, which takes its views away.
      if (into.length === 0) into = columns.doubles(places.into, outputs);
      for (let i = 0; i < outputs; i++) out[i] = into[i] as number;
    }
    return;
  }
  const folds = points.map(() => new BlockFold(outputs));
  if (threads > 1) byThreads(program, threads, places, from, to, folds);
  else alone(program, places, from, to, folds);
  folds.forEach((fold, k) => {
    fold.finish(outs[k] as Float64Array);
  });
}

interface Places extends Pick<Job, 'point' | 'pointBytes' | 'lanes' | 'lanesBytes' | 'into'> {
  /** Blocks of which there is room for the sums, for each point. */
  readonly blocks: number;
}

function placesFor({ columns, parameters, outputs }: Summed, points: number, threads: number, rows: number): Places {
  const pointBytes = 16 * Math.ceil(parameters / 2);
  // Apart by whole lines of the cache, of which processors fetch two.
  const lanesBytes = 128 * Math.ceil(((outputs > MOST_IN_REGISTERS ? 1 : 2) * 2 * 8 * LANES * outputs) / 128);
  const blockBytes = 8 * outputs;
  const fitting = CHUNK * Math.floor(MOST_RESULT_BYTES / (CHUNK * blockBytes * points));
  const blocks =
    threads === 1 ? CHUNK : Math.min(CHUNK * Math.ceil(rows / (CHUNK * BLOCK)), Math.max(fitting, 2 * threads * CHUNK));
  const point = columns.scratch(
    points * pointBytes + threads * lanesBytes + 128 + (threads === 1 ? 1 : points) * blocks * blockBytes,
  );
  const lanes = 128 * Math.ceil((point + points * pointBytes) / 128);
  return { point, pointBytes, lanes, lanesBytes, into: lanes + threads * lanesBytes, blocks };
}

function alone(
  { compiled, columns, outputs }: Summed,
  places: Places,
  from: number,
  to: number,
  folds: readonly BlockFold[],
): void {
  const { point, pointBytes, lanes, into } = places;
  let sums = columns.doubles(into, outputs * CHUNK);
  for (let start = from; start < to; start += CHUNK * BLOCK) {
    const end = Math.min(start + CHUNK * BLOCK, to);
    for (let k = 0; k < folds.length; k++) {
      compiled.run(8 * start, 8 * end, point + k * pointBytes, lanes, into);
      // As above.
      if (sums.length === 0) sums = columns.doubles(into, outputs * CHUNK);
      for (let block = 0; block * BLOCK < end - start; block++) folds[k]?.add(sums, block * outputs);
    }
  }
}

function byThreads(
  { compiled, columns, outputs }: Summed,
  threads: number,
  places: Places,
  from: number,
  to: number,
  folds: readonly BlockFold[],
): void {
  const { point, pointBytes, lanes, lanesBytes, into, blocks } = places;
  for (let start = from; start < to; start += blocks * BLOCK) {
    const end = Math.min(start + blocks * BLOCK, to);
    pool().do(compiled.shared(), {
      threads,
      from: start,
      to: end,
      chunks: Math.ceil((end - start) / (CHUNK * BLOCK)),
      chunkRows: CHUNK * BLOCK,
      candidates: folds.length,
      point,
      pointBytes,
      lanes,
      lanesBytes,
      into,
      chunkBytes: 8 * outputs * CHUNK,
      candidateBytes: 8 * outputs * blocks,
    });
    compiled.saw((end - start) * folds.length);
    const sums = columns.doubles(into, folds.length * blocks * outputs);
    folds.forEach((fold, k) => {
      for (let block = 0; block * BLOCK < end - start; block++) fold.add(sums, (k * blocks + block) * outputs);
    });
  }
}

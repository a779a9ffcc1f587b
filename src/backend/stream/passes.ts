import { BlockFold } from '../fold.js';
import type { Backend, ColumnMemory, FactorShape, Kernel, Program } from '../program.js';
import { factorRecords, recordSize, SUPERBLOCK } from '../superblock.js';
import { eachChunk, PassMark, type RowSource } from './row-chunks.js';

/** Computes over rows that do not lie in memory, by passes over them. */
export interface Passes {
  /** Its kernels give what passes found; what they are asked for first, they have not. */
  readonly backend: Backend;
  /** What those kernels take for the columns: all rows, none of which is there. */
  readonly memory: ColumnMemory;
  /** Makes passes until a computation has all that it asks the kernels for. It is begun again after each, and must do no more than compute. @param want what to do at a miss. */
  answered<Result>(compute: () => Result, want?: 'all' | 'first'): Promise<Result>;
}

/**
 * The same bits as in memory: a pass deals rows out in superblocks, whose sums and factors are folded in the order of every kernel.
 *
 * @param names of the columns. @param known how many rows the source has, and the mark of a pass over them. @param inner computes a superblock. @param chunk holds one: SUPERBLOCK rows of all columns.
 * @param changed thrown where a pass has other rows, or another number of them.
 */
export function passesOver(
  source: RowSource,
  names: readonly string[],
  known: { readonly rows: number; readonly mark: number },
  inner: Backend,
  chunk: ColumnMemory,
  changed: (got: number) => Error,
): Passes {
  const { rows } = known;
  const kernels = new Map<Program['outputs'], Kernel>();
  const kernelOf = (program: Program): Kernel => {
    const made = kernels.get(program.outputs) ?? inner.compile(program, chunk);
    kernels.set(program.outputs, made);
    return made;
  };
  const wanted = new Map<string, Job>();
  const found = new Map<string, Float64Array>();
  const numbers = new Map<Program['outputs'], number>();
  let stops = false;

  /** @returns whether it is known. */
  const look = (program: Program, parameters: Float64Array, out: Float64Array, make: () => Job, what: string): boolean => {
    const number = numbers.get(program.outputs) ?? numbers.size;
    numbers.set(program.outputs, number);
    const key = `${number} ${what} ${Array.from(parameters, (x) => (Object.is(x, -0) ? '-0' : x)).join(' ')}`;
    const answer = found.get(key);
    if (answer === undefined && !wanted.has(key)) wanted.set(key, make());
    out.fill(0);
    if (answer !== undefined) out.set(answer);
    return answer !== undefined;
  };
  const go = (answered: boolean): void => {
    if (!answered && stops) throw MISSING;
  };
  const sum = (program: Program, parameters: Float64Array, out: Float64Array): boolean =>
    look(program, parameters, out, () => sumJob(kernelOf(program), program, parameters), 'sum');
  const compile = (program: Program): Kernel => ({
    sum: (parameters, _, __, out) => go(sum(program, parameters, out)),
    sumMany: (points, _, __, outs) => {
      // All are asked for before it stops: one pass finds them.
      const answered = points.map((point, k) => sum(program, point, outs[k] as Float64Array));
      go(answered.every(Boolean));
    },
    factor: (shape, parameters, _, __, out) =>
      go(look(program, parameters, out, () => factorJob(kernelOf(program), shape, parameters, rows), `factor ${shape.width}`)),
    map: () => {
      throw new Error('the rows of a stream are not kept');
    },
  });
  const pass = async (): Promise<void> => {
    const mark = new PassMark();
    const got = await eachChunk(source, chunk, names, (count) => {
      mark.add(chunk, names, count);
      for (const job of wanted.values()) job.add(count);
    });
    if (got !== rows || mark.value !== known.mark) throw changed(got);
    for (const [key, job] of wanted) found.set(key, job.finish());
  };

  return {
    backend: { name: `streamed ${inner.name}`, compile },
    memory: { ...chunk, memory: undefined, rows, capacity: rows },
    async answered(compute, want = 'all') {
      stops = want === 'first';
      found.clear();
      for (let round = 0; round <= MOST_PASSES; round++) {
        wanted.clear();
        try {
          const result = compute();
          if (wanted.size === 0) return result;
        } catch (error) {
          if (error !== MISSING) throw error;
        }
        await pass();
      }
      throw new Error('a computation never has what it asks for');
    },
  };
}

/** For one computation: what is asked for again in other words would never end. */
const MOST_PASSES = 1000;

const MISSING = new Error('a pass is needed');

/** Something that a pass finds. */
interface Job {
  /** @param rows of the chunk. */
  add(rows: number): void;
  finish(): Float64Array;
}

function sumJob(kernel: Kernel, program: Program, at: Float64Array): Job {
  const parameters = at.slice();
  const sums = new Float64Array(program.outputs.length);
  const fold = new BlockFold(sums.length);
  return {
    add(rows) {
      kernel.sum(parameters, 0, rows, sums);
      fold.add(sums);
    },
    finish() {
      fold.finish(sums);
      return sums;
    },
  };
}

function factorJob(kernel: Kernel, shape: FactorShape, at: Float64Array, rows: number): Job {
  const parameters = at.slice();
  const size = recordSize(shape);
  const records = new Float64Array(size * Math.ceil(rows / SUPERBLOCK));
  let next = 0;
  return {
    add(count) {
      // More than were counted show in the number of rows.
      if (next < records.length) factorRecords(kernel, shape, parameters, 0, count, records.subarray(next, next + size));
      next += size;
    },
    finish: () => records,
  };
}

import { DownhillError } from '../base/errors.js';
import type { ColumnMemory } from './program.js';
import { giveBack, sharedMemory } from './threads/shared-memory.js';
import { MOST_PAGES } from './wasm/encode.js';

const PAGE = 65536;
/** Kernels that take four rows at a time read this much behind a column's last row. */
const BEHIND = 24;
/** Address 0 stays unused: a column there would make every wrong address look right. */
const FIRST = 1024;

/**
 * Columns in one linear memory, where compiled kernels read them in place.
 *
 * @param columns each of length `rows` at least. @param rows of data, ≥ 0.
 * @param spareRows rows of room behind the data in every column, for gathered minibatches.
 * @param threads ≥ 1 that may compute on it; where the machine gives no memory that they can share, one does.
 * @throws DownhillError `too-much-data` beyond 4 GiB, and where the machine has not the memory.
 * @example columnMemory(new Map([['x', Float64Array.of(1, 2)]]), 2, 0).column('x') // Float64Array [1, 2]
 */
export function columnMemory(
  columns: ReadonlyMap<string, Float64Array>,
  rows: number,
  spareRows: number,
  threads = 1,
): ColumnMemory {
  const capacity = rows + spareRows;
  const stride = aligned(capacity * 8);
  const space = linearSpace(FIRST + columns.size * stride, { rows, columns: columns.size }, threads > 1);
  const addresses = new Map<string, number>();
  const tables = new Map<string, number>();
  let scratch = { address: 0, bytes: 0 };
  const doubles = (address: number, length: number): Float64Array => new Float64Array(space.buffer(), address, length);
  const address = (name: string): number => {
    const found = addresses.get(name);
    if (found === undefined) throw new Error(`no column "${name}" in memory`);
    return found;
  };
  const memory: ColumnMemory = {
    memory: space.memory,
    threads: space.shared ? threads : 1,
    rows,
    capacity,
    column: (name) => doubles(address(name), capacity),
    address,
    has: (name) => addresses.has(name),
    add(name, values) {
      if (!addresses.has(name)) addresses.set(name, space.take(stride));
      memory.column(name).set(values.length > rows ? values.subarray(0, rows) : values);
    },
    scratch(bytes) {
      // Doubled, so that ever larger kernels leave no more behind than they take.
      if (bytes > scratch.bytes) {
        const size = aligned(Math.max(bytes, 2 * scratch.bytes));
        scratch = { address: space.take(size), bytes: size };
      }
      return scratch.address;
    },
    table(name, values) {
      const known = tables.get(name);
      if (known !== undefined) return known;
      const at = space.take(aligned(values.length * 8));
      doubles(at, values.length).set(values);
      tables.set(name, at);
      return at;
    },
    doubles,
    release() {
      if (space.memory !== undefined && space.shared) giveBack(space.memory);
    },
  };
  for (const [name, values] of columns) memory.add(name, values);
  return memory;
}

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

interface Space {
  readonly memory: WebAssembly.Memory | undefined;
  /** With other threads. */
  readonly shared: boolean;
  buffer(): ArrayBuffer;
  /** The address of that many new bytes, all zero. */
  take(bytes: number): number;
}

function linearSpace(bytes: number, what: { rows: number; columns: number }, share: boolean): Space {
  const size = (needed: number): number => {
    const pages = Math.ceil(needed / PAGE);
    if (pages > MOST_PAGES)
      throw tooMuch(`${what.rows} rows of ${what.columns} columns need ${gibibytes(needed)} GiB, more than the 4 GiB that fit`);
    return pages;
  };
  const attempt = <Result>(allocate: () => Result): Result => {
    try {
      return allocate();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw tooMuch(`${what.rows} rows of ${what.columns} columns do not fit into the memory that this machine gives`);
    }
  };
  let used = FIRST;
  const initial = size(bytes);
  if (typeof WebAssembly === 'undefined') {
    let buffer = attempt(() => new ArrayBuffer(initial * PAGE));
    const grow = (needed: number): void => {
      const larger = attempt(() => new ArrayBuffer(size(needed) * PAGE));
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
    };
    return { memory: undefined, shared: false, buffer: () => buffer, take };
    function take(more: number): number {
      const at = used;
      used += more;
      if (used > buffer.byteLength) grow(used);
      return at;
    }
  }
  const shared = share ? sharedMemory(initial) : undefined;
  const memory = shared ?? attempt(() => new WebAssembly.Memory({ initial }));
  return {
    memory,
    shared: shared !== undefined,
    buffer: () => memory.buffer,
    take(more) {
      const at = used;
      used += more;
      const missing = size(used + BEHIND) - memory.buffer.byteLength / PAGE;
      if (missing > 0) attempt(() => memory.grow(missing));
      return at;
    },
  };
}

const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

const tooMuch = (message: string): DownhillError =>
  new DownhillError('too-much-data', message, 'use fewer rows (--where) or fewer columns');

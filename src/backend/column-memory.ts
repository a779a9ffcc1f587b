import { DownhillError } from '../base/errors.js';
import type { Values } from '../base/values.js';
import { homeOf } from './column-home.js';
import type { ColumnMemory } from './program.js';
import { keepSmall, smallMemory } from './small-memory.js';
import { giveBack, sharedMemory } from './threads/shared-memory.js';
import { MOST_PAGES } from './wasm/encode.js';
import { AHEAD } from './wasm/look-ahead.js';

const PAGE = 65536;
/** Kernels that take four rows at a time and look ahead read at most this much behind a column's last row. */
export const BEHIND = 24 + AHEAD;
/** Bytes of a column of doubles that kernels go over at a time. */
const MOST_TURN = 32;
/** Bytes of derived columns. */
const MOST_DERIVED = 2 ** 28;
/** Address 0 stays unused: a column there would make every wrong address look right. */
export const FIRST = 1024;

/**
 * Columns in one linear memory, where compiled kernels read them in place: those that lie in one already (`allocate-columns.ts`) stay there, others are copied.
 *
 * @param columns each of length `rows` at least. @param rows of data, ≥ 0.
 * @param spareRows rows of room behind the data in every column, for gathered minibatches.
 * @param threads ≥ 1 that may compute on it; where the machine gives no memory that they can share, one does.
 * @throws DownhillError `too-much-data` beyond 4 GiB, and where the machine has not the memory.
 * @example columnMemory(new Map([['x', Float64Array.of(1, 2)]]), 2, 0).column('x') // Float64Array [1, 2]
 */
export function columnMemory(columns: ReadonlyMap<string, Values>, rows: number, spareRows: number, threads = 1): ColumnMemory {
  const capacity = rows + spareRows;
  const sizeOf = ({ BYTES_PER_ELEMENT }: Values): number => capacity * BYTES_PER_ELEMENT;
  const bytes = [...columns.values()].reduce((sum, values) => sum + columnRoom(sizeOf(values)), FIRST);
  const home = homeOf(columns.values(), rows, spareRows);
  const { space, scratch, table } =
    home ?? workspace(linearSpace(bytes, { rows, capacity, columns: columns.size }, { shared: threads > 1 }));
  const addresses = new Map<string, number>();
  const floats = new Set<string>();
  const doubles = (address: number, length: number): Float64Array => new Float64Array(space.buffer(), address, length);
  const address = (name: string): number => {
    const found = addresses.get(name);
    if (found === undefined) throw new Error(`no column "${name}" in memory`);
    return found;
  };
  const place = (name: string, values: Values, at: number): void => {
    addresses.set(name, at);
    if (values instanceof Float32Array) floats.add(name);
  };
  const memory: ColumnMemory = {
    memory: space.memory,
    threads: space.shared ? threads : 1,
    shared: space.shared,
    forDerived: home === null ? MOST_DERIVED : 0,
    rows,
    capacity,
    column: (name, from = 0, count = capacity - from) => {
      if (!floats.has(name)) return doubles(address(name) + 8 * from, count);
      return new Float32Array(space.buffer(), address(name) + 4 * from, count);
    },
    isFloat: (name) => floats.has(name),
    address,
    has: (name) => addresses.has(name),
    add(name, values) {
      if (!addresses.has(name)) place(name, values, columnIn(space, sizeOf(values), addresses.size));
      memory.column(name).set(values.length > rows ? values.subarray(0, rows) : values);
    },
    scratch,
    table,
    doubles,
    release() {
      // One that others look at is theirs.
      if (home === null && space.memory !== undefined) (space.shared ? giveBack : keepSmall)(space.memory);
    },
  };
  for (const [name, values] of columns)
    if (home === null) memory.add(name, values);
    else place(name, values, values.byteOffset);
  return memory;
}

/** The same memory, whose columns are filled anew while kernels live: nothing that is derived from them may be kept. */
export const refilled = (memory: ColumnMemory): ColumnMemory => ({ ...memory, forDerived: 0 });

/** Bytes from which a column begins with a page of the machine. */
const MANY_BYTES = 2 ** 20;
const MACHINE_PAGE = 4096;
/** Columns that begin at the same place of their pages: rows of many such would push each other out of the cache, of which a set takes eight lines or more. */
const TOGETHER = 4;
/** Lines of the cache, one after the other, at which such groups of columns begin. */
const STAGGERED = 16;
const CACHE_LINE = 64;

/** Of memory that a column of so many bytes takes. */
export const columnRoom = (bytes: number): number => aligned(bytes) + (bytes < MANY_BYTES ? 0 : 2 * MACHINE_PAGE);

/** The address of a new column, the k-th: of large ones near the beginning of a page, so that blocks of rows and pages, which processors fetch ahead by, are the same. */
export function columnIn(space: Pick<Space, 'take'>, bytes: number, k: number): number {
  const at = space.take(columnRoom(bytes));
  return bytes < MANY_BYTES
    ? at
    : MACHINE_PAGE * Math.ceil(at / MACHINE_PAGE) + CACHE_LINE * (Math.floor(k / TOGETHER) % STAGGERED);
}

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

/** A linear memory, and what all its kernels share. */
export interface Workspace extends Pick<ColumnMemory, 'scratch' | 'table'> {
  readonly space: Space;
}

export function workspace(space: Space): Workspace {
  const tables = new Map<string, number>();
  let scratch = { address: 0, bytes: 0 };
  return {
    space,
    scratch(bytes) {
      // Doubled, so that ever larger kernels leave no more behind than they take.
      if (bytes > scratch.bytes) {
        const size = aligned(Math.max(bytes, 2 * scratch.bytes));
        try {
          scratch = { address: space.take(size), bytes: size };
        } catch (error) {
          // Where it does not fit twice it may do so once.
          if (!(error instanceof RangeError) || size === aligned(bytes)) throw error;
          scratch = { address: space.take(aligned(bytes)), bytes: aligned(bytes) };
        }
      }
      return scratch.address;
    },
    table(name, values) {
      const known = tables.get(name);
      if (known !== undefined) return known;
      const at = space.take(aligned(values.length * 8));
      new Float64Array(space.buffer(), at, values.length).set(values);
      tables.set(name, at);
      return at;
    },
  };
}

interface Space {
  readonly memory: WebAssembly.Memory | undefined;
  /** With other threads. */
  readonly shared: boolean;
  /** See {@link ballastOf}. */
  readonly ballast?: ArrayBuffer | undefined;
  buffer(): ArrayBuffer;
  /** The address of that many new bytes, all zero. @throws RangeError where a fixed space is full. */
  take(bytes: number): number;
}

/** @param what it is for: rows of data, and rows that a column has room for. @param fixed it never grows: views of it stay what they are. @param shared with other threads, where that can be. */
export function linearSpace(
  bytes: number,
  what: { rows: number; capacity: number; columns: number },
  { fixed = false, shared = false }: { readonly fixed?: boolean; readonly shared?: boolean } = {},
): Space {
  const size = (needed: number): number => {
    const pages = Math.ceil(needed / PAGE);
    // Kernels count rows by 8 bytes, whatever their columns take, and go on from the last ones by a turn.
    const counted = 8 * what.capacity + MOST_TURN;
    if (pages > MOST_PAGES || counted >= MOST_PAGES * PAGE)
      throw tooMuch(
        `${what.rows} rows of ${what.columns} columns need ${gibibytes(Math.max(needed, counted))} GiB, more than the 4 GiB that fit`,
      );
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
  const refuseIfFixed = (): void => {
    if (fixed) throw new RangeError('a memory that others look at does not grow');
  };
  if (typeof WebAssembly === 'undefined') {
    let buffer = attempt(() => new ArrayBuffer(initial * PAGE));
    const grow = (needed: number): void => {
      refuseIfFixed();
      const larger = attempt(() => new ArrayBuffer(size(needed) * PAGE));
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
    };
    return { memory: undefined, shared: false, buffer: () => buffer, take };
    function take(more: number): number {
      const at = used;
      if (at + more > buffer.byteLength) grow(at + more);
      used += more;
      return at;
    }
  }
  const together = shared ? sharedMemory(initial, fixed ? initial : undefined) : undefined;
  const memory =
    together ?? attempt(() => (fixed ? new WebAssembly.Memory({ initial, maximum: initial }) : smallMemory(initial)));
  return {
    memory,
    shared: together !== undefined,
    ballast: together === undefined ? undefined : ballastOf(initial * PAGE),
    buffer: () => memory.buffer,
    take(more) {
      const at = used;
      const missing = size(at + more + BEHIND) - memory.buffer.byteLength / PAGE;
      if (missing > 0) {
        refuseIfFixed();
        attempt(() => memory.grow(missing));
      }
      used += more;
      return at;
    },
  };
}

/**
 * Engines do not count shared memories, so that fits which keep theirs (`release` gives one back) would fill the machine before any is let go. They count this, which is as large, up to 128 MiB, goes
 * with the memory, and is never touched, so that it takes no room.
 */
function ballastOf(bytes: number): ArrayBuffer | undefined {
  try {
    return new ArrayBuffer(Math.min(bytes, 2 ** 27));
  } catch {
    return undefined;
  }
}

const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

const tooMuch = (message: string): DownhillError =>
  new DownhillError('too-much-data', message, 'use fewer rows (--where) or fewer columns');

/** Rows that a block function computes at a time: few enough that the blocks of a program stay in the nearest caches. */
export const ROWS = 512;

/** Address 0 stays unused: something there would make every wrong address look right. */
const TABLES = 64;
/** All tables of the elementary functions have 2.7 KB. */
const FIRST = 8192;
const PAGE = 65536;

/**
 * Where block functions compute: one memory, and one table of the functions, for the whole process, so that each is compiled and instantiated once, whatever
 * the data are. The memory holds the functions' constant tables; what is behind them belongs to the program that ran last.
 */
class BlockMemory {
  readonly memory = new WebAssembly.Memory({ initial: 4 });
  readonly table = new WebAssembly.Table({ element: 'anyfunc', initial: 64 });
  /** Views of everything; do not keep them across `room`. */
  doubles = new Float64Array(this.memory.buffer);
  integers = new Int32Array(this.memory.buffer);
  /** Whose code and constants are in the memory. */
  tenant: object | undefined;
  private functions = 0;
  private constantsEnd = TABLES;
  private readonly constants = new Map<string, number>();

  /** @returns the address of `bytes` bytes that a program may use while it runs, a multiple of 64. @throws RangeError beyond what the machine has. */
  room(bytes: number): number {
    const missing = Math.ceil((FIRST + bytes) / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing > 0) {
      this.memory.grow(missing);
      this.doubles = new Float64Array(this.memory.buffer);
      this.integers = new Int32Array(this.memory.buffer);
    }
    return FIRST;
  }

  /** Address of a constant table, written once. @param name unique over the whole program. */
  constantTable(name: string, values: readonly number[]): number {
    const known = this.constants.get(name);
    if (known !== undefined) return known;
    const at = this.constantsEnd;
    if (at + 8 * values.length > FIRST) throw new Error(`no room for the table "${name}"`);
    this.doubles.set(values, at / 8);
    this.constants.set(name, at);
    this.constantsEnd += 8 * values.length;
    return at;
  }

  /** A number for a function, by which a program calls it. */
  numbered(fn: unknown): number {
    if (this.functions === this.table.length) this.table.grow(this.table.length);
    this.table.set(this.functions, fn);
    return this.functions++;
  }
}

let made: BlockMemory | undefined;

/** Made when it is first needed: a program that only interprets has none. */
export function blockMemory(): BlockMemory {
  made ??= new BlockMemory();
  return made;
}

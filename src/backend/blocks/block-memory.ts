/** Rows that a block function computes at a time: few enough that the blocks of a program stay in the nearest caches. */
export const ROWS = 512;

/** Address 0 stays unused: something there would make every wrong address look right. */
const TABLES = 64;
/** All tables of the elementary functions have 2.7 KB. */
const FIRST = 8192;
const PAGE = 65536;

/**
 * The memory in which block functions compute: one for the whole process, so that each is compiled and instantiated once, whatever the data are. Holds
 * the functions' tables; what is behind them belongs to the program that runs, until it returns.
 */
class BlockMemory {
  readonly memory = new WebAssembly.Memory({ initial: 4 });
  private view = new Float64Array(0);
  private tablesEnd = TABLES;
  private readonly tables = new Map<string, number>();

  /** Everything, as doubles; do not keep it across `room` or a compilation. */
  doubles(): Float64Array {
    if (this.view.length === 0) this.view = new Float64Array(this.memory.buffer);
    return this.view;
  }

  /** @returns the address of `bytes` bytes that a program may use while it runs, a multiple of 64. @throws RangeError beyond what the machine has. */
  room(bytes: number): number {
    const missing = Math.ceil((FIRST + bytes) / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing > 0) {
      this.memory.grow(missing);
      this.view = new Float64Array(0);
    }
    return FIRST;
  }

  /** Address of a constant table, written once. @param name unique over the whole program. */
  table(name: string, values: readonly number[]): number {
    const known = this.tables.get(name);
    if (known !== undefined) return known;
    const at = this.tablesEnd;
    if (at + 8 * values.length > FIRST) throw new Error(`no room for the table "${name}"`);
    this.doubles().set(values, at / 8);
    this.tables.set(name, at);
    this.tablesEnd += 8 * values.length;
    return at;
  }
}

let made: BlockMemory | undefined;

/** Made when it is first needed: a program that only interprets has none. */
export function blockMemory(): BlockMemory {
  made ??= new BlockMemory();
  return made;
}

import type { ColumnBlock } from '../../base/linear-algebra/column-block.js';
import { once } from '../../base/once.js';
import type { ColumnMemory, FactorShape } from '../program.js';
import type { BlockSource } from '../superblock.js';
import { MAPPED_BYTES } from './loop.js';
import { type Loop, loopName, reflectionModule, TILE } from './reflection-module.js';

/** Room for the results of a `factor`: mapped columns, sums, and the numbers that loops exchange. @param count of outputs. @param width of them that are mapped. */
export const factorBytes = (count: number, width: number): number => MAPPED_BYTES * width + 8 * count;

/** What a compiled `factor` computes, where it leaves it. @param results their address. @param run of the kernel, over byte offsets. */
export function mappedSource(
  memory: ColumnMemory,
  results: number,
  { width, summands }: FactorShape,
  run: (from: number, to: number) => void,
): BlockSource {
  const sums = results + MAPPED_BYTES * width;
  const columns = new MappedBlock(memory, width, results, sums + 8 * summands);
  return {
    columns,
    read(start, end) {
      run(8 * start, 8 * end);
      columns.fill(end - start);
      return memory.doubles(sums, summands);
    },
  };
}

/** Loops by the number of columns. */
type Loops = readonly ((column: number, end: number, exchange: number, columns: number) => void)[];

/** Compiled once a process, for all programs: V8 keeps what it has optimised. */
const compiled = once(() => new WebAssembly.Module(reflectionModule()));

/** The loops of a {@link ColumnBlock} over what a kernel has mapped, in the kernel's memory. */
class MappedBlock implements ColumnBlock {
  readonly stride = MAPPED_BYTES / 8;
  readonly start = 0;
  rows = 0;
  values = EMPTY;
  exchange = EMPTY;
  private readonly reflects: { readonly first: Loops; readonly others: Loops };
  private readonly multiplies: { readonly first: Loops; readonly others: Loops };

  /** @param columns address of the first of `width` columns. @param numbers address of room for `width` doubles. */
  constructor(
    private readonly memory: ColumnMemory,
    private readonly width: number,
    private readonly columns: number,
    private readonly numbers: number,
  ) {
    const { exports } = new WebAssembly.Instance(compiled(), { env: { memory: memory.memory } });
    const loops = (loop: Loop): Loops => Array.from({ length: TILE }, (_, i) => exports[loopName(loop, i + 1)] as Loops[number]);
    const both = (subtracts: boolean) => ({
      first: loops({ subtracts, leads: true }),
      others: loops({ subtracts, leads: false }),
    });
    this.reflects = both(true);
    this.multiplies = both(false);
  }

  /** @param rows that were mapped; the block gets zeros up to a multiple of 4. */
  fill(rows: number): void {
    // The memory may have grown since.
    if (this.values.length === 0) {
      this.values = this.memory.doubles(this.columns, this.width * this.stride);
      this.exchange = this.memory.doubles(this.numbers, this.width);
    }
    this.rows = 4 * Math.ceil(rows / 4);
    if (rows === this.rows) return;
    for (let j = 0; j < this.width; j++) {
      const at = j * this.stride;
      this.values.fill(0, at + rows, at + this.rows);
    }
  }

  multiply(k: number): void {
    this.run(this.multiplies, k, k);
  }

  reflect(k: number): void {
    this.run(this.reflects, k, k + 1);
  }

  /** @param from the first of the columns that are gone over. */
  private run({ first, others }: { readonly first: Loops; readonly others: Loops }, k: number, from: number): void {
    const at = this.columns + k * MAPPED_BYTES;
    const end = at + 8 * this.rows;
    for (let j = from; j < this.width; j += TILE) {
      const loops = j === from ? first : others;
      const loop = loops[Math.min(TILE, this.width - j) - 1] as Loops[number];
      loop(at, end, this.numbers + 8 * j, this.columns + j * MAPPED_BYTES);
    }
  }
}

const EMPTY: Float64Array = new Float64Array(0);

import type { ColumnBlock } from '../../base/linear-algebra/column-block.js';
import { once } from '../../base/once.js';
import type { ColumnMemory, FactorShape } from '../program.js';
import type { BlockSource } from '../superblock.js';
import { MAPPED_BYTES } from './loop.js';
import { type Loop, loopName, reflectionModule, TILE } from './reflection-module.js';

/** By the number of columns. */
type Functions = readonly ((column: number, end: number, exchange: number, columns?: number) => void)[];

/** One for all programs and processes of a fit: V8 keeps what it has optimised. */
const compiled = once(() => new WebAssembly.Module(reflectionModule()));

/** Room for the results of a `factor`: mapped columns, sums, and the numbers that loops exchange. @param count of outputs. @param width of them that are mapped. */
export const factorBytes = (count: number, width: number): number => MAPPED_BYTES * width + 8 * (count - width) + 8 * width;

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
    sums: memory.doubles(sums, summands),
    read(start, end) {
      run(8 * start, 8 * end);
      columns.fill(end - start);
    },
  };
}

/** The loops of a {@link ColumnBlock} over what a kernel has mapped, in the kernel's memory. */
export class MappedBlock implements ColumnBlock {
  readonly stride = MAPPED_BYTES / 8;
  readonly start = 0;
  rows = 0;
  readonly values: Float64Array;
  readonly exchange: Float64Array;
  private readonly loops: { readonly [Key in 'reflect' | 'multiply']: { readonly first: Functions; readonly others: Functions } };

  /** @param columns address of the first of `width` columns. @param numbers address of room for `width` doubles. */
  constructor(
    memory: ColumnMemory,
    private readonly width: number,
    private readonly columns: number,
    private readonly numbers: number,
  ) {
    this.values = memory.doubles(columns, width * this.stride);
    this.exchange = memory.doubles(numbers, width);
    const { exports } = new WebAssembly.Instance(compiled(), { env: { memory: memory.memory } });
    const functions = (loop: Loop): Functions =>
      Array.from({ length: TILE }, (_, i) => exports[loopName(loop, i + 1)] as Functions[number]);
    this.loops = {
      reflect: { first: functions({ subtracts: true, leads: true }), others: functions({ subtracts: true, leads: false }) },
      multiply: { first: functions({ subtracts: false, leads: true }), others: functions({ subtracts: false, leads: false }) },
    };
  }

  /** @param rows that were mapped; the block gets zeros up to a multiple of 4. */
  fill(rows: number): void {
    this.rows = 4 * Math.ceil(rows / 4);
    if (rows === this.rows) return;
    for (let j = 0; j < this.width; j++) {
      const at = j * this.stride;
      this.values.fill(0, at + rows, at + this.rows);
    }
  }

  multiply(k: number): void {
    this.run('multiply', k, k);
  }

  reflect(k: number): void {
    this.run('reflect', k, k + 1);
  }

  private run(loop: 'reflect' | 'multiply', k: number, from: number): void {
    const { first, others } = this.loops[loop];
    const at = this.columns + k * MAPPED_BYTES;
    const end = at + 8 * this.rows;
    for (let j = from; j < this.width; j += TILE) {
      const functions = j === from ? first : others;
      const count = Math.min(TILE, this.width - j);
      functions[count - 1]?.(at, end, this.numbers + 8 * j, this.columns + j * MAPPED_BYTES);
    }
  }
}

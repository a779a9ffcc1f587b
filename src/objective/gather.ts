import type { ColumnMemory } from '../backend/program.js';

/**
 * Copies the rows of a minibatch behind the data, where the kernel reads them like any others.
 * @param batch row indices, at most `capacity − rows` of them.
 * @returns the range of rows to sum over.
 */
export function gather(
  memory: ColumnMemory,
  columns: readonly string[],
  batch: Uint32Array,
): readonly [from: number, to: number] {
  for (const name of columns) {
    const column = memory.column(name);
    for (let i = 0; i < batch.length; i++) column[memory.rows + i] = column[batch[i] as number] as number;
  }
  return [memory.rows, memory.rows + batch.length];
}

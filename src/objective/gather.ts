import type { ColumnMemory } from '../backend/program.js';

/**
 * Where the rows of a minibatch lie side by side for a kernel: where they are, if they follow each other; else copied behind the data. The bits are the same.
 * @param batch row indices; of rows that do not follow each other at most `capacity − rows`.
 * @returns the range of rows to sum over.
 */
export function gather(
  memory: ColumnMemory,
  columns: readonly string[],
  batch: Uint32Array,
): readonly [from: number, to: number] {
  const first = batch[0] ?? 0;
  if (batch.every((row, i) => row === first + i)) return [first, first + batch.length];
  // What is written behind a column is lost, and what is read there is another one.
  if (batch.length > memory.capacity - memory.rows)
    throw new Error(`a batch of ${batch.length} rows, and room for ${memory.capacity - memory.rows}`);
  for (const name of columns) {
    const column = memory.column(name);
    for (let i = 0; i < batch.length; i++) column[memory.rows + i] = column[batch[i] as number] as number;
  }
  return [memory.rows, memory.rows + batch.length];
}

import type { Values } from '../../base/values.js';
import type { ColumnMemory } from '../program.js';

/** What {@link viewsOf} gives for so many rows. */
type Views = (from: number, rows: number) => readonly Values[];

/** Views of columns, made again only where the memory has moved or other rows are asked for: over a hundred rows it takes as long to make them as to add them up. */
export function viewsOf(columns: ColumnMemory, names: readonly string[]): Views {
  let buffer: ArrayBufferLike | undefined;
  let views: readonly Values[] = [];
  let [first, count] = [0, 0];
  return (from, rows) => {
    const now = columns.memory?.buffer;
    if (now !== buffer || from !== first || rows !== count) {
      views = names.map((name) => columns.column(name, from, rows));
      [buffer, first, count] = [now, from, rows];
    }
    return views;
  };
}

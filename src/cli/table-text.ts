import { width } from '../language/width.js';

/** Columns that a text takes in a terminal: 2 for a Hangul syllable, 0 for colours. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text.split(ESCAPE).join('')) columns += width(character);
  return columns;
}

// Made from a number: the character itself in a pattern reads as a slip.
const ESCAPE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`);

/**
 * Rows as lines whose columns stand below each other, two blanks between them.
 * @param align per column, `left` when absent. The last column is not filled up.
 */
export function alignedTable(rows: readonly (readonly string[])[], align: readonly ('left' | 'right')[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [k, cell] of row.entries()) widths[k] = Math.max(widths[k] ?? 0, textWidth(cell));
  return rows.map((row) =>
    row
      .map((cell, k) => {
        const blanks = ' '.repeat((widths[k] as number) - textWidth(cell));
        return align[k] === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

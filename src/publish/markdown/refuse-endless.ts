import { DownhillError } from '../../base/errors.js';

/** Characters, without pictures that carry their own bytes: a book has a million. */
const MOST_TEXT = 3_000_000;
/** Brackets and marks of emphasis, code and tags in one block without a blank line: what Markdown takes to sort them out grows with their square. */
const MOST_MARKS = 20_000;
/** Lines of one block; those of code do not count. */
const MOST_LINES = 20_000;

/**
 * Nobody writes such a text, and reading it as Markdown would take minutes. @throws DownhillError `text-too-large`, `text-too-tangled`.
 *
 * @param place of an offset of the text.
 */
export function refuseEndless(text: string, place: (offset: number) => string): void {
  if (text.length < MOST_LINES) return;
  let [marks, lines, line, block, size] = [0, 0, 0, 0, 0];
  let fence = '';
  // Each row of a table is sorted out on its own.
  let [table, head] = [false, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 10;
    if (code === 10) {
      const written = text.slice(line, Math.min(at, line + 200)).trim();
      const mark = /^(?:```|~~~)/.exec(written)?.[0] ?? '';
      const coded = fence !== '' || mark !== '';
      if (mark !== '' && (fence === '' || fence === mark)) fence = fence === '' ? mark : '';
      line = at + 1;
      if (written !== '' && !coded) {
        lines++;
        if (lines === 1) head = columnsOf(written);
        if (lines === 2 && ROWS_FOLLOW.test(written) && columnsOf(written) === head) table = true;
        if (table) marks = 0;
        continue;
      }
      [marks, lines, block, table] = [0, 0, at + 1, false];
    } else if (fence === '' && MARKS.has(code)) marks++;
    // Letters of a picture's bytes stand in long runs: each of them is one word to Markdown.
    if (code <= 32 || code > 126 || MARKS.has(code)) size++;
    if (marks > MOST_MARKS || lines > MOST_LINES)
      throw new DownhillError(
        'text-too-tangled',
        `a paragraph has more than ${marks > MOST_MARKS ? `${MOST_MARKS} brackets and marks` : `${MOST_LINES} lines`}`,
        'part it with blank lines, or put it into a block of code',
        { place: place(block) },
      );
    if (size > MOST_TEXT)
      throw new DownhillError('text-too-large', `the text has more than ${MOST_TEXT} words and marks`, 'split it', {
        place: place(0),
      });
  }
}

/** Cells of a table's row; what is escaped there counts too, and no table is taken for one then. */
const columnsOf = (row: string): number => row.replace(/^\||\|$/g, '').split('|').length;
/** The second line of a table. */
const ROWS_FOLLOW = /^[|:-][\s|:-]*$/;
const MARKS: ReadonlySet<number> = new Set([...'[]*_`<~'].map((mark) => mark.charCodeAt(0)));

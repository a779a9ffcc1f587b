/**
 * End tags that HTML lets an author leave out: `<li>` ends the item before it, `</ul>` the last one. Where a text is read tag by tag, and by readers that know nothing
 * of it (kramdown takes an item without its end to reach to the end of the post), they have to be written. (HTML Living Standard, 13.1.2.4 Optional tags.)
 *
 * @param open the elements that are open, the innermost last.
 * @param start the element that begins now.
 * @returns how many of the innermost ones end with it.
 */
export function endedByStart(open: readonly string[], start: string): number {
  const ended = ENDED_BY[start];
  if (ended === undefined) return 0;
  let count = 0;
  while (ended.includes(open.at(-1 - count) ?? '')) count++;
  return count;
}

/** How many elements within the one that ends now end with it; 0 where one of them needs an end of its own. @param at of the one that ends. */
export function endedByEnd(open: readonly string[], at: number): number {
  const within = open.slice(at + 1);
  return within.every((name) => OPTIONAL.has(name)) ? within.length : 0;
}

const CELLS = ['td', 'th', 'p'];
const ROWS = [...CELLS, 'tr'];
const SECTIONS = [...ROWS, 'thead', 'tbody', 'tfoot'];
const ENDED_BY: Readonly<Record<string, readonly string[]>> = {
  li: ['li', 'p'],
  dt: ['dt', 'dd', 'p'],
  dd: ['dt', 'dd', 'p'],
  p: ['p'],
  td: CELLS,
  th: CELLS,
  tr: ROWS,
  tbody: SECTIONS,
  tfoot: SECTIONS,
};
const OPTIONAL: ReadonlySet<string> = new Set(['li', 'dt', 'dd', ...SECTIONS]);

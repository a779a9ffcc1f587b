import { hashOf } from '../again/hash-of.js';
import { type Cleaning, cleanTree } from './clean-tree.js';
import { readHtml } from './tree.js';
import { writeHtml } from './write-markup.js';

/**
 * HTML that a program gave, as it may stand in a post: tables, lists, drawings, formulas and text with their colours; no script, no handler, no style sheet, no form, no
 * request to anywhere, no id of the page. Balanced, and without empty lines, so that it is one block in Markdown.
 *
 * What is written is read once more until nothing changes any more: markup that browsers read differently the second time (M. Heiderich et al., mXSS attacks, CCS 2013)
 * does not get through.
 *
 * @param cleaning of its ids and pictures; without it ids are named after the content, and only pictures in `data:` addresses stay.
 * @returns `''` where nothing is left to show.
 * @example sanitizeHtml('<b onclick="x()">12</b><script>x()</script>') // '<b>12</b>'
 */
export function sanitizeHtml(html: string, cleaning: Cleaning = { prefix: `d${hashOf(html).slice(0, 8)}-` }): string {
  let written = writeHtml(cleanTree(readHtml(html), cleaning)).trim();
  const again: Cleaning = { ...cleaning, prefix: '', picture: (src) => (src.startsWith('data:') ? src : null) };
  for (let round = 0; round < 4; round++) {
    const next = writeHtml(cleanTree(readHtml(written), again)).trim();
    if (next === written) return written;
    written = next;
  }
  return '';
}

import { HTML_GONE } from '../html/allowed-html.js';
import type { Leaf } from '../html/tree.js';

/** The words of HTML: a line for each block, cells of a table with blanks between them. */
export function htmlText(tree: readonly Leaf[]): string {
  return words(tree)
    .replace(/[ \u00a0]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

function words(tree: readonly Leaf[]): string {
  return tree
    .map((leaf) => {
      if (typeof leaf === 'string') return leaf.replace(/\s+/g, ' ');
      if (HTML_GONE.has(leaf.name)) return '';
      if (leaf.name === 'br') return '\n';
      const inside = words(leaf.children);
      return BLOCKS.has(leaf.name) ? `\n${inside}\n` : leaf.name === 'td' || leaf.name === 'th' ? `${inside.trim()}  ` : inside;
    })
    .join('');
}

const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tr ul'.split(
    ' ',
  ),
);

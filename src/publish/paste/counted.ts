import type { Post } from '../post.js';

/** How many formulas and tables a post has. */
export function counted({ parts }: Post): { readonly formulas: number; readonly tables: number } {
  let [formulas, tables] = [0, 0];
  for (const part of parts) {
    if (part.kind === 'math') formulas++;
    if (part.kind === 'table' || (part.kind === 'html' && part.html.includes('<table'))) tables++;
    if (part.kind !== 'prose') continue;
    formulas += part.spans.filter(({ kind }) => kind === 'math').length;
    tables += [...part.text.matchAll(DELIMITER_ROW)].length;
  }
  return { formulas, tables };
}

/** The second line of a table in Markdown. */
const DELIMITER_ROW = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$/gm;

import type { Scene } from './find-math.js';

/** The inside of a formula without the `>` that begin its further lines in a quote. @param start of the formula, delimiter included. */
export function texInside(text: string, start: number, from: number, to: number): string {
  const depth = quoteDepth(text, start);
  const inner = text.slice(from, to);
  return depth === 0 ? inner : inner.replace(new RegExp(`(\\r\\n|\\r|\\n)(?:[ \\t]*>){1,${depth}}[ \\t]?`, 'g'), '$1');
}

/** How many quotes the line of an offset stands in, as far as its own `>` say. */
function quoteDepth(text: string, offset: number): number {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/.exec(
    text.slice(lineStart(text, offset), offset),
  ) as RegExpExecArray;
  return prefix[0].split('>').length - 1;
}

/** Whether nothing but the marks of lists and quotes stands before an offset in its line. */
export const beginsLine = (text: string, offset: number): boolean =>
  /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*$/.test(text.slice(lineStart(text, offset), offset));

/** Whether nothing but blanks, a full stop or comma, or kramdown's attributes stand after an offset in its line. */
export const endsLine = (text: string, offset: number): boolean =>
  /^[ \t]*[.,;]?[ \t]*(?:\{:[^}\r\n]*\}[ \t]*)?(?=[\r\n]|$)/.test(text.slice(offset, offset + 200));

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** A line with nothing in it but `>`: it ends a paragraph. */
const BLANK_LINE = /(?:\r\n|\r(?!\n)|\n)[ \t>]*(?:\r|\n)/;
const HEADING_LINE = /(?:\r\n|\r|\n)[ \t>]*#{1,6}[ \t]/;

/** Whether a formula may reach from one offset to the other: over no code, no blank line, no heading, and no end of a heading, a row or a tag. */
export function mayReach({ text, code, leaves, tags }: Scene, start: number, end: number, blankLines = false): boolean {
  if (code.within(start, end).length > 0) return false;
  const leaf = leaves.at(start);
  if (leaf?.closed === true && end > leaf.end) return false;
  const inner = text.slice(start, end);
  if ((!blankLines && BLANK_LINE.test(inner)) || HEADING_LINE.test(inner)) return false;
  // `a<b and c>d` is a tag to a reader of Markdown, `<br>` and `</td>` are tags to everyone.
  return tags
    .within(start, end)
    .every((tag) => tag.kind === 'open' && !VOID.has(tag.name) && [...tag.attributes.values()].every((value) => value === ''));
}

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'wbr']);

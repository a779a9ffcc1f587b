import type { Definition, Link, List, ListItem, Nodes, Paragraph, Parents, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { literal, type Splice } from '../render/pieces.js';
import type { Range } from './author-liquid.js';
import { textMends } from './kramdown-text.js';

export interface Mends {
  readonly splices: readonly Splice[];
  /** Tables of the text: code in them may hold `|` in kramdown. */
  readonly tables: readonly Range[];
}

/**
 * What to change in a text that was written for CommonMark and GitHub's extensions, as Typora shows them, so that kramdown shows the same: blocks that
 * follow each other without a blank line, `|` outside of tables, addresses without brackets, lists that do not begin with 1, `~one tilde~`.
 *
 * @param trusted kramdown's own syntax (`{: .class}`, tables without a line of dashes, definition lists) stays; of a notebook it is text.
 */
export function kramdownMends(text: string, trusted: boolean): Mends {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const splices: Splice[] = [];
  const tables: Range[] = [];
  const change = (start: number, end: number, by: string): void => void splices.push({ start, end, pieces: [literal(by)] });
  const visit = (node: Nodes, parents: readonly Parents[]): void => {
    const range = rangeOf(node);
    if (node.type === 'table') tables.push(range);
    if (node.type === 'text') {
      const paragraph = parents.findLast((parent): parent is Paragraph => parent.type === 'paragraph');
      const bars = paragraph !== undefined && !(trusted && isKramdownTable(text, rangeOf(paragraph)));
      for (const { start, end, by } of textMends(text, range, { bars, trusted })) change(start, end, by);
    }
    if (node.type === 'link') bareAddress(text, node, change);
    if (node.type === 'delete' && !text.startsWith('~~', range.start)) {
      change(range.start, range.start + 1, '~~');
      change(range.end - 1, range.end, '~~');
    }
    if (node.type === 'list' && node.ordered === true) orderedList(text, node, parents.at(-1)?.type === 'root', change);
    if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem') apart(text, node, change);
    if ('children' in node) for (const child of node.children) visit(child, [...parents, node]);
  };
  visit(tree, []);
  return { splices, tables };
}

type Change = (start: number, end: number, by: string) => void;

const rangeOf = (node: Nodes): Range => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

/** A table of kramdown's needs no line of dashes: every line begins with a bar. */
const isKramdownTable = (text: string, { start, end }: Range): boolean =>
  text
    .slice(start, end)
    .split('\n')
    .every((line) => /^\s*\|/.test(line));

/** `https://example.org` on its own is a link for GitHub; kramdown wants brackets. */
function bareAddress(text: string, node: Link, change: Change): void {
  const { start, end } = rangeOf(node);
  const source = text.slice(start, end);
  if (/^[[<!]/.test(source) || node.children.length !== 1 || /[<>\s()[\]]/.test(source)) return;
  change(start, end, /^www\./i.test(source) ? `[${source}](http://${source})` : `<${source}>`);
}

/** kramdown begins every list at 1, and knows `1.` but not `1)`. */
function orderedList(text: string, node: List, top: boolean, change: Change): void {
  for (const item of node.children) {
    const { start } = rangeOf(item);
    const marker = /^\d{1,9}\)/.exec(text.slice(start, start + 10));
    if (marker !== null) change(start + marker[0].length - 1, start + marker[0].length, '.');
  }
  const { end } = rangeOf(node);
  if (top && node.start !== null && node.start !== undefined && node.start !== 1)
    change(end, end, `\n{: start="${node.start}"}\n`);
}

/** A blank line between blocks. In the item of a list, where it would space the whole list out, only where kramdown needs it. */
function apart(text: string, parent: Parents, change: Change): void {
  const blocks = parent.children as readonly (RootContent | ListItem | Definition)[];
  for (const [i, block] of blocks.entries()) {
    const before = blocks[i - 1];
    if (before === undefined || before.position === undefined || block.position === undefined) continue;
    if (block.position.start.line !== before.position.end.line + 1) continue;
    if (parent.type === 'listItem' && !NEEDS_SPACE.has(block.type)) continue;
    if (before.type === 'definition' || before.type === 'footnoteDefinition') continue;
    const { start } = rangeOf(block);
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const lead = text.slice(line, start);
    if (/^[ \t>]*$/.test(lead)) change(line, line, `${lead.trimEnd()}\n`);
  }
}

const NEEDS_SPACE: ReadonlySet<string> = new Set(['table', 'html', 'thematicBreak']);

import type { Link, Nodes, Paragraph, Parents } from 'mdast';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import { literal, type Splice } from '../render/pieces.js';
import type { Range } from './author-liquid.js';
import { apart, bareRows, type Change, headOnly, note, orderedList, rangeOf, underlinedHeading } from './kramdown-blocks.js';
import { openElements } from './kramdown-elements.js';
import { textMends } from './kramdown-text.js';

export interface Mends {
  readonly splices: readonly Splice[];
  /** How far the text around a block of code is indented, by where the block begins; for those in no quotation. Fences may stand further in, kramdown would keep the rest. */
  readonly indents: ReadonlyMap<number, number>;
}

/**
 * What to change in a text that was written for CommonMark and GitHub's extensions, as Typora shows them, so that kramdown shows the same: blocks that
 * follow each other without a blank line, `|` outside of tables, addresses without brackets, lists that do not begin with 1, `~one tilde~`.
 *
 * @param text with letters where formulas, pictures and Liquid stand, so that their characters mean nothing.
 * @param trusted kramdown's own syntax (`{: .class}`, tables without a line of dashes, definition lists) stays; of a notebook it is text.
 */
export function kramdownMends(text: string, trusted: boolean): Mends {
  const tree = parseMarkdown(text);
  const splices: Splice[] = [];
  const indents = new Map<number, number>();
  const change = (start: number, end: number, by: string): void => void splices.push({ start, end, pieces: [literal(by)] });
  const visit = (node: Nodes, parents: readonly Parents[]): void => {
    const range = rangeOf(node);
    const parent = parents.at(-1);
    if (node.type === 'table') {
      bareRows(text, node, change);
      headOnly(text, node, change);
    }
    if (node.type === 'heading' && parent?.type === 'root') underlinedHeading(text, node, change);
    if (node.type === 'root') openElements(text, node, change);
    if (node.type === 'footnoteDefinition' && parent?.type === 'root') note(text, node, change);
    if (node.type === 'text') {
      const paragraph = parents.findLast((parent): parent is Paragraph => parent.type === 'paragraph');
      const bars = paragraph !== undefined && !(trusted && isKramdownTable(text, rangeOf(paragraph)));
      for (const { start, end, by } of textMends(text, range, { bars, trusted })) change(start, end, by);
    }
    if (node.type === 'image' && !parents.some(({ type }) => type === 'table')) {
      const label = text.slice(range.start, range.end).indexOf('](');
      for (const { index } of text.slice(range.start, range.start + Math.max(0, label)).matchAll(/(?<!\\)\|/g))
        change(range.start + index, range.start + index + 1, '\\|');
    }
    if (node.type === 'link') {
      bareAddress(text, node, change);
      if (!parents.some(({ type }) => type === 'table')) barsInAddress(text, node, change);
    }
    // `[x](no address)` is the link `[x]` with a bracket after it where `[x]: …` stands somewhere.
    if (
      (node.type === 'linkReference' || node.type === 'imageReference') &&
      node.referenceType === 'shortcut' &&
      /[(:]/.test(text.charAt(range.end))
    )
      change(range.end, range.end, '[]');
    if (node.type === 'html' && /^<\/br\s*>$/i.test(node.value)) change(range.start, range.end, '<br>');
    if (node.type === 'code' && !parents.some(({ type }) => type === 'blockquote')) {
      const column = parent?.type === 'listItem' ? (parent.children[0]?.position?.start.column ?? 1) - 1 : 0;
      indents.set(range.start, column);
      const lead = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
      if (/^ *$/.test(lead) && lead.length > column) change(range.start - lead.length + column, range.start, '');
    }
    if (node.type === 'delete' && !text.startsWith('~~', range.start)) {
      change(range.start, range.start + 1, '~~');
      change(range.end - 1, range.end, '~~');
    }
    if (node.type === 'list' && node.ordered === true) orderedList(text, node, parent?.type === 'root', change);
    if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem') apart(text, node, change);
    if ('children' in node) for (const child of node.children) visit(child, [...parents, node]);
  };
  visit(tree, []);
  return { splices, indents };
}

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

/** Before it reads links, kramdown sees a table in a line with a bar. */
function barsInAddress(text: string, node: Link, change: Change): void {
  const { start, end } = rangeOf(node);
  const label = node.children.at(-1);
  if (text.charAt(start) !== '[' || label === undefined) return;
  const from = rangeOf(label).end;
  const address = /^\]\(\s*[^\s"')]*/.exec(text.slice(from, end))?.[0] ?? '';
  for (const { index } of address.matchAll(/\|/g)) change(from + index, from + index + 1, '%7C');
}

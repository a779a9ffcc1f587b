import type { FootnoteDefinition, Heading, List, Nodes, Parents, RootContent, Table } from 'mdast';
import type { Range } from './author-liquid.js';

export type Change = (start: number, end: number, by: string) => void;

export const rangeOf = (node: Nodes): Range => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

/** A blank line between blocks. In the item of a list, where it would space the whole list out, only where kramdown needs it. */
export function apart(text: string, parent: Parents, change: Change): void {
  const blocks: readonly RootContent[] = parent.children;
  for (const [i, block] of blocks.entries()) {
    const before = blocks[i - 1];
    if (before?.position === undefined || block.position === undefined) continue;
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

/** kramdown begins every list at 1, and knows `1.` but not `1)`. */
export function orderedList(text: string, node: List, top: boolean, change: Change): void {
  for (const item of node.children) {
    const { start } = rangeOf(item);
    const marker = /^\d{1,9}\)/.exec(text.slice(start, start + 10));
    if (marker !== null) change(start + marker[0].length - 1, start + marker[0].length, '.');
  }
  const { end } = rangeOf(node);
  if (top && (node.start ?? 1) !== 1) change(end, end, `\n{: start="${node.start}"}`);
}

/** A line of text right below a table is its last row for GitHub; kramdown wants a bar in every line. */
export function bareRows(text: string, node: Table, change: Change): void {
  for (const row of node.children) {
    const { start, end } = rangeOf(row);
    if (!text.slice(start, end).includes('|')) change(start, start, '| ');
  }
}

/** A heading that is underlined may have several lines, kramdown's has one. */
export function underlinedHeading(text: string, node: Heading, change: Change): void {
  const { start, end } = rangeOf(node);
  const last = node.children.at(-1);
  const from = node.children[0];
  if (last === undefined || from === undefined || text.charAt(start) === '#') return;
  const content = { start: rangeOf(from).start, end: rangeOf(last).end };
  const source = text.slice(content.start, content.end);
  if (!source.includes('\n')) return;
  change(start, start, `${'#'.repeat(node.depth)} `);
  for (const found of source.matchAll(/[ \t]*\n[ \t]*/g))
    change(content.start + found.index, content.start + found.index + found[0].length, ' ');
  change(content.end, end, '');
}

/** A table of nothing but its head: kramdown wants a body. Without the line of dashes it is one. */
export function headOnly(text: string, node: Table, change: Change): void {
  const head = node.children[0];
  if (head === undefined || node.children.length > 1) return;
  const { end } = rangeOf(head);
  if (/^[ \t]*\n/.test(text.slice(end))) change(end, rangeOf(node).end, '');
}

/** A note's text may go on without being indented; kramdown would begin a paragraph. */
export function note(text: string, node: FootnoteDefinition, change: Change): void {
  const { start, end } = rangeOf(node);
  for (const found of text.slice(start, end).matchAll(/\n(?=\S)/g))
    change(start + found.index + 1, start + found.index + 1, '    ');
}

import type { TablePart } from '../post.js';
import { escapeLine } from './escape-html.js';
import { escapeMarkdown } from './escape-markdown.js';

type Table = Pick<TablePart, 'head' | 'rows' | 'align'>;

/** A table of plain texts as HTML. On a narrow page it is scrolled, not the page. */
export function tableHtml({ head, rows, align }: Table): string {
  const cell = (tag: string) => (text: string, column: number) =>
    `<${tag} style="text-align:${align[column] ?? 'left'}">${escapeLine(text)}</${tag}>`;
  const row = (tag: string, cells: readonly string[]) => `<tr>${cells.map(cell(tag)).join('')}</tr>\n`;
  return `<div style="overflow-x:auto"><table>\n<thead>\n${row('th', head)}</thead>\n<tbody>\n${rows.map((cells) => row('td', cells)).join('')}</tbody>\n</table></div>`;
}

/** The same as GitHub's Markdown. */
export function tableMarkdown({ head, rows, align }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const texts = (cells: readonly string[]): string => line(cells.map((text) => escapeMarkdown(text)));
  return [texts(head), line(head.map((_, i) => (align[i] === 'right' ? '---:' : '---'))), ...rows.map(texts)].join('\n');
}

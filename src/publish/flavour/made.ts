import type { MadePart } from '../part-groups.js';
import { withoutBlankLines } from '../render/escape-html.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { fence } from '../render/fence.js';
import { tableMarkdown } from '../render/table.js';
import type { Flavour } from './flavour.js';

/** A part that the machine made, in a flavour of Markdown: HTML only for tables and text that came as HTML. */
export function flavouredMade(part: MadePart, flavour: Flavour): string {
  switch (part.kind) {
    case 'code':
      return fence(ended(part.value), part.language);
    case 'text':
      return fence(ended(part.value), null);
    case 'html':
      return /<(?:table|ul|ol|p|h\d|b|strong|em|i|a|code)\b/.test(part.html) && !/<(?:svg|math)\b/.test(part.html)
        ? withoutBlankLines(plainHtml(part.html.trim()))
        : fence(ended(part.text), null);
    case 'picture':
      return [flavour.picture(part.picture), ...(part.caption === null ? [] : [`*${escapeMarkdown(part.caption)}*`])].join(
        '\n\n',
      );
    case 'math':
      return flavour.math(part.tex, true, { before: '', after: '', alone: '' });
    case 'table':
      return tableMarkdown(part);
    case 'aside':
      return flavour.aside(escapeMarkdown(part.text, true), part.tone);
    case 'details':
      return flavour.details(part.summary, fence(ended(part.value), part.language));
  }
}

const ended = (value: string): string => value.replace(/\n$/, '');

/** Without what all these places take away. A line that begins with a tag begins a block: blanks before it would make it code. */
const plainHtml = (html: string): string => html.replace(/ (?:style|class|id)="[^"]*"/g, '').replace(/^[ \t]+(?=<)/gm, '');

import { escapeHtml } from '../render/escape-html.js';
import { fence } from '../render/fence.js';
import { printable } from '../render/printable.js';
import { escapeShortcodes } from './shortcodes.js';
import { DIVIDER, type HugoWriting, raw } from './writing.js';

/** A block of code that was run, as Markdown: the site colours it as it colours all code. HTML where Hugo would show something else than the code. */
export const hugoCode = (value: string, language: string | null, writing: HugoWriting): string =>
  fencedOrNull(fence(value.replace(/\n$/, ''), language), value, writing) ?? codeBlock(value, language, writing);

/**
 * The text of a block of code in Markdown, fences included, as Hugo shows it; null where nothing but HTML shows exactly this code: Hugo cuts blank lines at
 * the end off, looks for emoji and for the end of a summary in code too, and stops at a shortcode that is not closed.
 */
export function fencedOrNull(markdown: string, value: string, writing: HugoWriting): string | null {
  const lines = value.replace(/\n$/, '');
  return lines.endsWith('\n') || (lines === '' && value !== '') ? null : spanOrNull(markdown, value, writing);
}

/** The same for code in a line. */
export function spanOrNull(markdown: string, value: string, { emoji }: HugoWriting): string | null {
  if (value.includes(DIVIDER) || (emoji && /:[\w+-]+:/.test(value))) return null;
  return escapeShortcodes(markdown);
}

export const codeBlock = (value: string, language: string | null, writing: HugoWriting): string =>
  raw(`<pre><code${language === null ? '' : ` class="language-${escapeHtml(language)}"`}>${exact(value)}</code></pre>`, writing);

export const codeInLine = (value: string, writing: HugoWriting): string => raw(`<code>${exact(value)}</code>`, writing);

/** A line end right behind the tags would not count. */
const exact = (value: string): string => escapeHtml(printable(value)).replace(/^\n/, '&#10;');

import type { TextOutput } from '../post.js';
import { escapeHtml, withoutBlankLines } from './escape-html.js';
import { printable } from './printable.js';

/** What a program wrote, character by character; its edge tells it from the code above it, whatever colours the site gives both. */
export const preHtml = (value: string, tone: TextOutput['tone']): string =>
  `<pre class="downhill-${tone}" style="overflow-x:auto;${edge(tone)}">${exactly(value)}</pre>`;

/** Code that is folded in. */
export const detailsHtml = (summary: string, language: string | null, value: string): string =>
  `<details class="downhill-details" style="margin:1em 0"><summary>${escapeHtml(summary)}</summary>\n<pre style="overflow-x:auto"><code${language === null ? '' : ` class="language-${escapeHtml(language)}"`}>${exactly(value)}</code></pre>\n</details>`;

/** A paragraph that the machine says. */
export const asideHtml = (text: string, tone: 'note' | 'warning' | 'error'): string =>
  `<p class="downhill-${tone}" role="note" style="${edge(tone)}">${withoutBlankLines(escapeHtml(printable(text)))}</p>`;

/** Colours that are seen on white and on black. */
const COLOUR = { output: '#8a94a0', note: '#3b7dd8', warning: '#c77700', error: '#d64545' } as const;
const edge = (tone: keyof typeof COLOUR): string => `border-left:4px solid ${COLOUR[tone]};padding-left:0.8em`;
/** HTML leaves out a line end right behind `<pre>`, and one that is written as a number too: the first stands for the one that counts. */
const exactly = (value: string): string => withoutBlankLines(escapeHtml(printable(value)).replace(/^\n/, '\n\n'));

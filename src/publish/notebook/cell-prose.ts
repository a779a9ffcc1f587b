import { tagCleaner } from '../html/clean-tags.js';
import { type ProseOptions, readProse } from '../markdown/read-prose.js';
import type { Prose } from '../post.js';

/**
 * Markdown of a notebook, cleaned, and whole in itself as Jupyter shows it: a fence or a tag that is left open in a cell ends with the cell, and does not reach what follows it
 * in the post.
 */
export async function cellProse(text: string, options: Pick<ProseOptions, 'place' | 'picture' | 'definitions'>): Promise<Prose> {
  const fences = /^[ >]*(?:`{3}|~{3})/m.test(text);
  const source = fences
    ? text + openFence(await readProse(text, { ...options, trusted: false, picture: async () => 'address' }))
    : text;
  const cleaner = tagCleaner();
  const prose = await readProse(source, { ...options, trusted: false, clean: cleaner.clean });
  const rest = cleaner.rest();
  if (rest === '') return prose;
  const start = source.replace(/(?<!\n)\n+$/, '').length;
  const whole = `${source.slice(0, start)}\n\n${rest}\n`;
  return {
    ...prose,
    text: whole,
    // A block of HTML that is never closed goes on over the blank lines at the end.
    spans: [
      ...prose.spans.map((span) => ({ ...span, end: Math.min(span.end, start) })),
      { kind: 'html', start: start + 2, end: start + 2 + rest.length, html: rest },
    ],
  };
}

/** What closes the fence that the text ends in; `''` where it ends in none. */
function openFence({ text, spans }: Prose): string {
  const last = spans.findLast((span) => (span.kind === 'code' && span.fenced) || span.kind === 'math');
  if (last === undefined || text.slice(last.end).trim() !== '') return '';
  const fence = /^(`{3,}|~{3,})/.exec(text.slice(last.start, last.end))?.[1];
  if (fence === undefined) return '';
  const lines = text.slice(last.start, last.end).trimEnd().split('\n');
  const closing = /^[ >]*(`{3,}|~{3,})[ \t]*$/.exec(lines.at(-1) as string)?.[1] ?? '';
  return lines.length > 1 && closing.startsWith(fence) ? '' : `\n${fence}\n`;
}

import type { Span } from '../post.js';

/**
 * Code as it is written, with the last fence that Markdown lets an author leave out at the end of a text: what follows in the post would become code too.
 * Code without fences is left as it is.
 */
export function closedFence({ start, end, fenced }: Extract<Span, { kind: 'code' }>, text: string): string {
  const source = text.slice(start, end);
  const marks = /^(?:`{3,}|~{3,})/.exec(source)?.[0];
  if (!fenced || marks === undefined) return source;
  const last = source.includes('\n')
    ? source
        .slice(source.lastIndexOf('\n') + 1)
        .replace(/^[>\s]+/, '')
        .trimEnd()
    : '';
  if (last.startsWith(marks) && last === marks.charAt(0).repeat(last.length)) return source;
  return `${source.replace(/\n$/, '')}\n${lineBefore(text, start).replace(/[^>\s]/g, ' ')}${marks}`;
}

/** What stands before an offset in its line. */
export const lineBefore = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

import type { Prose } from '../post.js';

/** Prose with a stretch of it blank, line ends kept: everything else stays where it is. */
export function withoutStretch(prose: Prose, { start, end }: { readonly start: number; readonly end: number }): Prose {
  const { text, spans } = prose;
  const blank = text.slice(start, end).replace(/[^\r\n]/g, ' ');
  return {
    ...prose,
    text: text.slice(0, start) + blank + text.slice(end),
    spans: spans.filter((span) => span.end <= start || span.start >= end),
  };
}

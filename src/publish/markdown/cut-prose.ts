import type { Prose } from '../post.js';

/**
 * A stretch of prose, with what was found in the whole of it: references to definitions elsewhere are resolved, commands of formulas known.
 * @param start, end offsets that lie in no span.
 */
export const cutProse = ({ text, spans, place, ...prose }: Prose, start: number, end: number): Prose => ({
  ...prose,
  text: text.slice(start, end),
  spans: spans
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
  place: (offset) => place(start + offset),
});

import type { Prose, Span } from '../post.js';
import { parseMarkdown } from './parse-markdown.js';

/** Between what is put together: no definition reaches over it. */
const GAP = '\n\n';

/**
 * The definitions and notes of all prose of a page, as prose of its own: a link in one part may be defined in another. They show nothing by themselves.
 * @returns null where there are none, or only one prose.
 */
export function definitionsOf(proses: readonly Prose[]): Prose | null {
  const [first] = proses;
  if (first === undefined || proses.length === 1) return null;
  const found = proses.flatMap((prose) =>
    MAY_DEFINE.test(prose.text)
      ? parseMarkdown(prose.text).children.flatMap(({ type, position }) =>
          type === 'definition' || type === 'footnoteDefinition'
            ? [{ prose, start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 }]
            : [],
        )
      : [],
  );
  if (found.length === 0) return null;
  const spans: Span[] = [];
  let text = '';
  for (const { prose, start, end } of found) {
    const moved = text.length - start;
    spans.push(
      ...prose.spans
        .filter((span) => span.start >= start && span.end <= end)
        .map((span) => ({ ...span, start: span.start + moved, end: span.end + moved })),
    );
    text += prose.text.slice(start, end) + GAP;
  }
  return { ...first, text, spans };
}

const MAY_DEFINE = /^ {0,3}\[[^\]\r\n]+\]:/m;

/** Prose with definitions below it; its own come first and count. */
export function withDefinitions(prose: Prose, definitions: Prose | null): Prose {
  if (definitions === null) return prose;
  const moved = prose.text.length + GAP.length;
  return {
    ...prose,
    text: prose.text + GAP + definitions.text,
    spans: [...prose.spans, ...definitions.spans.map((span) => ({ ...span, start: span.start + moved, end: span.end + moved }))],
  };
}

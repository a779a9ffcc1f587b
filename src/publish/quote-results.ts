import type { QuotableResult } from '../experiment/quoted-result.js';
import type { ResultReference } from '../experiment/result-references.js';
import { quoted } from '../experiment/substitute-results.js';
import type { Prose, Span } from './post.js';

/**
 * Puts quoted results into prose: as spans of their own, and into the formulas, pictures and tags that hold one.
 * @param references with offsets in the prose's text, in their order. @throws DownhillError where a result has no such figure.
 */
export function quoteResults(
  prose: Prose,
  references: readonly ResultReference[],
  results: ReadonlyMap<string, QuotableResult>,
): Prose {
  const spans: Span[] = [...prose.spans];
  for (const reference of references) {
    const result = results.get(reference.id);
    if (result === undefined) continue;
    const text = quoted(reference, result);
    const written = prose.text.slice(reference.start, reference.end);
    const at = spans.findIndex(({ start, end }) => start < reference.end && reference.start < end);
    const around = spans[at];
    if (around === undefined) spans.push({ kind: 'quoted', text, start: reference.start, end: reference.end });
    else spans[at] = within(around, written, text);
  }
  return { ...prose, spans: spans.sort((a, b) => a.start - b.start) };
}

/** A replacement given as a function: `$&` in a text is no pattern. */
function within(span: Span, written: string, text: string): Span {
  const put = (into: string, as = text): string => into.replace(written, () => as);
  switch (span.kind) {
    case 'math':
      return { ...span, tex: put(span.tex) };
    case 'picture':
      return { ...span, picture: { ...span.picture, alt: put(span.picture.alt) } };
    case 'missing':
      return { ...span, alt: put(span.alt) };
    case 'html':
      return { ...span, html: put(span.html, text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)) };
    case 'address':
      return { ...span, url: put(span.url, encodeURIComponent(text)) };
    default:
      return span;
  }
}

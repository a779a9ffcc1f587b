import type { Span } from '../post.js';

/**
 * Which pieces of a text's cleaned HTML may stay: those whose tags are closed again in the same text. A `<div>` without its end would take the rest of
 * the post with it.
 */
export function keptTags(spans: readonly Span[]): ReadonlySet<Span> {
  const kept = new Set<Span>();
  const open: { readonly name: string; readonly span: Span; readonly needs: Set<Span> }[] = [];
  const bad = new Set<Span>();
  for (const span of spans) {
    if (span.kind !== 'html') continue;
    kept.add(span);
    for (const [, end = '', name = '', closed = ''] of span.html.matchAll(TAG)) {
      const tag = name.toLowerCase();
      if (closed !== '' || VOID.has(tag)) continue;
      if (end === '') {
        open.push({ name: tag, span, needs: new Set([span]) });
        continue;
      }
      const at = open.findLastIndex((other) => other.name === tag);
      if (at < 0) bad.add(span);
      // What was opened in between was never closed.
      else for (const other of open.splice(at).slice(1)) bad.add(other.span);
    }
  }
  for (const { span } of open) bad.add(span);
  for (const span of bad) kept.delete(span);
  return kept;
}

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?:"[^"]*"|'[^']*'|[^'">])*?(\/?)>/g;
const VOID: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

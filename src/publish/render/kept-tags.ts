import type { Nodes } from 'mdast';
import { maskedTree } from '../markdown/prose-tree.js';
import type { Prose, Span } from '../post.js';

/**
 * Which pieces of a text's cleaned HTML may stay: those whose tags are closed again in the same text, and in the same block of it. A `<div>` without its end would take the rest of
 * the post with it, and one that a quotation closes would leave an end that closes the page's own.
 */
export function keptTags(prose: Prose): ReadonlySet<Span> {
  let kept = prose.spans.filter(({ kind }) => kind === 'html');
  if (kept.length === 0) return new Set();
  const container = containers(prose);
  for (let bad = unpaired(kept, container); bad.size > 0; bad = unpaired(kept, container))
    kept = kept.filter((span) => !bad.has(span));
  return new Set(kept);
}

type Html = Extract<Span, { kind: 'html' }>;

function unpaired(spans: readonly Span[], container: (offset: number) => number): ReadonlySet<Span> {
  const open: { readonly name: string; readonly span: Span }[] = [];
  const bad = new Set<Span>();
  for (const span of spans as readonly Html[])
    for (const [, end = '', name = '', closed = ''] of span.html.matchAll(TAG)) {
      const tag = name.toLowerCase();
      if (closed !== '' || VOID.has(tag)) continue;
      if (end === '') {
        open.push({ name: tag, span });
        continue;
      }
      const at = open.findLastIndex((other) => other.name === tag);
      if (at < 0) bad.add(span);
      else {
        const [first, ...between] = open.splice(at);
        if (first !== undefined && container(first.span.start) !== container(span.start)) bad.add(first.span).add(span);
        // What was opened in between was never closed.
        for (const other of between) bad.add(other.span);
      }
    }
  for (const { span } of open) bad.add(span);
  return bad;
}

/** Of an offset, where the innermost quotation, item or cell around it begins; -1 outside of all. */
function containers(prose: Prose): (offset: number) => number {
  const edges: { readonly at: number; readonly inside: number }[] = [];
  const visit = (node: Nodes, around: number): void => {
    const inside = CONTAINER.test(node.type) ? (node.position?.start.offset ?? 0) : around;
    if (inside !== around) edges.push({ at: inside, inside });
    if ('children' in node) for (const child of node.children) visit(child, inside);
    if (inside !== around) edges.push({ at: node.position?.end.offset ?? 0, inside: around });
  };
  visit(maskedTree(prose), -1);
  return (offset) => {
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] as { at: number }).at <= offset) low = middle + 1;
      else high = middle;
    }
    return edges[low - 1]?.inside ?? -1;
  };
}

const CONTAINER = /^(?:blockquote|listItem|tableCell|footnoteDefinition)$/;

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

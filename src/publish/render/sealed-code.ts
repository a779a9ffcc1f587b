import type { Prose, Span } from '../post.js';
import { escapeHtml, inertTexts } from './escape-html.js';
import { printable } from './printable.js';

type Code = Extract<Span, { kind: 'code' }>;

/**
 * Code of a text that nobody vouches for, that would do harm where a site's reader of Markdown does not take it for code: it is written as HTML. Fences at the start of a line and
 * outside of elements are code to all of them.
 *
 * @param kept the spans of HTML that stay.
 */
export function sealedCode({ text, spans, trusted }: Prose, kept: ReadonlySet<Span>): ReadonlySet<Span> {
  const sealed = new Set<Span>();
  if (trusted) return sealed;
  let depth = 0;
  for (const span of spans) {
    if (span.kind === 'html' && kept.has(span))
      for (const [tag, close] of span.html.matchAll(/<(\/?)[a-zA-Z](?:"[^"]*"|[^">])*>/g))
        if (!/^<(?:br|hr|img|wbr|col)\b/.test(tag)) depth += close === '' ? 1 : -1;
    if (span.kind !== 'code' || !isHarmful(span, text)) continue;
    const before = text.charAt(span.start - 1);
    if (!(span.fenced && hasPlainInfo(span, text) && depth === 0 && (before === '' || before === '\n'))) sealed.add(span);
  }
  return sealed;
}

const isHarmful = (span: Code, text: string): boolean =>
  HARMFUL.test(text.slice(span.start, span.end)) || (span.fenced && !hasPlainInfo(span, text));

/** Hugo writes the words behind a fence into attributes as they are, quotes and all. */
const hasPlainInfo = ({ start, end }: Code, text: string): boolean =>
  /^(?:`{3,}|~{3,})[ \t]*[\p{L}\p{N}+#._-]*[ \t]*(?:\r?\n|\r|$)/u.test(text.slice(start, end));

/** The beginning of a tag, of a link, of kramdown's attributes. */
const HARMFUL = /<[a-zA-Z/!?]|\][(:[]|\{:/;

/** @returns one line: the same in a paragraph, in a list and in a quotation. */
export function codeHtml({ value, language, block }: Pick<Code, 'value' | 'language' | 'block'>): string {
  const code = inertTexts(escapeHtml(printable(value))).replaceAll('\n', block ? '&#10;' : ' ');
  if (!block) return `<code>${code}</code>`;
  const name = language === null ? '' : ` class="language-${escapeHtml(language).replace(/\s+/g, ' ')}"`;
  // Readers of Markdown end code with a line end, too.
  return `<pre><code${name}>${code}${code === '' ? '' : '&#10;'}</code></pre>`;
}

import type { Prose, Span } from '../post.js';
import { closedFence, lineBefore } from '../render/closed-fence.js';
import { inertHtml } from '../render/escape-html.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { formula, scrolled } from '../render/formula.js';
import { missingHtml, pictureHtml } from '../render/picture-html.js';
import { codeBlock, codeInLine, fencedOrNull, spanOrNull } from './code.js';
import { breakInHtml } from './shortcodes.js';
import { DIVIDER, type HugoWriting, raw } from './writing.js';

/** A span of prose as Hugo's Markdown. @param sealed code that is written as HTML. */
export function inSpan(span: Span, prose: Prose, writing: HugoWriting, sealed = false): string {
  const source = prose.text.slice(span.start, span.end);
  switch (span.kind) {
    case 'code':
      if (sealed) return span.block ? codeBlock(span.value, span.language, writing) : codeInLine(span.value, writing);
      return inCode(span, closedFence(span, prose.text), prose.trusted, writing);
    case 'math':
      return raw(
        scrolled(inertHtml(formula(span.tex, span.display, prose.place(span.start), writing.note)), span.display),
        writing,
      );
    case 'picture':
      return raw(alone(span, prose.text)(pictureHtml(span.picture, writing.address)), writing);
    case 'missing':
      return raw(missingHtml(span.reference, span.alt), writing);
    case 'quoted':
      return escapeMarkdown(span.text);
    case 'address':
      return breakInHtml(span.url);
    case 'html': {
      if (!prose.trusted) return raw(inertHtml(span.html), writing);
      const html = breakInHtml(withoutInnerDividers(source, span, prose.text));
      return writing.unsafe || source.startsWith('<!--') ? html : raw(html, writing);
    }
  }
}

/** The end of a summary stays where it has a line of its own. Hugo puts blank lines in its place: what stands behind it would begin a block. */
const withoutInnerDividers = (source: string, { start, end }: Span, text: string): string => {
  const alone = source.trim() === DIVIDER && lineBefore(text, start).trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  return alone ? source : source.replaceAll(DIVIDER, '');
};

function inCode(
  { value, language, block }: Extract<Span, { kind: 'code' }>,
  source: string,
  trusted: boolean,
  writing: HugoWriting,
): string {
  const exact = block ? fencedOrNull(source, value, writing) : spanOrNull(source, value, writing);
  // What stands in braces behind a fence is attributes to Hugo.
  if (exact !== null && (trusted || !/^[`~]{3,}[^\n]*\{/.test(source))) return exact;
  return block ? codeBlock(value, language, writing) : codeInLine(value, writing);
}

/** A picture that is a paragraph of its own keeps it: Hugo drops the paragraph around a shortcode. */
const alone =
  ({ start, end }: Span, text: string) =>
  (html: string): string =>
    /(?:^|\n[ \t]*\n)[ \t]*$/.test(text.slice(0, start)) && /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|$)|$)/.test(text.slice(end))
      ? `<p>${html}</p>`
      : html;

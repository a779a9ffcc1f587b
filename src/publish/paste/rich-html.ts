import type { Picture } from '../asset.js';
import { cleanTags } from '../html/clean-tags.js';
import { HeadingIds } from '../markdown/heading-ids.js';
import { proseHtml } from '../markdown/prose-html.js';
import { withoutStretch } from '../page/without-stretch.js';
import { type MadePart, partGroups } from '../part-groups.js';
import type { Post, Prose } from '../post.js';
import { escapeHtml, escapeLine } from '../render/escape-html.js';
import { printable } from '../render/printable.js';
import { tableHtml } from '../render/table.js';
import { tablesAsText } from './tables-as-text.js';

/** What the editor that text is pasted into understands. */
export interface RichWriter {
  readonly picture: (picture: Picture) => string;
  /** A formula as HTML; null where the TeX stands there as code. */
  readonly math: ((tex: string, display: boolean) => string) | null;
  readonly tables: boolean;
}

/** A post as HTML for an editor: few tags, no styles, nothing folded, in the order of the post, without its title. */
export function richHtml(post: Post, writer: RichWriter): string {
  const { titleHeading } = post.front;
  const headings = new HeadingIds();
  const math = writer.math ?? asCode;
  const blocks = partGroups(post.parts).map((group, i) => {
    if (group.kind === 'region') return group.parts.map((part) => made(part, writer, math)).join('\n');
    const prose = titleHeading !== null && post.parts[titleHeading.part] === group ? withoutStretch(group, titleHeading) : group;
    const { picture } = writer;
    return proseHtml(cleaned(prose), {
      headings,
      lang: post.lang,
      prefix: `part-${i}-`,
      picture,
      missing: (reference, alt) => `<em>${escapeLine(alt === '' ? reference : alt)}</em>`,
      math,
    });
  });
  const html = blocks.filter((block) => block.trim() !== '').join('\n');
  return writer.tables ? html : tablesAsText(html);
}

const cleaned = (prose: Prose): Prose => ({
  ...prose,
  trusted: false,
  spans: prose.spans.map((span) => (span.kind === 'html' && prose.trusted ? { ...span, html: cleanTags(span.html) } : span)),
});

function asCode(tex: string, display: boolean): string {
  const code = `<code>${escapeHtml(tex.trim())}</code>`;
  return display ? `<pre>${code}</pre>` : code;
}

function made(part: MadePart, { picture }: RichWriter, math: (tex: string, display: boolean) => string): string {
  switch (part.kind) {
    case 'code':
      return pre(part.value);
    case 'text':
      return pre(part.value);
    case 'html':
      return part.html.trim();
    case 'picture':
      return `<p>${picture(part.picture)}</p>${part.caption === null ? '' : `\n<p><em>${escapeLine(part.caption)}</em></p>`}`;
    case 'math':
      return math(part.tex, true);
    case 'table':
      return tableHtml(part);
    case 'aside':
      return `<blockquote><p>${escapeHtml(printable(part.text))}</p></blockquote>`;
    case 'details':
      return `<p><strong>${escapeHtml(part.summary)}</strong></p>\n${pre(part.value)}`;
  }
}

const pre = (value: string): string => `<pre><code>${escapeHtml(printable(value).replace(/\n$/, ''))}</code></pre>`;

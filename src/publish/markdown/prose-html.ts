import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import type { Lang } from '../../base/text.js';
import type { Picture } from '../asset.js';
import type { Prose, Span } from '../post.js';
import { finishElements } from './finish-elements.js';
import { HeadingIds } from './heading-ids.js';
import { mathml } from './mathml.js';
import { Placeholders } from './placeholders.js';
import { spanText } from './plain-text.js';
import { preparedTree } from './prepared-tree.js';
import { withDefinitions } from './shared-definitions.js';

/** How a page shows what Markdown itself does not say. Each gives HTML; that of `picture`, `missing` and `math` may stand in a line of text. */
export interface ProseWriter {
  readonly picture: (picture: Picture) => string;
  readonly missing: (reference: string, alt: string) => string;
  /** Default: MathML. */
  readonly math?: (tex: string, display: boolean) => string;
  /** Default: `<pre><code class="language-…">`, in a line `<code>`. */
  readonly code?: (value: string, language: string | null, block: boolean) => string;
  /** The address to write for one; default: the same. */
  readonly address?: (url: string, image: boolean) => string;
  /** Of the words that notes need; default `en`. */
  readonly lang?: Lang;
  /** Before the names of notes, so that those of other prose in the same page have others: `a-post-3-`. */
  readonly prefix?: string;
  /** Of the whole page, where it holds more than this prose. */
  readonly headings?: HeadingIds;
  /** Those of the whole page, see `definitionsOf`. */
  readonly definitions?: Prose | null;
}

const NOTES = { en: 'Footnotes', ko: '각주' };
const BACK = { en: 'Back to reference', ko: '본문으로 돌아가기' };

/**
 * Prose as HTML: CommonMark with GitHub's extensions, headings with names, notes at its end, all elements closed. HTML of prose that is not trusted is
 * what its spans let through.
 * @example proseHtml(await readProse('# 제목 $x$', options), write) // '<h1 id="제목-x">제목 <math …>…</math></h1>'
 */
export function proseHtml(prose: Prose, write: ProseWriter): string {
  const { lang = 'en', prefix = '', headings = new HeadingIds(), definitions = null } = write;
  const placeholders = new Placeholders<Span>();
  const tree = preparedTree(withDefinitions(prose, definitions), {
    headings,
    address: write.address ?? ((url) => url),
    stand: (span) => placeholders.add(span),
    plain: (text) => placeholders.fill(text, spanText),
  });
  const hast = raw(
    toHast(tree, {
      allowDangerousHtml: true,
      clobberPrefix: prefix,
      footnoteLabel: NOTES[lang],
      footnoteBackLabel: (index, again) => `${BACK[lang]} ${index + 1}${again > 1 ? `-${again}` : ''}`,
    }),
  );
  return placeholders.fill(toHtml(finishElements(hast, prefix)), (span) => htmlOf(span, write));
}

function htmlOf(span: Span, write: ProseWriter): string {
  if (span.kind === 'picture') return write.picture(span.picture);
  if (span.kind === 'missing') return write.missing(span.reference, span.alt);
  if (span.kind === 'math') return write.math?.(span.tex, span.display) ?? mathml(span.tex, span.display).html;
  if (span.kind === 'code') return write.code?.(span.value, span.language, span.block) ?? codeHtml(span);
  return span.kind === 'quoted' ? escapeText(span.text) : '';
}

function codeHtml({ value, language, block }: Extract<Span, { kind: 'code' }>): string {
  if (!block) return `<code>${escapeText(value)}</code>`;
  const name = language === null ? '' : ` class="language-${escapeText(language)}"`;
  return `<pre><code${name}>${escapeText(value)}\n</code></pre>`;
}

const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string);

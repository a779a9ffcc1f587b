import type { Nodes } from 'mdast';
import { maskedTree } from '../markdown/prose-tree.js';
import type { Prose, Span } from '../post.js';
import { lineBefore } from '../render/closed-fence.js';
import { guards } from '../render/guards.js';
import { keptTags } from '../render/kept-tags.js';
import { inert, type Piece, type Splice, spliced } from '../render/pieces.js';
import { sealedCode } from '../render/sealed-code.js';
import type { Shortcodes } from '../site/hugo-shortcodes.js';
import { authorShortcodes, type Tag } from './author-shortcodes.js';
import { breakShortcodes } from './shortcodes.js';
import { inSpan } from './spans.js';
import { type HugoWriting, joinedRaw, raw } from './writing.js';

/**
 * An author's text as Hugo's Markdown: itself, but for code, formulas, pictures and HTML that Hugo would not show as they are.
 *
 * @param skipped a stretch that is left out: the title, which themes print themselves.
 */
export function hugoProse(
  prose: Prose,
  skipped: { readonly start: number; readonly end: number } | null,
  shortcodes: Shortcodes | null,
  writing: HugoWriting,
): string {
  const { text, spans, trusted } = prose;
  const { live, unknown } = trusted
    ? authorShortcodes(
        text,
        spans.filter(({ kind }) => kind === 'code' || kind === 'math'),
        shortcodes,
      )
    : NONE;
  for (const name of new Set(unknown.map((tag) => tag.name)))
    writing.note(unknownShortcode(name, prose.place((unknown.find((tag) => tag.name === name) as Tag).start)));
  const kept = trusted ? null : keptTags(prose);
  const sealed = sealedCode(prose, kept ?? new Set());
  const blocks = trusted ? new Set<number>() : htmlBlocks(prose);
  const write = (span: Span): Splice => {
    const gone = span.kind === 'html' && kept?.has(span) === false;
    const line = lineBefore(text, span.start);
    // What follows a tag that is gone must not begin a block.
    const written = gone
      ? /^[\s>]*$/.test(line) && /^[^\n]*\S/.test(text.slice(span.end))
        ? raw('<span></span>', writing)
        : ''
      : inSpan(span, prose, writing, sealed.has(span));
    // What Hugo sees of HTML is a word: it ends no paragraph, and text goes on behind it.
    const apart = !trusted && written !== '' && blocks.has(span.start) && /^[ \t>]*$/.test(line) && span.start > line.length;
    return { start: span.start, end: span.end, pieces: [inert(apart ? `\n${line}${written}` : written)] };
  };
  const splices: Splice[] = [
    ...(skipped === null ? [] : [{ ...skipped, pieces: [] }]),
    ...live.map(({ start, end }) => ({ start, end, pieces: [inert(text.slice(start, end))] })),
    ...guards(prose),
    ...spans.map(write),
  ];
  return joinedRaw(joined(spliced(text, splices), trusted));
}

/** Where blocks of HTML begin that stand right below something else. */
function htmlBlocks(prose: Prose): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (node: Nodes): void => {
    if (!('children' in node)) return;
    const flow =
      node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem' || node.type === 'footnoteDefinition';
    for (const child of node.children) {
      if (flow && child.type === 'html') found.add(child.position?.start.offset ?? -1);
      visit(child);
    }
  };
  if (prose.spans.some(({ kind }) => kind === 'html')) visit(maskedTree(prose));
  return found;
}

const NONE = { live: [], unknown: [] } as const;

/**
 * Pieces as one text in which no shortcode begins but those that are meant: not where two pieces meet either, as in `{{<b>` of an author whose HTML stays.
 * Braces of a notebook are all text: behind a heading or a block they would be attributes to Hugo.
 */
function joined(pieces: readonly Piece[], trusted: boolean): string {
  let result = '';
  // From the end, so that it is known what follows.
  for (const { text, inert: meant } of pieces.toReversed()) {
    if (meant) result = text + result;
    else if (!trusted) result = text.replace(/(?<=(?<!\\)(?:\\\\)*)\{/g, '\\{') + result;
    else {
      const next = /^\{\{[<%]/.test(result) ? '' : result.slice(0, 2);
      result = breakShortcodes(text + next) + result.slice(next.length);
    }
  }
  return result;
}

const unknownShortcode = (name: string, place: string) =>
  ({
    code: 'shortcode-unknown',
    severity: 'warning',
    message: {
      en: `the site has no shortcode "${name}", or it is not closed as it must be; it is shown as text`,
      ko: `이 사이트에는 "${name}" 숏코드가 없거나 제대로 닫히지 않아서 글자 그대로 보입니다`,
    },
    place,
    advice: {
      en: `add layouts/shortcodes/${name}.html to the site, or close the shortcode`,
      ko: `사이트에 layouts/shortcodes/${name}.html 파일을 두거나 숏코드를 닫아 주세요`,
    },
  }) as const;

import type { Picture } from '../asset.js';
import type { Note } from '../note.js';
import type { Prose, Span } from '../post.js';
import { inertHtml, inertTexts } from '../render/escape-html.js';
import { escapeMarkdown } from '../render/escape-markdown.js';
import { codeSpan, fence, type Mark } from '../render/fence.js';
import { guards } from '../render/guards.js';
import { keptTags } from '../render/kept-tags.js';
import { missingHtml } from '../render/picture-html.js';
import { inert, literal, type Piece, type Splice, spliced } from '../render/pieces.js';
import { printable } from '../render/printable.js';
import { codeHtml, sealedCode } from '../render/sealed-code.js';
import { type AuthorLiquid, authorLiquid, type LiquidScope, type Range } from './author-liquid.js';
import { kramdownMends } from './kramdown-mends.js';
import { rawInCode } from './raw-in-code.js';
import { unknownLiquid } from './unknown-liquid.js';

export interface ProseWriter {
  readonly picture: (picture: Picture) => string;
  /** As HTML that may stand in a line of Markdown. */
  readonly math: (tex: string, display: boolean, place: string) => string;
  readonly kramdown: boolean;
  /** What kramdown takes for fences. */
  readonly fence: Mark;
  /** null: Liquid is read nowhere as Liquid. */
  readonly liquid: LiquidScope | null;
  readonly note: (note: Note) => void;
  /** The heading that says the title, to be left out. */
  readonly without: Range | null;
}

/** The author's text with its spans written for Jekyll: everything between them stays as it is, as long as Jekyll shows it as CommonMark does. */
export function prosePieces(prose: Prose, writer: ProseWriter): Piece[] {
  const { text } = prose;
  const apart = prose.spans.filter((span) => span.kind === 'code' || span.kind === 'math');
  const liquid = prose.trusted && writer.liquid !== null ? authorLiquid(text, apart, writer.liquid) : NONE;
  if (prose.trusted && writer.liquid !== null) for (const note of unknownLiquid(prose, apart, liquid)) writer.note(note);
  const within = (ranges: readonly Range[], range: Range): boolean =>
    ranges.some(({ start, end }) => start <= range.start && range.end <= end);
  const { splices: mends, indents } = writer.kramdown
    ? kramdownMends(masked(prose, liquid), prose.trusted)
    : { splices: [], indents: new Map<number, number>() };
  const kept = prose.trusted ? null : keptTags(prose);
  const sealed = sealedCode(prose, kept ?? new Set());
  const splices: Splice[] = [];
  if (writer.without !== null) splices.push({ ...writer.without, pieces: [] });
  splices.push(...guards(prose));
  for (const span of prose.spans) {
    if (within(liquid.verbatim, span)) continue;
    if (span.kind === 'code' && sealed.has(span)) {
      splices.push({ start: span.start, end: span.end, pieces: [inert(codeHtml(span))] });
      continue;
    }
    const raw = within(liquid.raw, span);
    const pieces = spanPieces(prose, span, writer, { kept: kept === null || kept.has(span), indent: indents.get(span.start) });
    if (pieces !== null) splices.push({ start: span.start, end: span.end, pieces: raw ? pieces.map(inRaw) : pieces });
  }
  for (const { start, end } of liquid.live) splices.push({ start, end, pieces: [inert(text.slice(start, end))] });
  for (const { start, end } of liquid.verbatim) splices.push({ start, end, pieces: rawInCode(text.slice(start, end)) });
  // Whoever writes `raw` writes for Jekyll.
  const mendable = mends.filter((mend) => !within(liquid.verbatim, mend) && !within(liquid.raw, mend));
  return rawKept(spliced(text, [...splices, ...mendable]), liquid);
}

/** Letters in the place of what is written anew or is not Markdown at all. */
function masked({ text, spans }: Prose, { live, verbatim }: AuthorLiquid): string {
  const hidden = [
    ...spans.filter(({ kind }) => kind === 'math' || kind === 'picture' || kind === 'missing' || kind === 'quoted'),
    ...live,
    ...verbatim,
  ];
  let result = '';
  for (const { start, end } of hidden.sort((a, b) => a.start - b.start)) {
    if (end <= result.length) continue;
    result += text.slice(result.length, start);
    result += text.slice(result.length, end).replace(/[^\n]/g, 'x');
  }
  return result + text.slice(result.length);
}

const NONE: AuthorLiquid = { live: [], raw: [], verbatim: [] };

/** Within the author's `raw`, Liquid prints nothing: a picture's address needs it, so `raw` makes room for it; everything else stays. */
const inRaw = (piece: Piece): Piece =>
  piece.inert && piece.text.includes('{{') ? inert(`{% endraw %}${piece.text}{% raw %}`) : inert(piece.text);

/** Between `{% raw %}` and `{% endraw %}` nothing is to be made safe. */
function rawKept(pieces: readonly Piece[], liquid: AuthorLiquid): Piece[] {
  if (liquid.raw.length === 0) return [...pieces];
  let inside = false;
  return pieces.map((piece) => {
    if (piece.inert && /^\{%-?\s*raw\s*-?%\}$/.test(piece.text)) inside = true;
    else if (piece.inert && /^\{%-?\s*endraw\s*-?%\}$/.test(piece.text)) inside = false;
    return inside ? inert(piece.text) : piece;
  });
}

/** @returns null for a span that stays as it is written. */
function spanPieces(
  prose: Prose,
  span: Span,
  writer: ProseWriter,
  is: { readonly kept: boolean; readonly indent: number | undefined },
): Piece[] | null {
  const { text } = prose;
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  // After nothing but marks of lists and quotes: kramdown and CommonMark look for blocks there.
  const first = /^[\s>*+\-\d.)]*$/.test(line);
  switch (span.kind) {
    case 'code':
      return (prose.trusted && writer.liquid !== null ? rawInCode : plain)(
        codeText(text, span, /\S/.test(line) ? line : ' '.repeat(is.indent ?? line.length), writer),
      );
    case 'math':
      return [inert(writer.math(span.tex, span.display, prose.place(span.start)))];
    case 'picture': {
      const picture = writer.picture(span.picture);
      // Alone on its line, with a line of text below it: that is a caption, and stands below.
      const below = first && /^[ \t]*\n[ \t>]*[^\s>]/.test(text.slice(span.end));
      return [inert(first ? `<span>${picture}</span>${below ? '<br>' : ''}` : picture)];
    }
    case 'missing':
      return [inert(missingHtml(span.reference, span.alt))];
    case 'html': {
      const source = text.slice(span.start, span.end);
      if (prose.trusted) return span.html === source ? null : [inert(inertHtml(span.html))];
      const left = is.kept ? inertTexts(span.html) : '';
      // Where a tag is gone, what comes after it must not begin a block.
      const before = left.trim() === '' && first && /^[^\n]*\S/.test(text.slice(span.end));
      return [inert(before && !source.includes('\n') ? '<span></span>' : left)];
    }
    case 'quoted':
      return [inert(escapeMarkdown(span.text, first))];
    case 'address':
      return span.url === text.slice(span.start, span.end) ? null : [literal(span.url)];
  }
}

const plain = (code: string): Piece[] => [literal(code)];

function codeText(
  text: string,
  span: Extract<Span, { kind: 'code' }>,
  line: string,
  { kramdown, fence: mark }: ProseWriter,
): string {
  const source = text.slice(span.start, span.end);
  if (!span.block) {
    const simple = source === `\`${span.value}\`` && codeSpan(span.value) === source;
    return simple || !kramdown ? printable(source) : codeSpan(span.value);
  }
  // Marks of a list become the indentation of the lines after them.
  const prefix = line.replace(/[^>\s]/g, ' ');
  const indented = !span.fenced && /^(?: {4}|\t)/.test(source);
  return `${indented ? prefix : ''}${fence(span.value, span.language, prefix, mark)}`;
}

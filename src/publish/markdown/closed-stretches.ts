import type { HtmlPiece } from './html-pieces.js';
import type { Stretch } from './parse-markdown.js';
import type { Structure } from './structure.js';

/** Elements whose text is shown as it is. */
const VERBATIM: ReadonlySet<string> = new Set(['code', 'pre', 'kbd', 'samp', 'script', 'style', 'textarea', 'tt', 'svg', 'math']);
/** Blocks of Jekyll and Hugo that hold code. */
const LIQUID =
  /\{%-?\s*(highlight|raw|comment)\b[^%]*%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{\{[<%]\s*(highlight)\b[\s\S]*?\{\{[<%]\s*\/highlight\s*[>%]\}\}/g;

/** Where no delimiter of a formula counts. */
export function closedStretches(
  text: string,
  structure: Structure,
): { readonly markdown: readonly Stretch[]; readonly liquid: readonly Stretch[] } {
  const { code, images, links, definitions, pieces } = structure;
  const addresses = links.map(({ node, start, end }) => ({ start: node.data?.address?.start ?? start, end }));
  return {
    markdown: [
      ...code,
      ...images,
      ...definitions,
      ...addresses,
      ...pieces.filter(({ kind }) => kind !== 'text'),
      ...verbatim(pieces),
    ],
    liquid:
      text.includes('{%') || text.includes('highlight')
        ? [...text.matchAll(LIQUID)].map(({ index, 0: all }) => ({ start: index, end: index + all.length }))
        : [],
  };
}

/** From the tag that opens an element to the one that closes it; an element that nothing closes holds nothing. */
function verbatim(pieces: readonly HtmlPiece[]): Stretch[] {
  const found: Stretch[] = [];
  let open: HtmlPiece | null = null;
  for (const piece of pieces) {
    if (open === null && piece.kind === 'open' && VERBATIM.has(piece.name)) open = piece;
    else if (open !== null && piece.kind === 'close' && piece.name === open.name) {
      found.push({ start: open.start, end: piece.end });
      open = null;
    }
  }
  return found;
}

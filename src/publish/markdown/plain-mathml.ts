import { inAlphabet } from './math-alphabets.js';

/**
 * KaTeX's MathML as a page takes it: on one line, without the wrapper, the annotation, and the empty cells that only KaTeX's style needs. Cells carry
 * their alignment themselves, as MathML Core (2024) wants it: Chromium knows no `columnalign`. No text in it means anything to a Markdown reader.
 */
export function plainMathml(html: string): string {
  const [, attributes = '', body = ''] =
    /<math([^>]*)><semantics>([\s\S]*?)<annotation encoding="application\/x-tex">/.exec(html) ?? [];
  const cells = body.replace(/<mtd class\s*=\s*"(?:mtr-glue|mml-eqn-num)"><\/mtd>/g, '');
  return `<math${attributes}>${aligned(lettered(spaced(cells))).replace(/\s*\n\s*/g, ' ')}</math>`;
}

/**
 * The thin space that TeX puts beside the name of a function (Knuth, The TeXbook, chapter 18): browsers have none, and `r tan δ` reads as one word. The invisible sign behind the name
 * stands in rows only, so a further element harms nothing there.
 */
const spaced = (body: string): string =>
  body
    .replace(/(<mo>\u2061<\/mo>)(?=<m(?:[in]|frac|sqrt|su[bp]|subsup|over)[ >])/g, `$1${THIN}`)
    .replace(/(<\/m(?:[in]|frac|sqrt|su[bp]|subsup)>)(?=<mi[^>]*>[^<]{2,}<\/mi><mo>\u2061<\/mo>)/g, `$1${THIN}`);

const THIN = '<mspace width="0.1667em"></mspace>';

/** What `mathvariant` says, said so that browsers do it: by letters of Unicode in formulas, by style in text. */
const lettered = (body: string): string =>
  body.replace(
    /<(m[ino]|mtext) mathvariant="([a-z-]+)"([^>]*)>([^<]*)/g,
    (all, name: string, variant: string, rest: string, text: string) => {
      if (variant === 'normal') return all;
      const letters =
        name === 'mtext'
          ? text
          : text.replace(/&[a-z#\d]+;|[^&]+/g, (piece) => (piece.startsWith('&') ? piece : inAlphabet(piece, variant)));
      const style = letters === text ? styleFor(variant) : '';
      return `<${name}${rest}${style === '' ? '' : ` style="${style}"`}>${letters}`;
    },
  );

const styleFor = (variant: string): string =>
  [
    ...(variant.includes('bold') ? ['font-weight:bold'] : []),
    ...(variant.includes('italic') ? ['font-style:italic'] : []),
    ...(/sans-serif|monospace/.test(variant) ? [`font-family:${variant.includes('mono') ? 'monospace' : 'sans-serif'}`] : []),
  ].join(';');

interface Table {
  readonly align: readonly string[];
  /** Behind each column. */
  readonly spacing: readonly string[];
  column: number;
}

function aligned(body: string): string {
  const tables: Table[] = [];
  return body.replace(/<[^>]*>|[^<]+/g, (piece) => {
    if (!piece.startsWith('<')) return piece.replace(/[*_|{}[\]\\$`~^]/g, (character) => `&#${character.charCodeAt(0)};`);
    const table = tables[tables.length - 1];
    if (piece.startsWith('<mtable'))
      tables.push({ align: words(piece, 'columnalign'), spacing: words(piece, 'columnspacing'), column: 0 });
    else if (piece === '</mtable>') tables.pop();
    else if (piece === '<mtr>' && table !== undefined) table.column = 0;
    else if (piece === '<mtd>' && table !== undefined) return `<mtd${styleOf(table, table.column++)}>`;
    return piece;
  });
}

const words = (tag: string, attribute: string): string[] =>
  new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1]?.split(' ') ?? [];

function styleOf({ align, spacing }: Table, column: number): string {
  // The last value stands for all further columns.
  const gap = (index: number): string | undefined => spacing[Math.min(index, spacing.length - 1)];
  const own = align[column] ?? 'center';
  const style = [
    // Chromium moves what is a block by its own word only.
    ...(own === 'center' ? [] : [`text-align:${own};text-align:-webkit-${own}`]),
    ...(column > 0 && gap(column - 1) === '0em' ? ['padding-left:0'] : []),
    ...(column < align.length - 1 && gap(column) === '0em' ? ['padding-right:0'] : []),
  ].join(';');
  return style === '' ? '' : ` style="${style}"`;
}

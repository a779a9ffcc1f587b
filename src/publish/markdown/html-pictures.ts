import type { HtmlPiece } from './html-pieces.js';
import type { Stretch } from './parse-markdown.js';

/** `<img>`, alone or as what a `<picture>` shows. Its stretch is the whole element. */
export interface HtmlPicture extends Stretch {
  readonly reference: string;
  readonly alt: string;
  readonly title?: string;
  /** What `<source media="(prefers-color-scheme: dark)">` names. */
  readonly dark?: string;
  /** CSS pixels, as its author wants it; absent: as large as it is. */
  readonly width?: number;
  readonly height?: number;
  /** `zoom:50%` is 0.5. */
  readonly zoom?: number;
}

/** @param pieces of all HTML of a text, in its order. */
export function htmlPictures(text: string, pieces: readonly HtmlPiece[]): HtmlPicture[] {
  const found: HtmlPicture[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as HtmlPiece;
    if (piece.kind !== 'open') continue;
    if (piece.name === 'img') found.push(...image(piece, piece));
    else if (piece.name === 'picture') {
      const whole = element(text, pieces, i);
      if (whole === null) continue;
      const inside = pieces.slice(i + 1, whole);
      const shown = inside.find(({ name }) => name === 'img');
      const dark = inside.find(
        ({ name, attributes }) => name === 'source' && /prefers-color-scheme:\s*dark/.test(attributes.get('media') ?? ''),
      );
      const srcset = dark?.attributes
        .get('srcset')
        ?.trim()
        .split(/[\s,]+/)[0];
      const stretch = { start: piece.start, end: (pieces[whole] as HtmlPiece).end };
      if (shown !== undefined)
        found.push(...image(shown, stretch).map((each) => (srcset === undefined ? each : { ...each, dark: srcset })));
      i = whole;
    }
  }
  return found;
}

/** Index of the tag that closes a `<picture>`; null where something else than its parts and blanks comes before. */
function element(text: string, pieces: readonly HtmlPiece[], from: number): number | null {
  for (let i = from + 1; i < pieces.length; i++) {
    const piece = pieces[i] as HtmlPiece;
    const gap = text.slice((pieces[i - 1] as HtmlPiece).end, piece.start);
    if (gap.trim() !== '' || (piece.kind === 'text' && text.slice(piece.start, piece.end).trim() !== '')) return null;
    if (piece.kind === 'close' && piece.name === 'picture') return i;
    if (piece.kind === 'open' && piece.name !== 'source' && piece.name !== 'img') return null;
  }
  return null;
}

function image({ attributes }: HtmlPiece, { start, end }: Stretch): HtmlPicture[] {
  const reference = attributes.get('src')?.trim() ?? '';
  if (reference === '') return [];
  const style = attributes.get('style') ?? '';
  const title = attributes.get('title');
  const width = pixels(attributes.get('width')) ?? pixels(/(?:^|[\s;])width\s*:\s*([\d.]+px)/.exec(style)?.[1]);
  const height = pixels(attributes.get('height')) ?? pixels(/(?:^|[\s;])height\s*:\s*([\d.]+px)/.exec(style)?.[1]);
  const zoom = /(?:^|[\s;])zoom\s*:\s*([\d.]+)(%?)/.exec(style);
  const factor = zoom === null ? 1 : Number(zoom[1]) / (zoom[2] === '%' ? 100 : 1);
  return [
    {
      start,
      end,
      reference,
      alt: attributes.get('alt') ?? '',
      ...(title === undefined ? {} : { title }),
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
      ...(factor > 0 && factor !== 1 ? { zoom: factor } : {}),
    },
  ];
}

function pixels(text: string | undefined): number | null {
  const size = /^\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*$/.exec(text ?? '')?.[1];
  return size === undefined || Number(size) === 0 ? null : Number(size);
}

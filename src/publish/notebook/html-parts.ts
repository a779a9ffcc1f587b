import { dataUri } from '../assets/data-uri.js';
import { resized, wantedSize } from '../assets/resized.js';
import { sanitizeHtml } from '../html/sanitize.js';
import { elementsOf, type Leaf, readHtml, type Tree } from '../html/tree.js';
import type { Part } from '../post.js';
import { altText } from './alt-text.js';
import { cutText, MOST_OUTPUT } from './cut-text.js';
import { textField } from './fields.js';
import type { FormContext } from './forms.js';
import { htmlText } from './html-text.js';
import { terminalText } from './terminal-text.js';

/** Cleaned HTML larger than this would make a post that nobody's browser likes; words are shown instead. Pictures in it count. */
const MOST_HTML = 20 * MOST_OUTPUT;

/** Of an output, or of a raw cell, which has no other forms. */
export type HtmlContext = Omit<FormContext, 'type' | 'metadata'>;

/**
 * HTML of an output, cleaned; its pictures of files beside the notebook are put in, as posts cannot say where they would lie. A picture alone becomes one.
 * @returns none where nothing is left that shows: the program was all of it.
 */
export async function htmlParts(value: string, context: HtmlContext): Promise<readonly Part[]> {
  const { region, place, data, lang, picture: load } = context;
  const tree = readHtml(value);
  const pictures = new Map<string, string>();
  for (const image of elementsOf(tree, 'img')) {
    const src = image.attributes.get('src') ?? '';
    if (src === '' || pictures.has(src)) continue;
    const picture = await load(src, image.attributes.get('alt') ?? '', image.attributes.get('title'));
    if (typeof picture === 'string') continue;
    if (isAlone(tree)) {
      const alt = picture.alt === '' ? altText({ code: context.cell.source, heading: context.heading, lang }) : picture.alt;
      return [{ kind: 'picture', region, picture: { ...resized(picture, wantedSize(image.attributes)), alt }, caption: null }];
    }
    pictures.set(src, dataUri(picture.asset));
  }
  const html = sanitizeHtml(value, { prefix: `${region}-${numberOf(place)}-`, picture: (src) => pictures.get(src) ?? null });
  if (!shows(html)) return [];
  if (html.length > MOST_HTML) return [];
  const plain = textField(data, 'text/plain');
  const text = terminalText(plain === null || /^<[\s\S]*>$/.test(plain.trim()) ? htmlText(readHtml(html)) : plain).trimEnd();
  return [{ kind: 'html', region, html, text: cutText(text, lang) }];
}

/** Output 2 of a cell has other ids than output 1. */
const numberOf = (place: string): string => /(\d+)$/.exec(place)?.[1] ?? '0';

/** One picture, and no word beside it. */
const isAlone = (tree: readonly Leaf[]): boolean =>
  elementsOf(tree, 'img').length === 1 &&
  !/\S/.test(
    htmlText(tree.filter((leaf): leaf is Tree => typeof leaf !== 'string')) +
      tree.filter((leaf) => typeof leaf === 'string').join(''),
  );

/** Something to see: a letter, a picture, a drawing. */
const shows = (html: string): boolean =>
  /<(?:img|svg|hr|math)\b/.test(html) || /[^\s\u00a0]/.test(html.replace(/<[^>]*>/g, '').replace(/&(?:nbsp|#160);/g, ''));

import type { Asset, Picture } from '../asset.js';
import { escapeLine } from './escape-html.js';

/**
 * A picture as HTML on one line: its size is known before it is loaded, so nothing moves on the page; on dark pages its dark form is shown, and the SVG
 * where the browser takes it.
 *
 * @param url the address of an asset, ready to stand in an attribute between double quotes.
 */
export function pictureHtml(picture: Picture, url: (asset: Asset) => string): string {
  const title = picture.title === undefined ? '' : ` title="${escapeLine(picture.title)}"`;
  const image = `<img src="${url(picture.asset)}" alt="${escapeLine(picture.alt)}"${title} width="${pixels(picture.width)}" height="${pixels(picture.height)}" loading="lazy" decoding="async" style="max-width:100%;height:auto">`;
  const sources = [source(picture.darkVector, url, DARK), source(picture.dark, url, DARK), source(picture.vector, url, '')].join(
    '',
  );
  return sources === '' ? image : `<picture>${sources}${image}</picture>`;
}

/** A picture with its caption as a block. */
export const figureHtml = (picture: string, caption: string | null): string =>
  caption === null
    ? `<p>${picture}</p>`
    : `<figure style="margin:1.5em 0">${picture}<figcaption>${escapeLine(caption)}</figcaption></figure>`;

/** What stands for a picture that was allowed to be missing. */
export const missingHtml = (reference: string, alt: string): string =>
  `<span role="img" aria-label="${escapeLine(alt)}" style="border:1px dashed;padding:0 0.4em">${escapeLine(alt === '' ? reference : `${alt} (${reference})`)}</span>`;

const DARK = ' media="(prefers-color-scheme: dark)"';
const source = (asset: Asset | undefined, url: (asset: Asset) => string, media: string): string =>
  asset === undefined ? '' : `<source${media}${asset.type === 'svg' ? ' type="image/svg+xml"' : ''} srcset="${url(asset)}">`;
const pixels = (size: number): number => Math.max(1, Math.round(size));

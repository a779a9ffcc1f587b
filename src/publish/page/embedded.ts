import type { Picture } from '../asset.js';
import { pictureHtml } from '../render/picture-html.js';
import { dataUri } from './data-uri.js';

/** A picture that a page carries in itself: one form of it for light and one for dark pages, the drawn one where there is one. */
export function embedded(picture: Picture): string {
  const { asset, vector, dark, darkVector, link: _, ...rest } = picture;
  const night = darkVector ?? dark;
  const forms = { ...rest, asset: vector ?? asset, ...(night === undefined ? {} : { dark: night }) };
  // It is there already: nothing is gained by loading it later, and a printed page would lack it.
  return pictureHtml(forms, dataUri).replace(' loading="lazy"', '');
}

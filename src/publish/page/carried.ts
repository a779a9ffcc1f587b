import type { Asset, Picture } from '../asset.js';
import { dataUri } from '../assets/data-uri.js';
import { pictureHtml } from '../render/picture-html.js';

/** Pictures that a page carries in itself. */
export interface Carried {
  readonly picture: (picture: Picture) => string;
  /** The finished page with all pictures in it: until then a word stands for each, so that megabytes are not copied at every step. */
  readonly fill: (page: string) => string;
}

/** One form of every picture for light pages and one for dark ones, the drawn one where there is one. */
export function carried(): Carried {
  const assets = new Map<string, Asset>();
  const address = (asset: Asset): string => {
    assets.set(asset.hash, asset);
    return `data:image/${asset.hash}`;
  };
  return {
    picture: ({ asset, vector, dark, darkVector, ...rest }) => {
      const night = darkVector ?? dark;
      const forms = { ...rest, asset: vector ?? asset, ...(night === undefined ? {} : { dark: night }) };
      // It is there already: nothing is gained by loading or decoding it later, and a page that is printed at once would lack it.
      return pictureHtml(forms, address).replace(' loading="lazy" decoding="async"', '');
    },
    fill: (page) =>
      page
        .split(/(data:image\/[0-9a-f]{64})(?=")/)
        .map((piece) => {
          const asset = piece.startsWith('data:image/') ? assets.get(piece.slice(11)) : undefined;
          return asset === undefined ? piece : dataUri(asset);
        })
        .join(''),
  };
}

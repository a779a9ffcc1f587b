import type { Asset } from '../asset.js';

/** The file name of a picture: another one when its bytes change. @example 'sine-noise-3f2a91bc.png' */
export const assetName = (asset: Asset): string =>
  `${asset.stem}-${asset.hash.slice(0, 8)}.${asset.type === 'jpeg' ? 'jpg' : asset.type}`;

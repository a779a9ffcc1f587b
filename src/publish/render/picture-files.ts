import type { Asset } from '../asset.js';
import type { PlannedFile } from '../files.js';
import { assetName } from './asset-name.js';

/** The pictures of a post in a folder of their own. */
export interface PictureFiles {
  /** Keeps a picture for the post. @returns its address. */
  readonly address: (asset: Asset) => string;
  /** Sorted by path, each once. */
  readonly files: () => readonly PlannedFile[];
}

/** @param folder in the site. @param prefix of the addresses: the folder as the post sees it, with `/` at its end. */
export function pictureFiles(folder: string, prefix = `${folder}/`): PictureFiles {
  const kept = new Map<string, Asset>();
  return {
    address: (asset) => {
      kept.set(assetName(asset), asset);
      return prefix + assetName(asset);
    },
    files: () =>
      [...kept].map(([name, { data }]) => ({ path: `${folder}/${name}`, data })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

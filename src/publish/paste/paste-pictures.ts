import type { ImageType, Picture } from '../asset.js';
import type { PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import { assetName } from '../render/asset-name.js';
import { pictureFiles } from '../render/picture-files.js';

/** A picture where it belongs. */
export interface PlacedPicture {
  /** From 1, in the order of the post; a picture that is shown twice has one number. */
  readonly number: number;
  readonly name: string;
  readonly alt: string;
  /** The heading above it; empty before the first. */
  readonly below: string;
}

/** The pictures of a post that is pasted: as files, and by number where they must be put in by hand. */
export interface PastePictures {
  /** @returns its place among the others. @param below the heading above it. */
  readonly place: (picture: Picture, below: string) => PlacedPicture;
  /** Where it is read; null where nobody knows yet. */
  readonly address: (name: string) => string | null;
  readonly placed: () => readonly PlacedPicture[];
  readonly files: () => readonly PlannedFile[];
}

/**
 * @param folder of the pictures: `images/<slug>`. @param baseUrl where the target's folder will be served; null where it will not.
 */
export function pastePictures(folder: string, baseUrl: string | null, note: (note: Note) => void): PastePictures {
  const { address, files } = pictureFiles(folder);
  const placed = new Map<string, PlacedPicture>();
  return {
    place: ({ asset, alt }, below) => {
      const path = address(asset);
      const before = placed.get(path);
      if (before !== undefined) return before;
      if (!TAKEN.has(asset.type)) note(notTaken(path, asset.type));
      const picture = { number: placed.size + 1, name: assetName(asset), alt, below };
      placed.set(path, picture);
      return picture;
    },
    address: (name) => (baseUrl === null ? null : `${inMarkdown(baseUrl).replace(/\/*$/, '/')}${folder}/${name}`),
    placed: () => [...placed.values()],
    files,
  };
}

/** What would end an address in Markdown, with percent signs. */
const inMarkdown = (url: string): string =>
  url.replace(/[\s()<>"'\\`]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);

/** What all three places take. */
const TAKEN: ReadonlySet<ImageType> = new Set(['png', 'jpeg', 'gif']);

const notTaken = (place: string, type: ImageType): Note => ({
  code: 'picture-not-taken',
  severity: 'warning',
  message: {
    en: `Velog, Tistory and Medium do not all take ${type.toUpperCase()} pictures`,
    ko: `Velog, 티스토리, Medium 가운데 ${type.toUpperCase()} 그림을 받지 않는 곳이 있습니다`,
  },
  place,
  advice: { en: 'save the picture as PNG and publish again', ko: '그림을 PNG로 저장해서 다시 펴내 주세요' },
});

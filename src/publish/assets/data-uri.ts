import type { Asset, ImageType } from '../asset.js';

/** A picture's bytes as an address that needs no file. */
export function dataUri({ type, data }: Asset): string {
  let base64 = '';
  // In pieces: a call takes tens of thousands of arguments, not millions, and megabytes of binary text are not made first.
  for (let at = 0; at < data.length; at += PIECE) base64 += btoa(String.fromCharCode(...data.subarray(at, at + PIECE)));
  return `data:${MEDIA[type]};base64,${base64}`;
}

/** A multiple of 3: only the last piece ends with `=`. */
const PIECE = 8190;
const MEDIA: Readonly<Record<ImageType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

import type { Asset, ImageType } from '../asset.js';

/** A picture's bytes as an address that needs no file. */
export function dataUri({ type, data }: Asset): string {
  let binary = '';
  // In pieces: a call takes tens of thousands of arguments, not millions.
  for (let at = 0; at < data.length; at += PIECE) binary += String.fromCharCode(...data.subarray(at, at + PIECE));
  return `data:${MEDIA[type]};base64,${btoa(binary)}`;
}

const PIECE = 8192;
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

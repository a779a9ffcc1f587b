import type { ImageType } from '../asset.js';

/** What kind of picture bytes are, by what they start with, never by a name; null for what is none. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  for (const [type, pattern] of SIGNATURES) if (pattern.test(head)) return type;
  return /<(?:[\w.-]+:)?svg[\s/>]/i.test(new TextDecoder().decode(bytes.subarray(0, 65536))) &&
    !/^\s*<!doctype html|^\s*<html/i.test(head)
    ? 'svg'
    : null;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: signatures are bytes.
const SIGNATURES: readonly (readonly [ImageType, RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['avif', /^[\s\S]{4}ftyp(?:avi[fs]|mi[fs]1[\s\S]{4,16}avi[fs])/],
  ['bmp', /^BM[\s\S]{4}\0\0\0\0/],
  ['ico', /^\0\0\x01\0/],
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: signatures are bytes.

import { DownhillError } from '../../base/errors.js';

/** Why bytes are no picture, where one can know it: the usual ways in which a picture's file comes to hold something else. */
export function notAnImage(bytes: Uint8Array, place: string): DownhillError {
  const error = (code: string, message: string, advice: string): DownhillError =>
    new DownhillError(code, message, advice, { place });
  if (bytes.length === 0) return error('image-broken', 'the picture is an empty file', 'copy it once more from where it came');
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  if (head.startsWith('version https://git-lfs.github.com/spec/'))
    return error('image-broken', 'the picture is a Git LFS pointer, not the picture itself', 'run git lfs pull');
  if (/^\s*(?:\xef\xbb\xbf)?<(?:!doctype html|html|head|body)/i.test(head))
    return error(
      'image-broken',
      'the picture is a web page that was saved under its name',
      'open its address in a browser and save the picture itself',
    );
  for (const [kind, pattern, advice] of KINDS)
    if (pattern.test(head)) return error('image-unknown', `the picture is ${kind}, which browsers do not show`, advice);
  return error(
    'image-unknown',
    'the file is no picture that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG, BMP, ICO)',
    'save it as PNG',
  );
}

const KINDS: readonly (readonly [string, RegExp, string])[] = [
  ['a PDF', /^%PDF-/, 'save it as SVG or PNG'],
  ['a TIFF', /^(?:II\*\0|MM\0\*)/, 'save it as PNG'],
  ['a HEIC', /^[\s\S]{4}ftyp(?:hei|hev|mif1|msf1)/, 'save it as JPEG'],
  ['a Photoshop file', /^8BPS/, 'save it as PNG'],
  ['PostScript', /^%!PS/, 'save it as SVG or PNG'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signatures are bytes.
  ['a video', /^(?:[\s\S]{4}ftyp|\x1aE\xdf\xa3)/, 'save a frame of it as PNG, or an animated GIF'],
];

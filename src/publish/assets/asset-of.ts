import { DownhillError } from '../../base/errors.js';
import type { Text } from '../../base/text.js';
import { hashOf } from '../again/hash-of.js';
import type { Asset, ImageType } from '../asset.js';
import { type CleanSvg, cleanSvg } from '../html/clean-svg.js';
import type { Note } from '../note.js';
import { asciiName } from './ascii-name.js';
import { checkAvif } from './check-avif.js';
import { checkBmp } from './check-bmp.js';
import { checkGif } from './check-gif.js';
import { checkIco } from './check-ico.js';
import { checkJpeg } from './check-jpeg.js';
import { checkPng } from './check-png.js';
import { checkWebp } from './check-webp.js';
import { BrokenImage, type ImageCheck } from './image-size.js';
import { imageType } from './image-type.js';
import { notAnImage } from './not-an-image.js';

/** Bytes and pixels of one side that a picture may have at most. */
const MOST_BYTES = 32 * 2 ** 20;
const MOST_PIXELS = 16_384;

/**
 * A picture of which it is certain that browsers show it, and that it does nothing else: its kind is read from its bytes, its structure is followed to the end, and an
 * SVG is written anew without scripts, handlers and requests.
 *
 * @param stem what it is called, in any script. @param place where it stands, for messages: `a.ipynb, cell 3`.
 * @param note told what was taken out of an SVG.
 * @throws DownhillError `image-broken`, `image-unsafe`, `image-too-large`, `image-unknown`.
 */
export async function assetOf(
  bytes: Uint8Array,
  stem: string,
  place: string,
  note: (note: Note) => void = () => {},
): Promise<Asset> {
  if (bytes.length > MOST_BYTES)
    throw new DownhillError(
      'image-too-large',
      `the picture has ${(bytes.length / 2 ** 20).toFixed(1)} MiB, more than ${MOST_BYTES / 2 ** 20}`,
      'make it smaller, or save it as JPEG',
      { place },
    );
  const type = imageType(bytes);
  if (type === null) throw notAnImage(bytes, place);
  const { data, width, height } =
    type === 'svg' ? vector(bytes, place, note) : { data: bytes, ...(await checked(CHECKS[type], bytes, type, place)) };
  if (width > MOST_PIXELS || height > MOST_PIXELS)
    throw new DownhillError(
      'image-too-large',
      `the picture is ${width}×${height}, more than ${MOST_PIXELS} a side`,
      'make it smaller',
      { place },
    );
  return { stem: asciiName(stem), type, data, hash: hashOf(data), width, height };
}

const CHECKS: Readonly<Record<Exclude<ImageType, 'svg'>, ImageCheck>> = {
  png: checkPng,
  jpeg: checkJpeg,
  gif: checkGif,
  webp: checkWebp,
  avif: checkAvif,
  bmp: checkBmp,
  ico: checkIco,
};

/** What keeps a browser from showing all of a picture that is no SVG; null where nothing does. */
export async function damageOf(bytes: Uint8Array): Promise<Text | null> {
  const type = imageType(bytes);
  if (type === null || type === 'svg') return null;
  try {
    await CHECKS[type](bytes);
    return null;
  } catch (error) {
    if (!(error instanceof BrokenImage)) throw error;
    return error.reason;
  }
}

async function checked(
  check: ImageCheck,
  bytes: Uint8Array,
  type: ImageType,
  place: string,
): Promise<{ readonly width: number; readonly height: number }> {
  try {
    return await check(bytes);
  } catch (error) {
    if (!(error instanceof BrokenImage)) throw error;
    throw new DownhillError(
      'image-broken',
      `the picture (${type}) cannot be shown: ${error.message}`,
      'save it again, or copy it once more from where it came',
      { place },
    );
  }
}

function vector(
  bytes: Uint8Array,
  place: string,
  note: (note: Note) => void,
): { data: Uint8Array; width: number; height: number } {
  const svg = read(bytes, place);
  if (svg.removed.length > 0) {
    const names = svg.removed.join(', ');
    note({
      code: 'svg-cleaned',
      severity: 'warning',
      place,
      message: {
        en: `the SVG held what a picture must not do; taken out: ${names}`,
        ko: `SVG에 그림에 있어서는 안 되는 내용이 있어 뺐습니다: ${names}`,
      },
    });
  }
  return { data: new TextEncoder().encode(svg.text), width: svg.width, height: svg.height };
}

function read(bytes: Uint8Array, place: string): CleanSvg {
  try {
    const svg = cleanSvg(new TextDecoder().decode(bytes));
    if (svg !== null) return svg;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DownhillError('image-unsafe', `the SVG is not taken: ${error.message}`, 'save it as plain SVG or as PNG', {
      place,
    });
  }
  throw new DownhillError(
    'image-broken',
    'the picture (svg) cannot be shown: its markup is damaged',
    'save it again, or save it as PNG',
    { place },
  );
}

import { once } from '../base/once.js';
import { deflate } from './deflate.js';

/**
 * RGBA pixels as a PNG (ISO/IEC 15948) for `<image>` in SVG: with a palette of 1, 2, 4 or 8 bits where there are at most 256 colours.
 *
 * @param pixels 4·columns·rows bytes, row-major.
 */
export function encodePng(columns: number, rows: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const palette = paletteOf(pixels);
  const depth = palette === null ? 8 : ([1, 2, 4, 8].find((bits) => palette.size <= 1 << bits) as number);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  header.set([depth, palette === null ? 6 : 3], 8);
  const colours = palette === null ? [] : [...palette.keys()];
  return joined([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    ...(palette === null
      ? []
      : [
          chunk('PLTE', Uint8Array.from(colours.flatMap((c) => [c >>> 24, (c >>> 16) & 255, (c >>> 8) & 255]))),
          chunk(
            'tRNS',
            Uint8Array.from(colours, (c) => c & 255),
          ),
        ]),
    chunk(
      'IDAT',
      deflate(palette === null ? plainRows(columns, rows, pixels) : packedRows(columns, rows, pixels, palette, depth)),
    ),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

export function dataUri(png: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < png.length; at += 8192) binary += String.fromCharCode(...png.subarray(at, at + 8192));
  return `data:image/png;base64,${btoa(binary)}`;
}

const colourAt = (pixels: Uint8Array, at: number): number =>
  (((pixels[at] as number) << 24) |
    ((pixels[at + 1] as number) << 16) |
    ((pixels[at + 2] as number) << 8) |
    (pixels[at + 3] as number)) >>>
  0;

/** Colour → index in order of appearance, or null for more than 256 colours. */
function paletteOf(pixels: Uint8Array): Map<number, number> | null {
  const palette = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = colourAt(pixels, at);
    if (!palette.has(colour) && palette.set(colour, palette.size).size > 256) return null;
  }
  return palette;
}

/** Every row starts with its filter: none. */
function packedRows(
  columns: number,
  rows: number,
  pixels: Uint8Array,
  palette: ReadonlyMap<number, number>,
  depth: number,
): Uint8Array {
  const stride = 1 + Math.ceil((columns * depth) / 8);
  const packed = new Uint8Array(stride * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const index = palette.get(colourAt(pixels, 4 * (row * columns + column))) as number;
      const bit = column * depth;
      const byte = row * stride + 1 + (bit >> 3);
      packed[byte] = (packed[byte] as number) | (index << (8 - depth - (bit & 7)));
    }
  return packed;
}

function plainRows(columns: number, rows: number, pixels: Uint8Array): Uint8Array {
  const plain = new Uint8Array((4 * columns + 1) * rows);
  for (let row = 0; row < rows; row++)
    plain.set(pixels.subarray(4 * columns * row, 4 * columns * (row + 1)), (4 * columns + 1) * row + 1);
  return plain;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** When it is needed: an engine would optimise the loop while the library is loaded, which takes it 2 MB for good. */
const remainders = once(() =>
  Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  }),
);

function crc32(data: Uint8Array): number {
  const table = remainders();
  let crc = 0xffffffff;
  for (const byte of data) crc = (table[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

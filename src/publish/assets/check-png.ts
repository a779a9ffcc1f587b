import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';
import { inflated } from './inflated.js';

/**
 * A PNG (ISO/IEC 15948): chunks with their checksums up to IEND, and pixel data that inflate to exactly the rows of its size, each with a filter that exists.
 * What follows IEND is not looked at, and checksums of chunks that need not be read are not either: browsers show such files. Those of an animation are, its
 * numbers and the letters of all names: Firefox shows nothing where they are wrong, Chromium a picture without the chunk.
 */
export async function checkPng(bytes: Uint8Array): Promise<ImageSize> {
  const file = new ImageBytes(bytes);
  const data: Uint8Array[] = [];
  let header: Header | null = null;
  let palette = false;
  let frames = 0;
  for (let at = 8; ; ) {
    const length = file.u32(at);
    const type = file.text(at + 4, 4);
    file.need(at + 8, length + 4);
    if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type))
      throw new BrokenImage({ en: 'a chunk has no name', ko: '이름이 없는 청크가 있습니다' });
    if (CHECKED.test(type) && crc32(bytes.subarray(at + 4, at + 8 + length)) !== file.u32(at + 8 + length))
      throw new BrokenImage({ en: `its chunk ${type} has a wrong checksum`, ko: `${type} 청크의 검사합이 맞지 않습니다` });
    if (header === null) {
      if (type !== 'IHDR' || length !== 13)
        throw new BrokenImage({ en: 'it does not start with a header', ko: '헤더로 시작하지 않습니다' });
      header = readHeader(file, at + 8);
    } else if (type === 'PLTE') palette = true;
    else if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    else if (type === 'fcTL' || type === 'fdAT') {
      if (file.u32(at + 8) !== frames++)
        throw new BrokenImage({ en: 'a part of its animation is missing', ko: '움직이는 그림의 일부가 없습니다' });
    } else if (type === 'IEND') break;
    at += 12 + length;
  }
  if (data.length === 0) throw new BrokenImage({ en: 'it holds no pixels', ko: '화소가 없습니다' });
  if (header.colour === 3 && !palette) throw new BrokenImage({ en: 'its palette is missing', ko: '팔레트가 없습니다' });
  await checkRows(header, data);
  return sized(header.width, header.height);
}

/** Chunks that are critical, or of an animation. */
const CHECKED = /^(?:[A-Z]|acTL|fcTL|fdAT)/;

interface Header extends ImageSize {
  readonly colour: number;
  /** Bits a pixel. */
  readonly bits: number;
  readonly interlaced: boolean;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function readHeader(file: ImageBytes, at: number): Header {
  const [depth, colour, interlace] = [file.u8(at + 8), file.u8(at + 9), file.u8(at + 12)];
  const channels = CHANNELS[colour];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth) || interlace > 1)
    throw new BrokenImage({ en: 'its header is not one of a PNG', ko: '헤더가 PNG의 것이 아닙니다' });
  const { width, height } = sized(file.u32(at), file.u32(at + 4));
  return { width, height, colour, bits: channels * depth, interlaced: interlace === 1 };
}

/** Adam7: first column and row of each pass, and the steps between. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

async function checkRows({ width, height, bits, interlaced }: Header, data: readonly Uint8Array[]): Promise<void> {
  const count = (size: number, first: number, step: number): number => Math.max(0, Math.ceil((size - first) / step));
  const passes = interlaced
    ? PASSES.map(([x, y, dx, dy]) => ({ columns: count(width, x, dx), rows: count(height, y, dy) })).filter(
        ({ columns }) => columns > 0,
      )
    : [{ columns: width, rows: height }];
  const runs = passes
    .map(({ columns, rows }) => ({ stride: 1 + Math.ceil((columns * bits) / 8), rows }))
    .filter(({ rows }) => rows > 0);
  const whole = runs.reduce((sum, { stride, rows }) => sum + stride * rows, 0);
  let seen = 0;
  /** Where the next row starts, of which run, and how many rows of it are left. */
  let next = 0;
  let run = 0;
  let left = runs[0]?.rows ?? 0;
  await inflated(data, whole, (part) => {
    while (run < runs.length && next < seen + part.length) {
      if ((part[next - seen] as number) > 4)
        throw new BrokenImage({ en: 'a row of pixels is damaged', ko: '화소의 한 줄이 손상되었습니다' });
      next += (runs[run] as { stride: number }).stride;
      if (--left === 0) left = runs[++run]?.rows ?? 0;
    }
    seen += part.length;
    return seen < whole;
  });
  if (seen < whole) {
    const percent = Math.floor((100 * seen) / whole);
    throw new BrokenImage({ en: `its pixels end after ${percent}%`, ko: `화소가 ${percent}%에서 끝납니다` });
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < data.length; i++) crc = (CRC[(crc ^ (data[i] as number)) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

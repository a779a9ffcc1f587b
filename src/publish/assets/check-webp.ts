import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/** A WebP (RFC 9649): the chunks of its RIFF, with pixel data of one kind among them, and the size that they say. */
export function checkWebp(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  const end = 8 + file.u32(4, true);
  if (end > bytes.length) throw new BrokenImage({ en: 'the file is cut off', ko: '파일이 중간에 끊겼습니다' });
  let canvas: ImageSize | null = null;
  let pixels: ImageSize | null = null;
  for (let at = 12; at + 8 <= end; ) {
    const type = file.text(at, 4);
    const length = file.u32(at + 4, true);
    file.need(at + 8, length);
    const data = at + 8;
    if (type === 'VP8X') canvas = sized(1 + u24(file, data + 4), 1 + u24(file, data + 7));
    else if (type === 'VP8 ') pixels = lossy(file, data);
    else if (type === 'VP8L') pixels = lossless(file, data);
    else if (type === 'ANMF') pixels ??= sized(1 + u24(file, data + 6), 1 + u24(file, data + 9));
    at = data + length + (length & 1);
  }
  if (pixels === null) throw new BrokenImage({ en: 'it holds no pixels', ko: '화소가 없습니다' });
  return canvas ?? pixels;
}

const u24 = (file: ImageBytes, at: number): number => file.u16(at, true) | (file.u8(at + 2) << 16);

function lossy(file: ImageBytes, at: number): ImageSize {
  if (file.text(at + 3, 3) !== '\x9d\x01\x2a')
    throw new BrokenImage({ en: 'its pixels are damaged', ko: '화소가 손상되었습니다' });
  return sized(file.u16(at + 6, true) & 0x3fff, file.u16(at + 8, true) & 0x3fff);
}

function lossless(file: ImageBytes, at: number): ImageSize {
  if (file.u8(at) !== 0x2f) throw new BrokenImage({ en: 'its pixels are damaged', ko: '화소가 손상되었습니다' });
  const bits = file.u32(at + 1, true);
  return sized(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
}

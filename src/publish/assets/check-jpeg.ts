import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/**
 * A JPEG (ITU T.81): segments, a frame, scans up to the end marker. Where EXIF turns the picture by a quarter, width and height are those of the turned one, as
 * browsers show it.
 */
export function checkJpeg(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  let size: ImageSize | null = null;
  let turned = false;
  let scans = 0;
  for (let at = 2; ; ) {
    if (at >= bytes.length) throw new BrokenImage({ en: 'the file is cut off', ko: '파일이 중간에 끊겼습니다' });
    if (file.u8(at) !== 0xff) throw new BrokenImage({ en: 'its segments are damaged', ko: '세그먼트가 손상되었습니다' });
    const marker = file.u8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) break;
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    if (alone) {
      at += 2;
      continue;
    }
    const length = file.u16(at + 2);
    file.need(at + 2, length);
    if (length < 2) throw new BrokenImage({ en: 'its segments are damaged', ko: '세그먼트가 손상되었습니다' });
    if (isFrame(marker)) size = sized(file.u16(at + 7), file.u16(at + 5));
    if (marker === 0xe1) turned ||= isTurned(file, at + 4, length - 2);
    at += 2 + length;
    if (marker === 0xda) {
      if (size === null) throw new BrokenImage({ en: 'it has pixels before their size', ko: '크기보다 화소가 먼저 나옵니다' });
      scans++;
      at = nextMarker(bytes, at);
    }
  }
  if (size === null || scans === 0) throw new BrokenImage({ en: 'it holds no pixels', ko: '화소가 없습니다' });
  return turned ? sized(size.height, size.width) : size;
}

/** Start of frame: all but the Huffman table (C4), the extension (C8) and arithmetic conditioning (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Past entropy-coded data: the next marker that is neither a stuffed byte nor a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) return at;
  }
  throw new BrokenImage({ en: 'the file is cut off', ko: '파일이 중간에 끊겼습니다' });
}

/** EXIF orientation (tag 0x0112) 5 to 8: turned by a quarter. */
function isTurned(file: ImageBytes, start: number, length: number): boolean {
  if (length < 14 || file.text(start, 6) !== 'Exif\0\0') return false;
  const base = start + 6;
  const end = start + length;
  const little = file.text(base, 2) === 'II';
  const directory = base + file.u32(base + 4, little);
  if (directory + 2 > end) return false;
  for (let entry = 0; entry < file.u16(directory, little); entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > end) return false;
    if (file.u16(at, little) === 0x0112) return file.u16(at + 8, little) >= 5 && file.u16(at + 8, little) <= 8;
  }
  return false;
}

import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/** A GIF (CompuServe, 87a and 89a): blocks up to the trailer, with at least one image in them. */
export function checkGif(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  const size = sized(file.u16(6, true), file.u16(8, true));
  const flags = file.u8(10);
  let images = 0;
  for (let at = 13 + tableSize(flags); ; ) {
    // Many encoders forget the trailer; what was drawn until then is shown.
    const kind = at >= bytes.length && images > 0 ? 0x3b : file.u8(at);
    if (kind === 0x3b) break;
    if (kind === 0x21) at = pastBlocks(file, at + 2);
    else if (kind === 0x2c) {
      at = pastBlocks(file, at + 11 + tableSize(file.u8(at + 9)));
      images++;
    } else throw new BrokenImage({ en: 'its blocks are damaged', ko: '블록이 손상되었습니다' });
  }
  if (images === 0) throw new BrokenImage({ en: 'it holds no image', ko: '이미지가 없습니다' });
  return size;
}

const tableSize = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

function pastBlocks(file: ImageBytes, from: number): number {
  let at = from;
  for (let length = file.u8(at); length > 0; length = file.u8(at)) at += 1 + length;
  return at + 1;
}

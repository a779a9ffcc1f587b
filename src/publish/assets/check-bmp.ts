import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/** A Windows bitmap: its header, and as many bytes of pixels as its size asks for where they are not packed. */
export function checkBmp(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  const start = file.u32(10, true);
  const old = file.u32(14, true) === 12;
  const [width, height, depth] = old
    ? [file.u16(18, true), file.u16(20, true), file.u16(24, true)]
    : [file.u32(18, true), Math.abs(file.u32(22, true) | 0), file.u16(28, true)];
  if (![1, 4, 8, 16, 24, 32].includes(depth))
    throw new BrokenImage({ en: 'its header is not one of a bitmap', ko: '헤더가 비트맵의 것이 아닙니다' });
  const packed = !old && [1, 2, 4, 5].includes(file.u32(30, true));
  const size = sized(width, height);
  file.need(start, packed ? 1 : 4 * Math.ceil((width * depth) / 32) * height);
  return size;
}

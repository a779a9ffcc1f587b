import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/** An icon: every entry of its list lies in the file; its size is the largest. */
export function checkIco(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  const count = file.u16(4, true);
  if (count === 0) throw new BrokenImage({ en: 'it holds no image', ko: '이미지가 없습니다' });
  let [width, height] = [0, 0];
  for (let entry = 0; entry < count; entry++) {
    const at = 6 + 16 * entry;
    file.need(file.u32(at + 12, true), file.u32(at + 8, true));
    width = Math.max(width, file.u8(at) || 256);
    height = Math.max(height, file.u8(at + 1) || 256);
  }
  return sized(width, height);
}

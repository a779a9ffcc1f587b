import { BrokenImage, ImageBytes, type ImageSize, sized } from './image-size.js';

/**
 * An AVIF (AV1 Image File Format 1.1, boxes of ISO/IEC 14496-12): boxes that fill the file, pixel data, and the size of its largest item, turned where an item is turned.
 */
export function checkAvif(bytes: Uint8Array): ImageSize {
  const file = new ImageBytes(bytes);
  let [meta, data] = [false, false];
  let largest: ImageSize | null = null;
  let turned = false;
  for (const box of boxes(file, 0, bytes.length)) {
    data ||= box.type === 'mdat';
    if (box.type !== 'meta') continue;
    meta = true;
    const properties = [...boxes(file, box.start + 4, box.end)].filter(({ type }) => type === 'iprp');
    for (const part of properties.flatMap(({ start, end }) => [...boxes(file, start, end)]).filter(({ type }) => type === 'ipco'))
      for (const { type, start } of boxes(file, part.start, part.end)) {
        if (type === 'irot') turned = (file.u8(start) & 1) === 1;
        if (type !== 'ispe') continue;
        const size = sized(file.u32(start + 4), file.u32(start + 8));
        if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
      }
  }
  if (!meta || largest === null) throw new BrokenImage({ en: 'it does not say its size', ko: '크기가 적혀 있지 않습니다' });
  if (!data) throw new BrokenImage({ en: 'it holds no pixels', ko: '화소가 없습니다' });
  return turned ? sized(largest.height, largest.width) : largest;
}

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function* boxes(file: ImageBytes, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const short = file.u32(at);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? file.u32(at + 8) * 2 ** 32 + file.u32(at + 12) : short === 0 ? to - at : short;
    if (length < head || at + length > to) throw new BrokenImage({ en: 'the file is cut off', ko: '파일이 중간에 끊겼습니다' });
    yield { type: file.text(at + 4, 4), start: at + head, end: at + length };
    at += length;
  }
}

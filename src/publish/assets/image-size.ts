import type { Text } from '../../base/text.js';

/** What a check of a picture's bytes gives: its size as it is shown, in pixels of the file. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A check of one kind of picture. @throws BrokenImage where a browser would not show all of it. */
export type ImageCheck = (bytes: Uint8Array) => ImageSize | Promise<ImageSize>;

/** Why a picture cannot be shown: the end of the sentence "the picture cannot be read: …". */
export class BrokenImage extends Error {
  constructor(readonly reason: Text) {
    super(reason.en);
  }
}

/** Numbers at places of a file, none beyond its end. */
export class ImageBytes {
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  /** @throws BrokenImage where the file ends before `at + count`. */
  need(at: number, count: number): void {
    if (at + count > this.bytes.length) throw new BrokenImage({ en: 'the file is cut off', ko: '파일이 중간에 끊겼습니다' });
  }

  u8(at: number): number {
    this.need(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number, little = false): number {
    this.need(at, 2);
    return this.view.getUint16(at, little);
  }

  u32(at: number, little = false): number {
    this.need(at, 4);
    return this.view.getUint32(at, little);
  }

  /** Bytes as characters U+0000…U+00FF. */
  text(at: number, count: number): string {
    this.need(at, count);
    return String.fromCharCode(...this.bytes.subarray(at, at + count));
  }
}

export const sized = (width: number, height: number): ImageSize => {
  if (width < 1 || height < 1)
    throw new BrokenImage({ en: `its size is ${width}×${height}`, ko: `크기가 ${width}×${height}입니다` });
  return { width, height };
};

import { crc32, deflateSync } from 'node:zlib';
import type { Asset, Picture } from '../../../src/publish/asset.js';
import { assetOf } from '../../../src/publish/assets/asset-of.js';

/** A PNG of one colour. */
function png(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Uint8Array {
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.concat(Array.from({ length: width }, () => Buffer.from([red, green, blue]))),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const body = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const svg = (paper: string, ink: string): Uint8Array =>
  new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180" viewBox="0 0 320 180"><rect width="320" height="180" fill="${paper}"/><path d="M20 160 Q160 -80 300 160" fill="none" stroke="${ink}" stroke-width="4"/></svg>`,
  );

const asset = (bytes: Uint8Array, stem: string): Promise<Asset> => assetOf(bytes, stem, 'test');

/** As an experiment gives it: PNG at double density, SVG, both also for dark pages. */
export async function figure(alt: string): Promise<Picture> {
  return {
    asset: await asset(png(640, 360, [255, 255, 255]), 'fit'),
    vector: await asset(svg('#ffffff', '#0072b2'), 'fit'),
    dark: await asset(png(640, 360, [20, 24, 31]), 'fit-dark'),
    darkVector: await asset(svg('#14181f', '#4ea8e6'), 'fit-dark'),
    width: 320,
    height: 180,
    alt,
  };
}

export async function photo(alt: string, title?: string): Promise<Picture> {
  const picture = await asset(png(120, 80, [30, 120, 90]), '사진 1');
  return { asset: picture, width: 120, height: 80, alt, ...(title === undefined ? {} : { title }) };
}

import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate } from '../../src/figure/deflate.js';
import { encodePng } from '../../src/figure/png.js';

/** Reads what encodePng can write, by zlib's inflate. */
function decode(png: Uint8Array): { columns: number; rows: number; pixels: Uint8Array; depth: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    chunks.set(String.fromCharCode(...png.subarray(at + 4, at + 8)), png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') as Uint8Array;
  const head = new DataView(header.buffer, header.byteOffset, 13);
  const [columns, rows, depth, type] = [head.getUint32(0), head.getUint32(4), header[8] as number, header[9]];
  const data = inflateSync(chunks.get('IDAT') as Uint8Array);
  const stride = 1 + (type === 6 ? 4 * columns : Math.ceil((columns * depth) / 8));
  const pixels = new Uint8Array(4 * columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const out = 4 * (row * columns + column);
      if (type === 6) {
        pixels.set(data.subarray(row * stride + 1 + 4 * column, row * stride + 5 + 4 * column), out);
        continue;
      }
      const bit = column * depth;
      const index = ((data[row * stride + 1 + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
      const [palette, alpha] = [chunks.get('PLTE') as Uint8Array, chunks.get('tRNS') as Uint8Array];
      pixels.set([...palette.subarray(3 * index, 3 * index + 3), alpha[index] as number], out);
    }
  return { columns, rows, pixels, depth };
}

describe('deflate', () => {
  it('is read back by zlib: random bytes, runs, repeats', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 400 })), { maxLength: 12 }),
        (parts) => {
          const data = Uint8Array.from(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => [...bytes]).flat()));
          expect(Buffer.compare(inflateSync(deflate(data)), data)).toBe(0);
        },
      ),
      { seed: 31, numRuns: 60 },
    );
  });

  it('reads back over distances up to and beyond 32 kB', () => {
    const data = Uint8Array.from({ length: 100_000 }, (_, i) => (i % 33_000 < 20 ? i % 33_000 : (i * 7919) >>> 9));
    expect(Buffer.compare(inflateSync(deflate(data)), data)).toBe(0);
  });

  it('makes 1 MB of one byte smaller than 7 kB', () => {
    expect(deflate(new Uint8Array(1e6)).length).toBeLessThan(7000);
  });
});

describe('png', () => {
  it('keeps every pixel, with 1, 2, 4 and 8 bits and without a palette', () => {
    const depths = new Set<number>();
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(1, 2, 3, 4, 16, 17, 256, 2 ** 32),
        fc.integer({ min: 0, max: 1e6 }),
        (columns, rows, colours, seed) => {
          const pixels = new Uint8Array(4 * columns * rows);
          const view = new DataView(pixels.buffer);
          for (let i = 0; i < columns * rows; i++) view.setUint32(4 * i, (Math.imul(i + seed, 2654435761) >>> 0) % colours);
          const read = decode(encodePng(columns, rows, pixels));
          depths.add(read.depth);
          expect([read.columns, read.rows]).toEqual([columns, rows]);
          expect(Buffer.compare(read.pixels, pixels)).toBe(0);
        },
      ),
      { seed: 32, numRuns: 150 },
    );
    expect([...depths].sort()).toEqual([1, 2, 4, 8]);
  });
});

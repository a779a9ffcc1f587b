import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import { assetOf } from '../../../src/publish/assets/asset-of.js';

interface Vectors {
  readonly pictures: Readonly<Record<string, { readonly size: readonly [number, number]; readonly base64: string }>>;
}
/** By scripts/vectors/pictures.py: Pillow. */
const VECTORS = JSON.parse(readFileSync('test/data/pictures.json', 'utf8')) as Vectors;
export const PICTURES = Object.entries(VECTORS.pictures).map(([name, { size, base64 }]) => ({
  name,
  size,
  bytes: new Uint8Array(Buffer.from(base64, 'base64')),
}));

/** Sizes as a browser shows pictures, 0×0 for those that it does not. @param type of SVG; others are known by their bytes. */
const sizes = async (page: Page, pictures: readonly Uint8Array[], type = ''): Promise<[number, number][]> =>
  (await page.evaluate(`Promise.all(${JSON.stringify(pictures.map((bytes) => Buffer.from(bytes).toString('base64')))}.map(async (text) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type: '${type}' }));
    return image.decode().then(() => [image.naturalWidth, image.naturalHeight], () => [0, 0]);
  }))`)) as [number, number][];

export const accepted = async (bytes: Uint8Array): Promise<{ width: number; height: number } | string> => {
  try {
    return await assetOf(bytes, 'x', 'here');
  } catch (error) {
    if (error instanceof DownhillError) return error.code;
    throw error;
  }
};

/** A linear congruential generator (Numerical Recipes, 7.1): numbers in 0…1 for places to damage. */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** That a browser, which the caller opens and closes, shows the pictures that are taken. */
export function pictureTests(name: string, browser: () => Browser): void {
  let page: Page;
  beforeAll(async () => {
    page = await browser().newPage();
  });
  const shown = (pictures: readonly Uint8Array[], type = ''): Promise<[number, number][]> => sizes(page, pictures, type);

  it(`have the size that ${name} shows and Pillow reads: 27 kinds of PNG, JPEG, GIF, WebP, AVIF, BMP, ICO`, async () => {
    expect(PICTURES.length).toBe(27);
    const seen = await shown(PICTURES.map(({ bytes }) => bytes));
    for (const [i, { name, size, bytes }] of PICTURES.entries()) {
      const asset = await assetOf(bytes, name, name);
      expect([name, asset.width, asset.height]).toEqual([name, ...size]);
      expect([name, ...(seen[i] as [number, number])]).toEqual([name, ...size]);
    }
  });

  it(`are shown by ${name} when they are PNG, whatever was damaged: 600 files with wrong bytes`, async () => {
    const random = numbers(11);
    const pngs = PICTURES.filter(({ name }) => name.endsWith('.png'));
    const damaged: Uint8Array[] = [];
    for (let i = 0; i < 600; i++) {
      const bytes = Uint8Array.from((pngs[i % pngs.length] as { bytes: Uint8Array }).bytes);
      for (let k = 0; k < 1 + (i % 3); k++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      if (typeof (await accepted(bytes)) !== 'string') damaged.push(bytes);
    }
    const broken = (await shown(damaged)).filter(([width]) => width === 0);
    expect(broken.length).toBe(0);
  });

  it(`are shown by ${name} when they are PNG, whichever byte of a profile or an animation is wrong: over 2,000 files`, async () => {
    const damaged: Uint8Array[] = [];
    let tried = 0;
    for (const { bytes } of PICTURES.filter((each) => /^(?:text-and-profile|animated)\.png$/.test(each.name)))
      for (let at = 33; at < bytes.length; at++)
        for (const bits of [1, 32, 128, 255]) {
          const wrong = Uint8Array.from(bytes);
          wrong[at] = (wrong[at] as number) ^ bits;
          tried++;
          if (typeof (await accepted(wrong)) !== 'string') damaged.push(wrong);
        }
    expect(tried).toBeGreaterThan(2000);
    expect(damaged.length).toBeGreaterThan(100);
    expect((await shown(damaged)).filter(([width]) => width === 0).length).toBe(0);
  });

  it(`are shown by ${name} when they are SVG: cleaned, of every way to say a size`, async () => {
    const svgs: [string, number, number][] = [
      ['<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>', 40, 30],
      ['<svg width="40" height="30"><rect width="9" height="9"/></svg>', 40, 30],
      ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 35"/>', 70, 35],
      ['<svg xmlns="http://www.w3.org/2000/svg" width="100" viewBox="0,0,50,25"/>', 100, 50],
      ['<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 50 25"/>', 50, 25],
      ['<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="1in"/>', 96, 96],
      ['<svg xmlns="http://www.w3.org/2000/svg"/>', 300, 150],
      [
        '\uFEFF<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="12" height="8"><text>&ns;</text></svg>',
        12,
        8,
      ],
      ['<s:svg xmlns:s="http://www.w3.org/2000/svg" width="5" height="6"><s:rect width="9" height="9"/></s:svg>', 5, 6],
      ['<svg width=31 height=32><path d="M0 0h9"><text>a&nbsp;b</svg>', 31, 32],
      [
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style><![CDATA[ .a > .b { fill: url(#g) } @media print { .a { fill: red } } ]]></style></svg>',
        9,
        9,
      ],
    ];
    const assets = await Promise.all(svgs.map(([text]) => assetOf(new TextEncoder().encode(text), 'x', 'here')));
    const typed = await shown(
      assets.map(({ data }) => data),
      'image/svg+xml',
    );
    expect(assets.map(({ width, height }) => [width, height])).toEqual(svgs.map(([, width, height]) => [width, height]));
    expect(typed).toEqual(svgs.map(([, width, height]) => [width, height]));
  });
}

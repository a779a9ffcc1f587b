import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../chromium.js';
import { accepted, PICTURES, pictureTests } from './shown-pictures.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('pictures that are taken', () => {
  pictureTests('Chromium', () => browser);

  it('are never cut off: of every PNG, JPEG, BMP, AVIF and WebP, its first 1%, 20%, …, 99% are refused', async () => {
    const taken: string[] = [];
    for (const { name, bytes } of PICTURES.filter((each) => !/\.(?:gif|ico)$/.test(each.name)))
      for (const share of [0.01, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99])
        if (typeof (await accepted(bytes.slice(0, Math.floor(share * bytes.length)))) !== 'string')
          taken.push(`${name} ${share}`);
    expect(taken).toEqual([]);
  });
});

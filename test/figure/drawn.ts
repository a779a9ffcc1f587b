import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { animatedSvg } from '../../src/figure/animation.js';
import type { FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import type { Scene } from '../../src/figure/scene.js';
import { svg } from '../../src/figure/svg.js';
import { fontFiles } from '../../src/node/fonts.js';
import { pixels } from '../../src/node/raster.js';
import { noisySine, wave } from './sources.js';

const draw = (name: string, source: FigureSource): Scene =>
  (CHARTS.find((row) => row.name === name) as (typeof CHARTS)[number]).draw(source, {});

/** The shipped fonts, as a page gets them. */
const fonts = (): string =>
  fontFiles()
    .map((path, i) => {
      const family = ['Pretendard', 'Pretendard', 'KaTeX_Main'][i];
      return `@font-face{font-family:${family};font-weight:${i === 1 ? 600 : 400};src:url(data:font/otf;base64,${readFileSync(path).toString('base64')})}`;
    })
    .join('');

/** Calls a function in the page. It is text, because the tests are compiled without the types of a browser. */
const ask = <Answer>(where: Page, code: string, argument: unknown = null): Promise<Answer> =>
  where.evaluate(`(${code})(${JSON.stringify(argument)})`);

async function shown(page: Page, markup: string, style = ''): Promise<void> {
  await page.setContent(`<!doctype html><style>${style}body{margin:0}</style>${markup}`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

/** RGBA of a PNG that the page shows, read by the page itself. */
async function photographed(page: Page, width: number, height: number): Promise<Uint8Array> {
  const shot = await page.screenshot({ clip: { x: 0, y: 0, width, height } });
  const reader = await page.context().browser()!.newPage();
  const data = await ask<string>(
    reader,
    `async (base64) => {
      const image = new Image();
      image.src = 'data:image/png;base64,' + base64;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const bytes = context.getImageData(0, 0, image.width, image.height).data;
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(text);
    }`,
    shot.toString('base64'),
  );
  await reader.close();
  return Buffer.from(data, 'base64');
}

/** How many pixels differ by more than an edge that is smoothed otherwise: a mean difference of the channels above 30%. */
function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) {
    const sum = [0, 1, 2].reduce((total, k) => total + Math.abs((a[i + k] as number) - (b[i + k] as number)), 0);
    if (sum > 3 * 0.3 * 255) count++;
  }
  return count;
}

/**
 * That a browser, which the caller opens and closes, draws figures as they are meant.
 * @param calm a browser with less motion where a page asks Playwright for it; it may be the same.
 */
export function figureTests(browser: () => Browser, calm: () => Browser): void {
  let page: Page;
  beforeAll(async () => {
    page = await browser().newPage({ viewport: { width: 800, height: 600 }, deviceScaleFactor: 1 });
  });
  const show = (markup: string, style = ''): Promise<void> => shown(page, markup, style);
  const screenshot = (width: number, height: number): Promise<Uint8Array> => photographed(page, width, height);

  for (const [name, source] of [
    ['fit', noisySine('ko')],
    ['loss', wave('en')],
    ['landscape', wave('ko')],
    ['residuals', noisySine('en')],
  ] as const)
    it(`draws ${name} as resvg does: at most 0.1% of the pixels differ`, async () => {
      const scene = draw(name, source);
      await show(svg(scene), fonts());
      const [seen, drawn] = [await screenshot(scene.width, scene.height), (await pixels(scene, { scale: 1 })).data];
      expect(seen.length).toBe(drawn.length);
      expect(differing(seen, drawn) / (seen.length / 4)).toBeLessThanOrEqual(0.001);
    });

  it('reads every chart as XML and finds its title and description', async () => {
    for (const chart of CHARTS) {
      const scene = chart.draw({ ...noisySine('ko', 20, 20), response: `<b>&"']]>\u0001` }, {});
      const found = await ask(
        page,
        `(text) => {
          const document = new DOMParser().parseFromString(text, 'image/svg+xml');
          const named = document.documentElement.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id)?.tagName);
          return { errors: document.querySelectorAll('parsererror').length, named, title: document.querySelector('title').textContent };
        }`,
        svg(scene),
      );
      expect(found).toEqual({ errors: 0, named: ['title', 'desc'], title: scene.title.replaceAll('\u0001', '') });
    }
  });

  it('shows several pictures in one page without mixing their clips', async () => {
    await show(['data', 'fit', 'residuals', 'compare'].map((name) => svg(draw(name, noisySine('en', 20, 20)))).join(''));
    const ids = await ask<string[]>(page, `() => [...document.querySelectorAll('[id]')].map((element) => element.id)`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('plays the animation: the curve and the epoch change, and at the end it rests on the last one', async () => {
    await show(animatedSvg(noisySine('en')));
    const at = (seconds: number): Promise<{ epochs: string[]; height: number }> =>
      ask(
        page,
        `(time) => {
          const root = document.querySelector('svg');
          root.pauseAnimations();
          root.setCurrentTime(time);
          const seen = [...root.querySelectorAll('text')].filter((text) => getComputedStyle(text).visibility === 'visible' && text.getBoundingClientRect().width > 0);
          const curve = root.querySelector('path.moving[stroke="#D55E00"][clip-path]');
          return { epochs: seen.map((text) => text.textContent).filter((text) => text.startsWith('epoch ')), height: Math.round(curve.getBoundingClientRect().height) };
        }`,
        seconds,
      );
    const [first, middle, last] = [await at(0), await at(2), await at(5)];
    expect(first.epochs).toEqual(['epoch 0']);
    expect(middle.epochs).toHaveLength(1);
    expect(Number(middle.epochs[0]?.slice(6))).toBeGreaterThan(0);
    expect(last.epochs).toEqual(['epoch 200']);
    expect(first.height).toBeLessThan(middle.height);
    expect(middle.height).toBeLessThan(last.height);
  });

  it('shows the end and no motion to those who asked for less of it', async () => {
    const still = await calm().newPage({ reducedMotion: 'reduce' });
    await shown(still, animatedSvg(noisySine('en')));
    const seen = await ask(
      still,
      `() => ({
        moving: [...document.querySelectorAll('.moving')].filter((element) => element.getBoundingClientRect().width > 0).length,
        texts: [...document.querySelectorAll('text.still')].map((text) => text.textContent),
      })`,
    );
    await still.close();
    expect(seen).toEqual({ moving: 0, texts: ['epoch 200', 'loss 0.542'] });
  });

  it('moves inside <img>', async () => {
    await show(`<img src="data:image/svg+xml;base64,${Buffer.from(animatedSvg(noisySine('en'))).toString('base64')}">`);
    await page.waitForFunction('document.querySelector("img").complete');
    const early = await screenshot(760, 470);
    await page.waitForTimeout(700);
    expect(differing(early, await screenshot(760, 470))).toBeGreaterThan(200);
  });
}

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asked, browser, codeOf, formulasOf, pictures, withoutEnd } from './browser.js';
import { FORMULAS, hardPost, PICTURES, shownCode } from './hard-post.js';
import { type Server, type Site, server, site } from './hugo-sites.js';

interface Variant {
  readonly name: string;
  readonly base: string;
  readonly ugly: boolean;
  readonly unsafe: boolean;
  readonly permalinks: boolean;
}

/** All sixteen kinds of sites. */
const VARIANTS: readonly Variant[] = Array.from({ length: 16 }, (_, i) => ({
  name: `v${i}`,
  base: (i & 1) === 0 ? '/' : '/blog/',
  ugly: (i & 2) !== 0,
  unsafe: (i & 4) !== 0,
  permalinks: (i & 8) !== 0,
}));
const settings = ({ name, base, ugly, unsafe, permalinks }: Variant, port: number): string => `
baseURL = "http://${name}.localhost:${port}${base}"
enableEmoji = true
uglyURLs = ${ugly}
${permalinks ? '[permalinks]\nposts = "/:year/:month/:slug/"' : ''}
[markup.goldmark.renderer]
unsafe = ${unsafe}
[markup.goldmark.parser.attribute]
block = true
`;

let served: Server;
let chromium: Browser;
let page: Page;
const sites: Site[] = [];
const addresses: (string | null)[] = [];

beforeAll(async () => {
  [served, chromium] = await Promise.all([server(), browser()]);
  page = await chromium.newPage();
  const posts = [
    await hardPost(true),
    { ...(await hardPost(false)), front: { ...(await hardPost(false)).front, slug: 'untrusted' } },
  ];
  for (const variant of VARIANTS) {
    const built = site(settings(variant, served.port));
    sites.push(built);
    const [first] = [
      await built.publish(posts[0] as (typeof posts)[0]),
      await built.publish(posts[1] as (typeof posts)[0], { assetSlug: 'untrusted' }),
    ];
    addresses.push(first.address);
    built.build();
    served.hosts.set(variant.name, { folder: join(built.folder, 'public'), base: variant.base });
  }
});

afterAll(async () => {
  await chromium?.close();
  served?.close();
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
});

/** Versions of Hugo differ in which lists have ugly addresses. */
const found = (i: number, path: string): string | null =>
  existsSync(join((sites[i] as Site).folder, 'public', path)) ? path : null;
const root = ({ name, base }: Variant): string => `http://${name}.localhost:${served.port}${base}`;

describe.each(VARIANTS)('a Hugo site at $base, ugly $ugly, unsafe $unsafe, permalinks $permalinks', (variant) => {
  const i = VARIANTS.indexOf(variant);
  const places = (): readonly (readonly [string, string, number])[] => [
    ['post', addresses[i] as string, PICTURES],
    ['home', '', PICTURES],
    ['second page of home', found(i, 'page/2.html') ?? 'page/2/', PICTURES],
    ['section', found(i, 'posts.html') ?? 'posts/', 2 * PICTURES],
  ];

  it('shows every picture of a post on the post, on both pages of home and on its section: 0 broken', async () => {
    for (const [place, path, count] of places()) {
      const response = await page.goto(root(variant) + path);
      expect([place, response?.status()]).toEqual([place, 200]);
      expect({ place, ...(await pictures(page)) }).toEqual({ place, count, broken: [] });
    }
  });

  it('gives a feed that is XML and whose pictures need no address to be resolved: 0 broken', async () => {
    const feed = (sites[i] as Site).built('index.xml');
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(feed).close();
    // Another site: the reader of feeds.
    await page.goto(`http://reader.localhost:${served.port}/empty.html`);
    const text = JSON.stringify(feed);
    const html = await asked<string>(
      page,
      `[...new DOMParser().parseFromString(${text}, 'text/xml').querySelectorAll('item > description')].map((each) => each.textContent).join('')`,
    );
    await page.setContent(html);
    expect(await pictures(page)).toEqual({ count: 2 * PICTURES, broken: [] });
  });

  it('shows code byte for byte, and as many formulas as the post has', async () => {
    for (const path of [addresses[i] as string, (addresses[i] as string).replace('경사하강법', 'untrusted')]) {
      await page.goto(root(variant) + path);
      expect((await codeOf(page)).slice(0, -1)).toEqual(shownCode().map(withoutEnd));
      expect(await formulasOf(page)).toBe(FORMULAS);
    }
  });
});

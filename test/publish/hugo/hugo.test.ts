import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addresses, broken, browser, codeOf, formulasOf, withoutEnd } from './browser.js';
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
const posted: string[] = [];

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
    posted.push((first.address as string).slice(1));
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
    ['post', posted[i] as string, PICTURES],
    ['home', '', PICTURES],
    ['second page of home', found(i, 'page/2.html') ?? 'page/2/', PICTURES],
    ['section', found(i, 'posts.html') ?? 'posts/', 2 * PICTURES],
  ];

  it('shows every picture of a post on the post, on both pages of home and on its section: 0 broken', async () => {
    const seen = new Set<string>();
    for (const [place, path, count] of places()) {
      const response = await page.goto(root(variant) + path);
      expect([place, response?.status()]).toEqual([place, 200]);
      const shown = await addresses(page);
      expect([place, shown.count]).toEqual([place, count]);
      for (const address of shown.all) seen.add(address);
    }
    expect(await broken(page, [...seen])).toEqual([]);
  });

  it('gives a feed that is XML and whose pictures have whole addresses: 0 broken', async () => {
    let html = '';
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('text', (text) => {
      html += text;
    });
    parser.write((sites[i] as Site).built('index.xml')).close();
    const all = [...html.matchAll(/<(?:img src|source [^>]*srcset)="([^"]*)"/g)].map((match) => match[1] as string);
    expect(all).toHaveLength(2 * (PICTURES + 3));
    expect(all.filter((address) => !address.startsWith(root(variant)))).toEqual([]);
    await page.goto(root(variant));
    expect(await broken(page, [...new Set(all)])).toEqual([]);
  });

  it('shows code byte for byte, and as many formulas as the posts have, of its author and of a notebook', async () => {
    await page.goto(root(variant) + (found(i, 'posts.html') ?? 'posts/'));
    const [code, wanted] = [await codeOf(page), shownCode().map(withoutEnd)];
    const each = code.length / 2;
    for (const from of [0, each]) expect(code.slice(from, from + each - 1)).toEqual(wanted);
    expect(await formulasOf(page)).toBe(2 * FORMULAS);
  });
});

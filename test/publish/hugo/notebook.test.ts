import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/publish/post.js';
import { notebook } from '../../../src/publish/readers/notebook.js';
import type { Rendered, Target } from '../../../src/publish/target.js';
import { github } from '../../../src/publish/targets/github.js';
import { html } from '../../../src/publish/targets/html.js';
import { paste } from '../../../src/publish/targets/paste.js';
import { hardNotebook } from '../hard-notebook.js';
import { memoryFiles } from '../memory-files.js';
import { asked, browser, codeOf, formulasOf, pictures, withoutEnd } from './browser.js';
import { type Server, type Site, server, site } from './hugo-sites.js';

const hard = hardNotebook();
let post: Post;
let served: Server;
let chromium: Browser;
const sites: Site[] = [];

const render = (target: Target): Promise<Rendered> =>
  target.render(post, {
    site: memoryFiles(),
    date: null,
    assetSlug: 'hard',
    slug: 'hard',
    baseUrl: 'https://cdn.example.org',
    note: () => {},
  });

beforeAll(async () => {
  [served, chromium] = await Promise.all([server(), browser()]);
  post = await notebook.read(
    { bytes: hard.bytes, source: hard.name, path: hard.name },
    { files: memoryFiles(hard.files), allowMissing: false, note: () => {}, runExperiments: async () => [] },
  );
});
afterAll(async () => {
  await chromium?.close();
  served?.close();
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
});

/** Opens a page; `asks`: all that it asked for from elsewhere. */
async function opened(url: string): Promise<{ readonly page: Page; readonly asks: readonly string[] }> {
  const page = await chromium.newPage();
  const asks: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && new URL(request.url()).host !== new URL(url).host) asks.push(request.url());
  });
  await page.goto(url);
  await page.waitForTimeout(100);
  return { page, asks };
}

async function look(url: string): Promise<void> {
  const { page, asks } = await opened(url);
  expect(await pictures(page)).toEqual({ count: hard.pictures, broken: [] });
  expect(await formulasOf(page)).toBeGreaterThanOrEqual(hard.formulas.length);
  const code = await codeOf(page);
  for (const each of hard.code) expect(code).toContain(withoutEnd(each));
  expect(await asked(page, 'window.ran ?? 0')).toBe(0);
  expect(
    await asked(page, "document.querySelectorAll('article script, article iframe, article object, article form').length"),
  ).toBe(0);
  expect(asks).toEqual([]);
  await page.close();
}

describe('the hard notebook', () => {
  it.each([true, false])('is shown whole by Hugo, unsafe %s, and nothing of it runs or asks for anything', async (unsafe) => {
    const name = `n${unsafe}`;
    const built = site(
      `baseURL = "http://${name}.localhost:${served.port}/blog/"\nenableEmoji = true\n[markup.goldmark.renderer]\nunsafe = ${unsafe}`,
    );
    sites.push(built);
    const { address } = await built.publish(post);
    built.build();
    served.hosts.set(name, { folder: join(built.folder, 'public'), base: '/blog/' });
    await look(`http://${name}.localhost:${served.port}/blog${address}`);
  });

  it('is shown whole by a page that stands alone, and nothing of it runs or asks for anything', async () => {
    const file = join(sites[0]?.folder as string, 'page.html');
    writeFileSync(file, (await render(html)).post.text);
    await look(pathToFileURL(file).href);
  });

  it('leaves no script, no handler and no frame in what is pasted or lies on GitHub', async () => {
    const texts: string[] = [];
    for (const rendered of [await render(github), await render(paste)]) {
      texts.push(rendered.post.text.replace(/^(`{3,})[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, ''));
      for (const { path, data } of rendered.assets)
        if (path.endsWith('.html')) texts.push((data as string).replace(/<code>[\s\S]*?<\/code>/g, ''));
    }
    for (const text of texts)
      expect(text).not.toMatch(/<(?:script|iframe|object|form|style|link)\b|<[^>]*\son\w+\s*=|javascript:/i);
  });
});

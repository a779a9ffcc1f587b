import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'parse5';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderFiles } from '../../../src/node/folder.js';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Note } from '../../../src/publish/note.js';
import { pageDocument } from '../../../src/publish/page/document.js';
import type { Post } from '../../../src/publish/post.js';
import { html } from '../../../src/publish/targets/html.js';
import { asked, codeOf, formulasOf, pictures, withoutEnd } from './browser.js';
import { FORMULAS, hardPost, PICTURES, shownCode } from './hard-post.js';

const folder = mkdtempSync(join(tmpdir(), 'downhill-page-'));
const notes: Note[] = [];
/** The hard post, or one like it, as the target `html` writes it. */
export const rendered = async (post: Post): Promise<string> => {
  const context = {
    site: folderFiles(folder),
    assetSlug: 'hard',
    slug: 'hard',
    baseUrl: null,
    note: (note: Note) => notes.push(note),
  };
  const { post: page, assets } = await html.render(post, {
    ...context,
    date: { day: '2022-07-15', time: '21:30:00', offset: '+09:00' },
  });
  expect([page.path, assets]).toEqual(['hard.html', []]);
  return page.text;
};

/**
 * Runs in a page before it is read. `moved()`: the elements that stand more than 0.1 pixels from where they stood when the text was there and no picture was waited for,
 * and the layout shifts of a browser that counts them (W3C Layout Instability; Firefox does not).
 */
const MOVED = `(() => {
  const places = () => [...document.querySelectorAll('body *')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { name: element.tagName, box: [x + scrollX, y + scrollY, width, height] };
  });
  let first = [];
  let shifts = 0;
  document.addEventListener('DOMContentLoaded', () => { first = places(); });
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  window.moved = () => {
    const now = places();
    if (first.length === 0) return ['the page was not seen from its start'];
    return [...(shifts > 0 ? ['CLS ' + shifts] : []), ...now.filter(({ box }, i) => !first[i] || box.some((side, k) => Math.abs(side - first[i].box[k]) > 0.1))];
  };
})()`;

/** Opens a page from the disk. `seen`: what it asked for besides itself, and what it wrote to the console. */
export async function opened(
  browser: Browser,
  text: string,
  dark = false,
): Promise<{ readonly page: Page; readonly seen: string[] }> {
  const file = join(folder, 'page.html');
  writeFileSync(file, text);
  const page = await browser.newPage({ colorScheme: dark ? 'dark' : 'light', viewport: { width: 800, height: 600 } });
  const seen: string[] = [];
  page.on('console', (message) => seen.push(message.text()));
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && url !== pathToFileURL(file).href) seen.push(url);
  });
  // What the page's own policy stops has not been asked for.
  page.on('requestfailed', (request) => {
    if (/csp|NS_BINDING_ABORTED/i.test(request.failure()?.errorText ?? ''))
      seen.splice(seen.indexOf(request.url()), 1, 'stopped');
  });
  await page.addInitScript(MOVED);
  await page.goto(pathToFileURL(file).href);
  return { page, seen };
}

/**
 * What a page of the target `html` is to a browser, which the caller opens and closes.
 * @param dark a browser that has a dark look where a page asks Playwright for one; it may be the same.
 */
export function pageTests(light: () => Browser, dark: () => Browser): void {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each([true, false])('a page that stands alone, of a trusted author: %s', (trusted) => {
    let text = '';
    beforeAll(async () => {
      text = await rendered(await hardPost(trusted));
    });

    it('is HTML without a parse error', () => {
      const errors: string[] = [];
      parse(text, {
        sourceCodeLocationInfo: true,
        onParseError: ({ code, startLine, startCol }) => errors.push(`${code} ${startLine}:${startCol}`),
      });
      expect(errors).toEqual([]);
    });

    it('opens from the disk without a request, without a word on the console, with every picture, and nothing moves: CLS 0', async () => {
      const { page, seen } = await opened(light(), text);
      expect(await pictures(page)).toEqual({ count: PICTURES, broken: [] });
      await page.mouse.wheel(0, 5000);
      await page.waitForFunction('[...document.images].every((image) => image.complete && image.naturalWidth > 0)');
      expect(await asked(page, 'window.moved()')).toEqual([]);
      // That it would be seen: a picture without its height.
      await asked(page, "(document.querySelector('img').style.height = '1px')");
      expect(await asked(page, 'window.moved().length')).toBeGreaterThan(10);
      expect(seen).toEqual([]);
      await page.close();
    });

    it('shows code byte for byte, and as many formulas as the post has', async () => {
      const { page } = await opened(light(), text);
      expect((await codeOf(page)).slice(0, -1)).toEqual(shownCode().map(withoutEnd));
      expect(await formulasOf(page)).toBe(FORMULAS);
      await page.close();
    });

    it('has its title once, its language, a description and its date, and says that it is for light and dark', async () => {
      const { page } = await opened(light(), text);
      const said = await asked(
        page,
        `[
        document.title,
        document.querySelectorAll('h1').length,
        document.documentElement.lang,
        document.querySelector('meta[name=description]')?.getAttribute('content'),
        document.querySelector('header p')?.textContent,
        document.querySelector('meta[name=color-scheme]')?.getAttribute('content'),
      ]`,
      );
      expect(said).toEqual(['경사하강법: "a: b"', 1, 'ko', '첫 문단입니다. *Inline* <b>', '2022년 7월 15일', 'light dark']);
      await page.close();
    });

    it('shows the dark form of a figure on a dark page', async () => {
      const { page } = await opened(dark(), text, true);
      const source = await asked<string>(page, `document.querySelector('picture img')?.currentSrc ?? ''`);
      expect(Buffer.from(source.replace(/^.*,/, ''), 'base64').toString()).toContain('#14181f');
      expect(await asked(page, `getComputedStyle(document.body).backgroundColor`)).toBe('rgb(20, 24, 31)');
      await page.close();
    });

    it('is no wider than a phone of 320 pixels', async () => {
      const { page } = await opened(light(), text);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await asked(page, `document.documentElement.scrollWidth`)).toBe(320);
      await page.close();
    });
  });

  describe('a page that stands alone', () => {
    it('runs nothing and asks for nothing, even where its body held a script, a handler and addresses', async () => {
      const body =
        '<script>document.title = "run"</script><img src="x" onerror="document.title = 1"><iframe src="https://example.org"></iframe><link rel="stylesheet" href="https://example.org/a.css">';
      const { page, seen } = await opened(
        light(),
        pageDocument({ lang: 'en', title: 'calm', description: '', byline: '', published: null, body }),
      );
      expect(await page.title()).toBe('calm');
      expect(seen.filter((each) => /^(?:https?|file):/.test(each))).toEqual([]);
      await page.close();
    });

    it('has a link where the author shows a picture of another site, and says so; scripts and frames of the author go', async () => {
      notes.length = 0;
      const markdown =
        '![a *cat*](https://example.org/cat.png)\n\n<img src="https://example.org/dog.png" alt="dog"><script>alert(1)</script>\n\n<iframe src="https://example.org"></iframe>\n';
      const prose = await readProse(markdown, {
        trusted: true,
        place: () => 'a.md',
        picture: async () => 'address',
        clean: cleanTags,
      });
      const post = await hardPost(true);
      const text = await rendered({ ...post, front: { ...post.front, titleHeading: null }, parts: [prose] });
      const { page, seen } = await opened(light(), text);
      const links = await asked(page, `[...document.querySelectorAll('a')].map((link) => [link.href, link.textContent])`);
      expect(links).toEqual([
        ['https://example.org/cat.png', 'a cat'],
        ['https://example.org/dog.png', 'dog'],
      ]);
      expect(await asked(page, `document.querySelectorAll('script, iframe, img').length`)).toBe(0);
      expect([seen, notes.map(({ code }) => code)]).toEqual([[], ['picture-elsewhere', 'picture-elsewhere']]);
      await page.close();
    });
  });
}

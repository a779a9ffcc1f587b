import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanSvg } from '../../../src/publish/html/clean-svg.js';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { sanitizeHtml } from '../../../src/publish/html/sanitize.js';
import { launchChromium } from '../../chromium.js';
import { armed, HOSTILE } from './hostile-html.js';

/** What a page did: numbers of the scripts that ran, and the addresses that it asked for. */
interface Deeds {
  readonly ran: readonly number[];
  readonly asked: readonly string[];
}

let browser: Browser;
let served = new Map<string, { type: string; text: string }>();
const server = createServer((request, response) => {
  const file = served.get(request.url ?? '');
  response.statusCode = file === undefined ? 404 : 200;
  response.setHeader('content-type', file?.type ?? 'text/plain');
  response.end(file?.text ?? '');
});
let base = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  server.close();
});

/** Opens a page, touches everything in it as a reader could, and tells what happened. @param type of the page. */
async function deeds(text: string, type = 'text/html; charset=utf-8', then = ''): Promise<Deeds> {
  served = new Map([['/page', { type, text }]]);
  const page = await browser.newPage();
  const asked: string[] = [];
  const ran = new Set<number>();
  // In the frames of a page too, and kept when the page leaves.
  await page.exposeFunction('ran', (id: number) => void ran.add(id));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === `${base}/page`) return route.continue();
    if (!url.startsWith('data:') && !url.endsWith('/favicon.ico')) asked.push(url);
    return route.abort();
  });
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.goto(`${base}/page`, { waitUntil: 'load' });
  if (then !== '') await page.evaluate(then);
  const touched = page.evaluate(`(async () => {
    const types = ['click', 'mouseover', 'mouseenter', 'pointerenter', 'focus', 'toggle', 'load', 'error', 'animationstart', 'submit'];
    for (const element of document.querySelectorAll('section *')) {
      for (const type of types) element.dispatchEvent(new Event(type, { bubbles: type !== 'load' && type !== 'error' }));
      const href = element.getAttribute?.('href') ?? element.getAttribute?.('xlink:href') ?? '';
      if (/^[\\s\\u0000-\\u0020]*j[\\s\\u0000-\\u0020]*a[\\s\\u0000-\\u0020]*v/i.test(href)) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    await new Promise((done) => setTimeout(done, 300));
  })()`);
  await touched.catch((error: Error) => {
    if (!/navigation|destroyed|closed/.test(error.message)) throw error;
  });
  await page.close();
  return { ran: [...ran].sort((a, b) => a - b), asked };
}

const page = (pieces: readonly string[]): string =>
  `<!doctype html><title>x</title><body>${pieces.map((piece, i) => `<section id="s${i}">${piece}</section>`).join('\n')}`;

const VECTORS = HOSTILE.map(armed);
const NOTHING: Deeds = { ran: [], asked: [] };
const CLEAN = VECTORS.map((vector) => sanitizeHtml(vector));

describe('HTML of outputs in Chromium', () => {
  it('is a danger that this test sees: of over 150 hostile pieces left as they are, at least 60 run a script and 40 make a request', async () => {
    expect(VECTORS.length).toBeGreaterThan(150);
    const ran = new Set<number>();
    const asked = new Set<string>();
    // In pages of their own: some end a page.
    for (let at = 0; at < VECTORS.length; at += 16) {
      const done = await deeds(page(VECTORS.slice(at, at + 16)));
      for (const id of done.ran) ran.add(id);
      for (const url of done.asked) asked.add(/example\/(\d+)/.exec(url)?.[1] ?? '');
    }
    expect(ran.size).toBeGreaterThan(60);
    expect(asked.size).toBeGreaterThan(40);
  });

  it('runs nothing and asks for nothing once it is cleaned', async () => {
    expect(await deeds(page(CLEAN))).toEqual(NOTHING);
  });

  it('stays harmless where pages put it: in paragraphs, tables, lists, headings, notes, links', async () => {
    const places = [
      '<p>@</p>',
      '<table><tr><td>@</td></tr></table>',
      '<table>@</table>',
      '<ul><li>@</li></ul>',
      '<h2>@</h2>',
      '<details open><summary>@</summary></details>',
      '<a>@</a>',
      '<div><b><i>@',
      '<svg><foreignObject>@</foreignObject></svg>',
      '<noscript>@</noscript>',
      '<template>@</template>',
    ];
    expect(await deeds(page(places.flatMap((place) => CLEAN.map((html) => place.replace('@', () => html)))))).toEqual(NOTHING);
  });

  it('stays harmless when scripts of a site write and read it again, three times', async () => {
    const again =
      "for (let i = 0; i < 3; i++) for (const section of document.querySelectorAll('section')) section.innerHTML = section.innerHTML;";
    expect(await deeds(page(CLEAN), 'text/html; charset=utf-8', again)).toEqual(NOTHING);
    const given = `document.body.innerHTML = ${JSON.stringify(page(CLEAN))};`;
    expect(await deeds('<!doctype html><body>', 'text/html; charset=utf-8', given)).toEqual(NOTHING);
  });

  it('is read by Chromium as the elements and attributes that were written, and no element leaves its section', async () => {
    served = new Map([['/page', { type: 'text/html; charset=utf-8', text: page(CLEAN) }]]);
    const tab = await browser.newPage();
    await tab.goto(`${base}/page`);
    const found = (await tab.evaluate(`({
      sections: document.querySelectorAll('body > section').length,
      outside: [...document.body.children].filter((element) => element.tagName !== 'SECTION').length,
      attributes: [...new Set([...document.querySelectorAll('section *')].flatMap((element) => [...element.attributes].map(({ name }) => name)))],
      elements: [...new Set([...document.querySelectorAll('section *')].map((element) => element.localName))],
      fixed: [...document.querySelectorAll('section *')].filter((element) => getComputedStyle(element).position !== 'static').length,
    })`)) as { sections: number; outside: number; attributes: string[]; elements: string[]; fixed: number };
    await tab.close();
    expect([found.sections, found.outside, found.fixed]).toEqual([CLEAN.length, 0, 0]);
    expect(found.attributes.filter((name) => /^on|^src|action|srcset|ping|form|^name$/.test(name) && name !== 'src')).toEqual([]);
    expect(
      found.elements.filter((name) =>
        /script|style|iframe|object|embed|form|input|link|meta|base|template|foreign|button/.test(name),
      ),
    ).toEqual([]);
  });
});

describe('HTML between the text of a notebook in Chromium', () => {
  it('runs nothing and asks for nothing but pictures of the web that its author chose', async () => {
    const { ran, asked } = await deeds(page(VECTORS.map((vector) => cleanTags(vector))));
    expect(ran).toEqual([]);
    expect(asked.filter((url) => url.startsWith('https:') && !/\/(?:15|16|62)\/a$/.test(url))).toEqual([]);
  });

  it('stays harmless when it is cut anywhere, as Markdown cuts it: 2,000 cuts', async () => {
    const pieces = VECTORS.filter((vector) => vector.length < 300).flatMap((vector) =>
      Array.from({ length: 13 }, (_, i) => {
        const cut = Math.floor((vector.length * (i + 1)) / 14);
        return cleanTags(vector.slice(0, cut)) + cleanTags(vector.slice(cut));
      }),
    );
    expect(pieces.length).toBeGreaterThan(1900);
    expect((await deeds(page(pieces))).ran).toEqual([]);
  });
});

describe('an SVG file in Chromium', () => {
  const SVGS = VECTORS.filter((vector) => vector.startsWith('<svg')).flatMap((vector, i) => {
    const svg = cleanSvg(
      vector.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'),
    );
    return svg === null ? [] : [{ i, text: svg.text }];
  });

  it('opened as a page of its own runs nothing and asks for nothing', async () => {
    expect(SVGS.length).toBeGreaterThan(30);
    const all = SVGS.map(({ text }) =>
      text
        .replace('<svg', '<g')
        .replace(/<\/svg>\s*$/, '</g>')
        .replace(/<g([^>]*)\/>\s*$/, '<g$1/>'),
    );
    const file = `<svg xmlns="http://www.w3.org/2000/svg">${all.join('\n')}</svg>`;
    expect(await deeds(file, 'image/svg+xml')).toEqual(NOTHING);
    for (const { text } of SVGS) expect(text).not.toMatch(/ran\(|evil|<script|foreignObject/);
  });
});

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { launchChromium } from '../../chromium.js';

/** What a reader sees on a page, pictures that are loaded only when they are looked at included. */
export interface Seen {
  readonly pictures: readonly { readonly address: string; readonly width: number; readonly shown: number }[];
  /** Of `<source>`, whichever was not taken included. */
  readonly others: readonly { readonly address: string; readonly width: number }[];
  readonly code: readonly string[];
  /** `code` in lines of text. */
  readonly spans: readonly string[];
  readonly outputs: readonly string[];
  readonly formulas: number;
  readonly shift: number;
  readonly text: string;
  readonly idsTwice: readonly string[];
  /** Set by scripts that should not have run. */
  readonly ran: boolean;
  /** Elements and attributes that could run or fetch something. */
  readonly dangers: readonly string[];
  /** Requests that went elsewhere or failed. */
  readonly failed: readonly string[];
  /** How much wider the page is than its window. */
  readonly tooWide: number;
}

export interface Reader {
  /** @param base what the site stands below: '' or `/blog`. @param path `/index.html`. @param pages made for the test, by path. */
  readonly look: (site: string, base: string, path: string, options?: LookOptions) => Promise<Seen>;
  readonly picture: (site: string, base: string, path: string, file: string, options?: LookOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LookOptions {
  readonly pages?: Readonly<Record<string, string>>;
  readonly dark?: boolean;
  readonly width?: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/** Chromium, and a server of one built site at a time. */
export async function reader(): Promise<Reader> {
  let site = '';
  let base = '';
  let pages: Readonly<Record<string, string>> = {};
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const own = pages[path];
    response.setHeader(
      'content-type',
      own === undefined ? (TYPES[extname(path)] ?? 'text/html; charset=utf-8') : TYPES['.html']!,
    );
    if (own !== undefined) return void response.end(own);
    try {
      if (!path.startsWith(`${base}/`)) throw new Error('outside');
      const file = path.slice(base.length);
      response.end(readFileSync(join(site, file.endsWith('/') ? `${file}index.html` : file)));
    } catch {
      response.statusCode = path === '/favicon.ico' ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchChromium();
  // One page for all looks: opening one takes longer than looking.
  const page = await browser.newPage();
  let failed: string[] = [];
  page.on('response', (response) => void (response.status() >= 400 && failed.push(response.url())));
  await page.route(
    (url) => url.origin !== origin && url.protocol !== 'data:',
    (route) => {
      failed.push(route.request().url());
      return route.abort();
    },
  );
  await page.addInitScript(
    'window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: "layout-shift", buffered: true });',
  );
  const look: Reader['look'] = async (folder, below, path, { pages: made = {}, dark = false, width = 900 } = {}) => {
    site = folder;
    base = below;
    pages = made;
    failed = [];
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(origin + below + encodeURI(path), { waitUntil: 'load' });
    const seen = (await page.evaluate(LOOK)) as Omit<Seen, 'failed'>;
    return { ...seen, failed };
  };
  return {
    look,
    picture: async (folder, below, path, file, options) => {
      await look(folder, below, path, options);
      await page.screenshot({ path: file, fullPage: true });
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Run in the page. */
const LOOK = `(async () => {
  const images = [...document.images];
  for (const image of images) {
    image.scrollIntoView();
    if (!image.complete) await new Promise((done) => { image.onload = image.onerror = done; setTimeout(done, 3000); });
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const load = (address) => new Promise((done) => {
    const image = new Image();
    image.onload = () => done({ address, width: image.naturalWidth });
    image.onerror = () => done({ address, width: 0 });
    image.src = address;
  });
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return {
    pictures: images.map((image) => ({ address: image.currentSrc, width: image.naturalWidth, shown: image.clientWidth })),
    others: await Promise.all([...document.querySelectorAll('source')].map((source) => load(source.srcset))),
    code: [...document.querySelectorAll('pre code')].map((code) => code.textContent),
    spans: [...document.querySelectorAll('code')].filter((code) => code.closest('pre') === null).map((code) => code.textContent),
    outputs: [...document.querySelectorAll('pre')].filter((pre) => pre.querySelector('code') === null).map((pre) => pre.textContent),
    formulas: document.querySelectorAll('math').length,
    shift: window.shift,
    text: document.body.textContent,
    idsTwice: ids.filter((id, i) => ids.indexOf(id) !== i),
    ran: window.ran !== undefined,
    dangers: [...document.body.querySelectorAll('*')].flatMap((element) => [
      ...(/^(script|iframe|frame|object|embed|form|meta|link|base|style|applet|portal|template|textarea|button)$/.test(element.localName) ? [element.localName] : []),
      ...[...element.attributes]
        .filter(({ name, value }) => /^on/.test(name) || /^\\s*(javascript|vbscript|data:text)/i.test(value.replace(/[\\0-\\x20]/g, '')) || /^(srcdoc|formaction|ping|action)$/.test(name))
        .map(({ name, value }) => element.localName + ' ' + name + '=' + value),
    ]),
    tooWide: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
  };
})()`;

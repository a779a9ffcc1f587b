import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIST, type Pages, pages } from './pages.js';

/** What pages are served with. Where the library is bundled into another file, no worker lies beside it. */
const PAGES: Readonly<Record<string, { readonly policy: string; readonly isolated: boolean; readonly library: string }>> = {
  '/file.html': { policy: "script-src 'self' 'wasm-unsafe-eval'", isolated: true, library: '/index.js' },
  '/blob.html': {
    policy: "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:",
    isolated: true,
    library: '/app/index.js',
  },
  '/neither.html': { policy: "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", isolated: true, library: '/index.js' },
  '/alone.html': { policy: "script-src 'self' 'wasm-unsafe-eval'", isolated: false, library: '/index.js' },
};

/** Run in Node and in the page: fits of so many rows that threads are used. */
const FITS = `(fit, threads) => {
  const rows = 280000;
  const x = Float64Array.from({ length: rows }, (_, i) => ((i * 7919) % 1013) / 101.3);
  const y = x.map((at, i) => 3 * at - (at * at) / 3 + ((i * 31) % 97) / 97);
  const start = { a: 1, b: 1, c: 0 };
  return ['gd', 'adam'].map((method) =>
    JSON.stringify(fit('y ~ a*sin(b*x) + c', { x, y }, { method, learningRate: 0.01, epochs: 40, start, threads })));
}`;
const SCRIPT = (library: string): string => `
  import { fit, startThreads } from '${library}';
  const messages = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) { messages.push(Object.keys(message)[0]); post.call(this, message); };
  const threads = await startThreads(3);
  const results = (${FITS})(fit, 3);
  const kernels = messages.filter((name) => name === 'kernel').length;
  fetch('/result', { method: 'POST', body: JSON.stringify({ threads, kernels, isolated: crossOriginIsolated, results }) });`;

interface Said {
  readonly threads: number;
  readonly kernels: number;
  readonly isolated: boolean;
  readonly results: readonly string[];
}

const site = (browser: Browser): Promise<Pages> =>
  pages(
    browser,
    (path, request, response) => {
      const page = PAGES[path] ?? PAGES[new URL(request.headers.referer ?? 'http://localhost/').pathname];
      if (page?.isolated !== false) {
        response.setHeader('cross-origin-opener-policy', 'same-origin');
        response.setHeader('cross-origin-embedder-policy', 'require-corp');
      }
      const html = PAGES[path];
      if (html !== undefined) {
        response.setHeader('content-security-policy', html.policy);
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><meta charset="utf-8"><script type="module" src="/page.js?${html.library}"></script>`);
        return true;
      }
      if (path !== '/page.js') return false;
      response.setHeader('content-type', 'text/javascript');
      response.end(SCRIPT((request.url ?? '').split('?')[1] ?? ''));
      return true;
    },
    (path) => (path === '/app/worker.js' ? 'missing' : path.replace(/^\/app/, '')),
  );

/** Asked once for all browsers. */
let answer: Promise<readonly string[]> | null = null;
async function inNode(): Promise<readonly string[]> {
  const { fit } = (await import(`${DIST}/index.js`)) as { fit: unknown };
  const { fits } = (await import(`data:text/javascript,${encodeURIComponent(`export const fits = ${FITS};`)}`)) as {
    fits: (fit: unknown, threads: number) => readonly string[];
  };
  return fits(fit, 1);
}

/** That threads start in a browser, which the caller opens and closes, wherever the page lets them, and change no byte. */
export function threadTests(browser: () => Browser): void {
  let served: Pages;
  let wanted: readonly string[] = [];
  beforeAll(async () => {
    served = await site(browser());
    answer ??= inNode();
    wanted = await answer;
  });
  afterAll(() => served?.close());
  const inPage = async (path: string): Promise<Said> => JSON.parse(await served.posted(path)) as Said;

  it("start from the file beside the library under script-src 'self', and give the bytes of one thread in Node", async () => {
    const { results, ...said } = await inPage('/file.html');
    expect(said).toEqual({ threads: 3, kernels: expect.any(Number), isolated: true });
    expect(said.kernels).toBeGreaterThanOrEqual(4);
    expect(results.every((text, i) => text === wanted[i])).toBe(true);
  });

  it('start from a blob where no file lies beside the library', async () => {
    const { results, ...said } = await inPage('/blob.html');
    expect(said).toEqual({ threads: 3, kernels: expect.any(Number), isolated: true });
    expect(said.kernels).toBeGreaterThanOrEqual(4);
    expect(results.every((text, i) => text === wanted[i])).toBe(true);
  });

  it.each(['/neither.html', '/alone.html'])('are one where the page may start none (%s), with the same bytes', async (path) => {
    const { results, ...said } = await inPage(path);
    expect(said).toEqual({ threads: 1, kernels: 0, isolated: path === '/neither.html' });
    expect(results.every((text, i) => text === wanted[i])).toBe(true);
  });
}

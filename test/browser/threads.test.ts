import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DIST = resolve(import.meta.dirname, '../../dist');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

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

let server: Server;
let browser: Browser;
let base: string;
let arrived: (text: string) => void = () => {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = PAGES[path] ?? PAGES[new URL(request.headers.referer ?? 'http://localhost/').pathname];
    if (page?.isolated !== false) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.end();
        arrived(Buffer.concat(parts).toString('utf8'));
      });
      return;
    }
    if (PAGES[path] !== undefined) {
      response.setHeader('content-security-policy', PAGES[path].policy);
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><meta charset="utf-8"><script type="module" src="/page.js?${PAGES[path].library}"></script>`);
      return;
    }
    response.setHeader('content-type', 'text/javascript');
    if (path === '/page.js') {
      response.end(SCRIPT((request.url ?? '').split('?')[1] ?? ''));
      return;
    }
    try {
      response.end(readFileSync(join(DIST, path === '/app/worker.js' ? 'missing' : path.replace(/^\/app/, ''))));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function inPage(path: string): Promise<Said> {
  const page = await browser.newPage();
  const result = new Promise<string>((done, fail) => {
    arrived = done;
    page.on('pageerror', fail);
  });
  const [text] = await Promise.all([result, page.goto(`${base}${path}`)]);
  await page.close();
  return JSON.parse(text) as Said;
}

async function inNode(): Promise<readonly string[]> {
  const { fit } = (await import(`${DIST}/index.js`)) as { fit: unknown };
  const { fits } = (await import(`data:text/javascript,${encodeURIComponent(`export const fits = ${FITS};`)}`)) as {
    fits: (fit: unknown, threads: number) => readonly string[];
  };
  return fits(fit, 1);
}

describe('threads in Chromium', () => {
  let wanted: readonly string[] = [];
  beforeAll(async () => {
    wanted = await inNode();
  });

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
});

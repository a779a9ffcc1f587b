import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

export const DIST = resolve(import.meta.dirname, '../../dist');

export interface Pages {
  /** Opens a page and waits for what it posts. Rejects with an error of the page, and with what it writes as one to the console where `strict`. */
  posted(path: string, strict?: boolean): Promise<string>;
  close(): Promise<void>;
}

/**
 * A server of pages and of the built library, for a browser that the caller closes.
 * @param serve answers a request for a page or script of the test: true; else the file of `dist/` is served that `file` names.
 */
export async function pages(
  browser: Browser,
  serve: (path: string, request: IncomingMessage, response: ServerResponse) => boolean,
  file = (path: string): string => path,
): Promise<Pages> {
  let arrived: (text: string) => void = () => {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.end();
        arrived(Buffer.concat(parts).toString('utf8'));
      });
      return;
    }
    if (serve(path, request, response)) return;
    response.setHeader('content-type', 'text/javascript');
    try {
      response.end(readFileSync(join(DIST, file(path))));
    } catch {
      response.statusCode = path === '/favicon.ico' ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async posted(path, strict = false) {
      const page = await browser.newPage();
      const result = new Promise<string>((done, fail) => {
        arrived = done;
        page.on('pageerror', (error) => {
          // What a policy stops is a word on the console in Chromium, and an error of this name in Firefox.
          if (strict || error.name !== 'Content-Security-Policy') fail(error);
        });
        page.on('console', (message) => {
          if (strict && message.type() === 'error') fail(new Error(message.text()));
        });
      });
      try {
        return (await Promise.all([result, page.goto(`${base}${path}`)]))[0];
      } finally {
        await page.close();
      }
    },
    close: async () => void server.close(),
  };
}

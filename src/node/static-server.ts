import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Files } from '../publish/files.js';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

export interface StaticServer {
  /** `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a built site to this machine alone, as GitHub Pages would: below `baseurl`, exact in letter case, `a` for `a.html`, `a/` for `a/index.html`, and 404 for
 * all else.
 */
export async function serveFiles(files: Files, baseurl: string): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, ''));
      const below = path.startsWith(`${baseurl}/`) ? path.slice(baseurl.length + 1) : null;
      for (const name of below === null ? [] : candidates(below)) {
        const data = await files.read(name);
        if (data === null) continue;
        response.setHeader(
          'content-type',
          TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream',
        );
        response.end(data);
        return;
      }
    } catch {
      // An address that is none, or leads outside, is answered like one where nothing is.
    }
    response.statusCode = 404;
    response.end();
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const candidates = (path: string): string[] =>
  path === '' || path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];

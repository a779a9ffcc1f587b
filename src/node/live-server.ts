import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { Files } from '../publish/files.js';
import { framePage } from './live-frame.js';

/** Pages of a folder for the browser on this machine, which come anew when they change. */
export interface LiveServer {
  /** Where a page is read while it is being written. @param path below the folder. */
  readonly address: (path: string) => string;
  /** The pages changed. */
  readonly reload: () => void;
  /** Something is wrong: the browser shows it above the last page that was right; null takes it away. */
  readonly tell: (text: string | null) => void;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.ico': 'image/x-icon',
};

/** No other page may show what is served here or read it, and nothing of it is kept. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "frame-ancestors 'self'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Serves a folder on 127.0.0.1, on a port that is free. The files are sent as they are: what reloads them stands in a page of its own, `/~watch/<path>`, that
 * shows them in a frame. Other hosts' names are refused, so that no page on the web reaches it by a name that leads here (DNS rebinding).
 */
export async function liveServer(files: Files): Promise<LiveServer> {
  const listeners = new Set<ServerResponse>();
  let said: string | null = null;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500, HEADERS).end());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = server.address() as AddressInfo;
    if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? ''))
      return void response.writeHead(421, HEADERS).end('this host is not served here\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, HEADERS).end();
    const path = pathOf(request.url ?? '/');
    if (path === '~events') return listen(response);
    if (path?.startsWith('~watch/')) {
      const { html, policy } = framePage(path.slice('~watch/'.length));
      return void response
        .writeHead(200, { ...HEADERS, 'Content-Type': TYPES['.html'], 'Content-Security-Policy': policy })
        .end(html);
    }
    // What leads outside is refused by the folder.
    const bytes = path === null ? null : await files.read(path).catch(() => null);
    if (bytes === null) return void response.writeHead(404, HEADERS).end('there is no such file\n');
    const type = TYPES[extname(path as string).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(200, { ...HEADERS, 'Content-Type': type }).end(request.method === 'HEAD' ? undefined : bytes);
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    response.write('retry: 500\n\n');
    if (said !== null) response.write(event('said', said));
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  }

  const send = (text: string): void => {
    for (const listener of listeners) listener.write(text);
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: (path) => `http://127.0.0.1:${port}/~watch/${path.split('/').map(encodeURIComponent).join('/')}`,
    reload: () => send(event('reload', '')),
    tell: (text) => {
      if (text === said) return;
      said = text;
      send(event('said', text ?? ''));
    },
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const event = (name: string, data: string): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** The path that an address names; null for one that is none or that is kept: hidden files, `.downhill` among them. */
function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, '')).slice(1);
    return path.split(/[/\\]/).some((name) => name.startsWith('.')) || path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

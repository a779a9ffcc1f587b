import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { folderFiles } from '../../../src/node/folder.js';
import type { Note } from '../../../src/publish/note.js';
import type { Post } from '../../../src/publish/post.js';
import type { Rendered, TargetContext } from '../../../src/publish/target.js';
import { hugo } from '../../../src/publish/targets/hugo.js';

/** A folder with a Hugo site, and a theme as small as can be: whole posts on the home page (two pages of it), on lists and in feeds. */
export interface Site {
  readonly folder: string;
  readonly publish: (post: Post, options?: Partial<TargetContext>) => Promise<Rendered & { readonly notes: readonly Note[] }>;
  readonly write: (path: string, data: string | Uint8Array) => void;
  /** @throws where Hugo finds an error. @returns what it said. */
  readonly build: () => string;
  readonly built: (path: string) => string;
}

const PAGE = (body: string): string =>
  `<!doctype html><html lang="ko"><meta charset="utf-8"><title>t</title><body>${body}</body></html>`;
const THEME: Readonly<Record<string, string>> = {
  'layouts/_default/single.html': PAGE('<article>{{ .Content }}</article>'),
  'layouts/_default/list.html': PAGE(
    '{{ range .RegularPagesRecursive }}<article>{{ .Content }}</article><aside>{{ .Summary }}</aside>{{ end }}',
  ),
  'layouts/index.html': PAGE('{{ range (.Paginate .Site.RegularPages 1).Pages }}<article>{{ .Content }}</article>{{ end }}'),
  'layouts/_default/rss.xml':
    '{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}<rss version="2.0"><channel><title>t</title><link>{{ .Permalink }}</link><description>d</description>{{ range .Site.RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Content | html }}</description></item>{{ end }}</channel></rss>',
};

export function site(settings: string): Site {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-hugo-'));
  const write = (path: string, data: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  };
  for (const [path, text] of Object.entries(THEME)) write(path, text);
  write('hugo.toml', `title = "t"\n${settings}\n`);
  return {
    folder,
    write,
    publish: async (post, options = {}) => {
      const notes: Note[] = [];
      const rendered = await hugo.render(post, {
        site: folderFiles(folder),
        date: { day: '2022-07-15', time: '21:30:00', offset: '+09:00' },
        assetSlug: 'hard',
        slug: post.front.slug,
        baseUrl: null,
        note: (note) => notes.push(note),
        ...options,
      });
      for (const { path, data } of rendered.assets) write(path, data);
      write(rendered.post.path, rendered.post.text);
      return { ...rendered, notes };
    },
    build: () => {
      rmSync(join(folder, 'public'), { recursive: true, force: true });
      const { status, stdout, stderr } = spawnSync('hugo', [], { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(stdout + stderr);
      return stdout + stderr;
    },
    built: (path) => readFileSync(join(folder, 'public', path), 'utf8'),
  };
}

export interface Server {
  readonly port: number;
  /** Folders by the name in front of `.localhost`, each with the path that it is served under. */
  readonly hosts: Map<string, { readonly folder: string; readonly base: string }>;
  readonly close: () => void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'text/xml; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Serves files as a host of static pages does: by their exact name. */
export async function server(): Promise<Server> {
  const hosts: Server['hosts'] = new Map();
  const listening = createServer((request, response) => {
    const host = hosts.get((request.headers.host ?? '').split('.')[0] as string);
    const path = decodeURIComponent((request.url ?? '/').replace(/\?.*/, ''));
    const file =
      host?.folder !== undefined && path.startsWith(host.base) ? join(host.folder, path.slice(host.base.length)) : null;
    const found = file === null ? null : existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file;
    if (found === null || !existsSync(found)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(found)] ?? 'application/octet-stream');
    response.end(readFileSync(found));
  });
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return { port: (listening.address() as AddressInfo).port, hosts, close: () => listening.close() };
}

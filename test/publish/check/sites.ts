import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Files } from '../../../src/publish/files.js';

/** Path → content. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A PNG of one red pixel (8 bits, RGB). */
export const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'),
  (c) => c.charCodeAt(0),
);

/** Writes a site into a new folder. */
export function makeSite(contents: Contents): string {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-site-'));
  for (const [path, data] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
  return folder;
}

/** A folder as the checks read it, exact in letter case and Unicode form. */
export function folderFiles(folder: string): Files {
  const list = async (path: string): ReturnType<Files['list']> => {
    try {
      return readdirSync(join(folder, path), { withFileTypes: true })
        .map((entry) => ({
          name: entry.name,
          kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
          size: entry.isDirectory() ? 0 : statSync(join(folder, path, entry.name)).size,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return [];
    }
  };
  return {
    name: 'site',
    list,
    read: async (path) => {
      try {
        return new Uint8Array(readFileSync(join(folder, path)));
      } catch {
        return null;
      }
    },
  };
}

const execute = promisify(execFile);

export async function buildJekyll(folder: string): Promise<{ code: number; output: string }> {
  return run(
    'jekyll',
    ['build', '--quiet', '--future', '-s', folder, '-d', join(folder, '_site'), '--disable-disk-cache'],
    folder,
  );
}

/** Builds several sites in one process of Ruby: starting it takes longer than building. @returns what it said, empty when all is well. */
export async function buildAllJekyll(folders: readonly string[]): Promise<string> {
  const program =
    'require "jekyll"; ARGV.each { |f| Dir.chdir(f) { Jekyll::Site.new(Jekyll.configuration("source" => f, "destination" => f + "/_site", "quiet" => true, "future" => true, "disable_disk_cache" => true)).process } }';
  return (await run('ruby', ['-e', program, ...folders], folders[0] as string)).output;
}

export const buildHugo = (folder: string): Promise<{ code: number; output: string }> =>
  run('hugo', ['--quiet', '--buildFuture', '-s', folder, '-d', join(folder, 'public')], folder);

async function run(program: string, words: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await execute(program, words, {
      cwd,
      env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8', JEKYLL_ENV: 'production' },
    });
    return { code: 0, output: stdout + stderr };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code: Number(code), output: `${stdout}${stderr}` };
  }
}

export const removeSite = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Serves built sites: each below its own port's `baseurl`; anything else is 404. */
export async function serve(mounted: () => { folder: string; baseurl: string }): Promise<{ origin: string; close: () => void }> {
  const types: Record<string, string> = {
    html: 'text/html; charset=utf-8',
    xml: 'application/xml',
    png: 'image/png',
    PNG: 'image/png',
    svg: 'image/svg+xml',
  };
  const server = createServer((request, response) => {
    const { folder, baseurl } = mounted();
    const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, ''));
    try {
      if (!path.startsWith(`${baseurl}/`)) throw new Error(path);
      const below = path.slice(baseurl.length);
      const file = [below, `${below}index.html`, `${below}.html`].find((one) =>
        statSync(join(folder, one), { throwIfNoEntry: false })?.isFile(),
      );
      const data = readFileSync(join(folder, file as string));
      response.setHeader('content-type', types[(file as string).split('.').at(-1) as string] ?? 'application/octet-stream');
      response.setHeader('cache-control', 'no-store');
      response.end(data);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

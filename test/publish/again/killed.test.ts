import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../cli/terminal.js';
import { dot } from './dot.js';

const CLI = resolve(import.meta.dirname, '../../../dist/cli.js');
const KILLER = resolve(import.meta.dirname, 'kill-after.mjs');
const OLD = '---\ntitle: Old\ndate: 2022-07-15\n---\nFirst line.\n\n![a](a.png)\n\n![b](b.png)\n\nLast line.\n';
// Another picture, one picture less, another day: the post moves.
const NEW = OLD.replace('2022-07-15', '2022-08-01').replace('![b](b.png)', '![c](c.png)').replace('Old', 'New');

let room = '';
beforeAll(async () => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-killed-')));
  const files: Record<string, string | Uint8Array> = {
    'blog/_config.yml': 'title: blog\n',
    'post.md': OLD,
    'a.png': dot(255, 0, 0),
    'b.png': dot(0, 255, 0),
    'c.png': dot(0, 0, 255),
  };
  for (const [path, data] of Object.entries(files)) {
    mkdirSync(dirname(join(room, 'start', path)), { recursive: true });
    writeFileSync(join(room, 'start', path), data);
  }
  expect((await publish('start')).stderr).toBe('');
  const post = join(room, 'start/blog/_posts/2022-07-15-post.md');
  writeFileSync(post, readFileSync(post, 'utf8').replace('\nFirst line.', '\nFirst line, by hand.'));
  writeFileSync(join(room, 'start/post.md'), NEW);
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

const words = (folder: string): string[] => [
  'publish',
  join(room, folder, 'post.md'),
  '--to',
  `jekyll:${join(room, folder, 'blog')}`,
];
const publish = (folder: string) => call(words(folder));

/** Runs the real process, which is killed at its n-th change, or whose n-th change fails with an error of the system. @returns its exit code; null where it was killed. */
const disturbed = (folder: string, n: number, code?: string): Promise<number | null> =>
  new Promise((done) => {
    const env = { ...process.env, KILL_AFTER: JSON.stringify([join(room, folder, 'blog'), n, code ?? null]) };
    const child = spawn(process.execPath, ['--import', KILLER, CLI, ...words(folder)], { env, stdio: 'ignore' });
    child.on('exit', done);
  });

const start = (folder: string): void => cpSync(join(room, 'start'), join(room, folder), { recursive: true });

/** Paths and bytes below a folder; the unbuilt code of this test has no version. */
function contents(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'latin1').replace('"0.1.0"', '"0.0.0"')]),
  );
}

/** Pictures that a post of the site shows and that are not there or not whole. */
function broken(site: string): string[] {
  const pictures = new Set(['a', 'b', 'c'].map((name) => readFileSync(join(room, 'start', `${name}.png`), 'latin1')));
  return readdirSync(join(site, '_posts')).flatMap((post) => {
    const text = readFileSync(join(site, '_posts', post), 'utf8');
    expect(text).toMatch(/^---\n[\s\S]*Last line\.\n$/);
    return [...text.matchAll(/'(\/assets\/[^']+)'/g)]
      .map(([, path]) => path as string)
      .filter((path) => !existsSync(join(site, path)) || !pictures.has(readFileSync(join(site, path), 'latin1')));
  });
}

let whole: Record<string, string> = {};

/** Disturbs a publication at every n-th change until one is beyond its end. @returns how many were disturbed. */
async function atEvery(step: number, code?: string): Promise<number> {
  let disturbances = 0;
  let ended = false;
  const at = async (n: number): Promise<void> => {
    const folder = `at-${n}`;
    start(folder);
    const exit = await disturbed(folder, n, code);
    if (exit === 0) ended = true;
    else disturbances += 1;
    expect([n, exit === 0 || exit === (code === undefined ? null : 1)]).toEqual([n, true]);
    expect([n, broken(join(room, folder, 'blog'))]).toEqual([n, []]);
    const again = await publish(folder);
    expect([n, again.exit, again.stderr]).toEqual([n, 0, '']);
    expect([n, contents(join(room, folder, 'blog'))]).toEqual([n, whole]);
    rmSync(join(room, folder), { recursive: true });
  };
  for (let n = 1; !ended; n += 2 * step) await Promise.all([at(n), at(n + step)]);
  return disturbances;
}

// Some fifty processes: seconds of an idle machine, minutes of a busy one.
describe('a publication that is disturbed', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    start('whole');
    await publish('whole');
    whole = contents(join(room, 'whole/blog'));
    const paths = Object.keys(whole);
    expect(paths).toContain('_posts/2022-08-01-post.md');
    expect(whole['_posts/2022-08-01-post.md']).toContain('First line, by hand.');
    expect(paths.filter((path) => path.startsWith('_posts/') || path.startsWith('assets/'))).toHaveLength(3);
  });

  it('by a kill at any change leaves posts that show all their pictures, and the next one ends where an undisturbed one does', async () => {
    expect(await atEvery(1)).toBeGreaterThan(25);
  });

  it('by a full disk at any change does so as well, and exits 1', async () => {
    expect(await atEvery(3, 'ENOSPC')).toBeGreaterThan(7);
  });
});

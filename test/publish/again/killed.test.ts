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
  writeFileSync(post, readFileSync(post, 'utf8').replace('First line.', 'First line, by hand.'));
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

/** Runs the real process and kills it at its n-th change. @returns whether it lived to its end. */
const killed = (folder: string, n: number): Promise<boolean> =>
  new Promise((done) => {
    const env = { ...process.env, KILL_AFTER: JSON.stringify([join(room, folder, 'blog'), n]) };
    const child = spawn(process.execPath, ['--import', KILLER, CLI, ...words(folder)], { env, stdio: 'ignore' });
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL') expect(code).toBe(0);
      done(signal !== 'SIGKILL');
    });
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

describe('a publication that is killed', () => {
  it('leaves at every point a site whose posts show all their pictures, and the next one ends where an undisturbed one does', async () => {
    start('whole');
    await publish('whole');
    const whole = contents(join(room, 'whole/blog'));
    const paths = Object.keys(whole);
    expect(paths).toContain('_posts/2022-08-01-post.md');
    expect(whole['_posts/2022-08-01-post.md']).toContain('First line, by hand.');
    expect(paths.filter((path) => path.startsWith('_posts/') || path.startsWith('assets/'))).toHaveLength(3);
    let lived = 0;
    let points = 0;
    const next = async (n: number): Promise<void> => {
      const folder = `at-${n}`;
      start(folder);
      if (await killed(folder, n)) lived += 1;
      else points += 1;
      expect([n, broken(join(room, folder, 'blog'))]).toEqual([n, []]);
      const { exit, stderr } = await publish(folder);
      expect([n, exit, stderr]).toEqual([n, 0, '']);
      expect([n, contents(join(room, folder, 'blog'))]).toEqual([n, whole]);
      rmSync(join(room, folder), { recursive: true });
    };
    for (let n = 1; lived === 0; n += 2) await Promise.all([next(n), next(n + 1)]);
    expect(points).toBeGreaterThan(30);
  });
});

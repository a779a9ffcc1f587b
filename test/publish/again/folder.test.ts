import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commit, finishPending, pendingPlan } from '../../../src/node/commit.js';
import { folderFiles, sourceRoot } from '../../../src/node/folder.js';
import { overlay } from '../../../src/publish/overlay.js';
import { call, workshop } from '../../cli/terminal.js';
import { refused } from './desk.js';
import { dot } from './dot.js';

let room: ReturnType<typeof workshop>;
beforeEach(() => {
  room = workshop({ 'in/a.png': 'a', 'in/deep/b.png': 'b', ['in/가.png'.normalize('NFC')]: 'c', 'out/secret.png': 'secret' });
});
afterEach(() => room.leave());

const hashed = (data: string): string => createHash('sha256').update(data).digest('hex');
const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

describe('a folder on the disk', () => {
  it('reads files below it, and nothing for what is not there or no file', async () => {
    const files = folderFiles('in');
    expect(text(await files.read('a.png'))).toBe('a');
    expect(text(await files.read('deep/b.png'))).toBe('b');
    for (const path of ['none.png', 'deep', 'a.png/x', 'none/x', ''])
      expect([path, await files.read(path)]).toEqual([path, null]);
    expect(await folderFiles('nowhere').read('a.png')).toBeNull();
  });

  it('tells letter case and Unicode forms apart', async () => {
    const files = folderFiles('in');
    expect(await files.read('A.png')).toBeNull();
    expect(await files.read('Deep/b.png')).toBeNull();
    expect(text(await files.read('가.png'.normalize('NFC')))).toBe('c');
    expect(await files.read('가.png'.normalize('NFD'))).toBeNull();
  });

  it('refuses every path that leads out of it, by dots, by a drive, or by a link', async () => {
    symlinkSync('../out', 'in/link');
    symlinkSync('../out/secret.png', 'in/link.png');
    symlinkSync('deep/b.png', 'in/inner.png');
    const files = folderFiles('in');
    for (const path of [
      '../out/secret.png',
      'deep/../../out/secret.png',
      '/etc/passwd',
      'C:/x',
      '..\\out\\secret.png',
      'link/secret.png',
      'link.png',
    ])
      expect([path, (await refused(files.read(path))).code]).toEqual([path, 'path-outside']);
    expect(text(await files.read('inner.png'))).toBe('b');
    expect((await files.list('')).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'a.png file',
      'deep folder',
      'inner.png file',
      '가.png file',
    ]);
  });

  it('refuses files above the cap without reading them', async () => {
    truncateSync('in/a.png', 600 * 2 ** 20);
    const error = await refused(folderFiles('in').read('a.png'));
    expect([error.code, error.message]).toEqual(['file-too-large', 'a.png has 629145600 bytes; up to 536870912 are read']);
  });

  it('sees what was written and renamed meanwhile', async () => {
    const files = folderFiles('in');
    expect(await files.read('new.png')).toBeNull();
    writeFileSync('in/new.png', 'new');
    expect(text(await files.read('new.png'))).toBe('new');
  });

  it('does not wait for a pipe', async () => {
    spawnSync('mkfifo', ['in/pipe']);
    expect(await folderFiles('in').read('pipe')).toBeNull();
  });
});

describe('the folder that pictures come from', () => {
  it('is the nearest above the document with a repository or a site, else its own', async () => {
    mkdirSync('in/deep/deeper');
    expect(await sourceRoot(resolve('in/deep/deeper/post.md'))).toBe(resolve('in/deep/deeper'));
    writeFileSync('in/hugo.toml', '');
    expect(await sourceRoot(resolve('in/deep/deeper/post.md'))).toBe(resolve('in'));
    // A file of this name alone is of anything.
    writeFileSync('in/deep/config.json', '');
    expect(await sourceRoot(resolve('in/deep/deeper/post.md'))).toBe(resolve('in'));
    mkdirSync('in/deep/.git');
    expect(await sourceRoot(resolve('in/deep/deeper/post.md'))).toBe(resolve('in/deep'));
  });
});

describe('a plan', () => {
  it('is seen through before it is carried out, and carried out as it was seen', async () => {
    const plan = { writes: [{ path: 'deep/x/c.png', data: 'c' }], removes: ['a.png'] };
    const before = overlay(folderFiles('in'), plan);
    const seen = [
      await before.list(''),
      await before.list('deep'),
      text(await before.read('deep/x/c.png')),
      await before.read('a.png'),
    ];
    await commit('in', plan);
    const after = folderFiles('in');
    const listed = (await after.list('')).filter(({ name }) => name !== '.downhill');
    expect([listed, await after.list('deep'), text(await after.read('deep/x/c.png')), await after.read('a.png')]).toEqual(seen);
    expect(readdirSync('in/.downhill')).toEqual([]);
  });

  it('takes the folders away that it empties, and no others', async () => {
    mkdirSync('in/empty');
    await commit('in', { writes: [], removes: ['deep/b.png'] });
    expect([existsSync('in/deep'), existsSync('in/empty')]).toEqual([false, true]);
  });

  it('that cannot be carried out as a whole changes nothing', async () => {
    const plan = {
      writes: [
        { path: 'b.png', data: 'b' },
        { path: 'a.png/c.png', data: 'c' },
      ],
      removes: ['deep/b.png'],
    };
    expect((await refused(commit('in', plan))).code).toBe('folder-is-file');
    expect(readdirSync('in', { recursive: true }).sort()).toEqual(['.downhill', 'a.png', 'deep', 'deep/b.png', '가.png']);
  });

  it('that a killed process left is seen by who only looks, and completed by the next; what a hand edited meanwhile stays', async () => {
    const hash = hashed;
    const pending = (before: string | null) => ({
      schema: 'downhill.pending/1',
      steps: [
        { path: 'a.png', after: hash('new'), before },
        { path: 'deep/b.png', after: null, before: hash('b') },
      ],
    });
    const leave = (before: string): void => {
      mkdirSync('in/.downhill/staging', { recursive: true });
      writeFileSync('in/.downhill/staging/0', 'new');
      writeFileSync('in/.downhill/pending.json', JSON.stringify(pending(before)));
    };
    leave(hash('a'));
    expect(await pendingPlan('in')).toEqual({ writes: [{ path: 'a.png', data: Buffer.from('new') }], removes: ['deep/b.png'] });
    await finishPending('in');
    expect([readFileSync('in/a.png', 'utf8'), existsSync('in/deep')]).toEqual(['new', false]);
    leave(hash('a'));
    writeFileSync('in/a.png', 'by hand');
    await finishPending('in');
    expect([readFileSync('in/a.png', 'utf8'), readdirSync('in/.downhill')]).toEqual(['by hand', []]);
  });

  it('whose staged files somebody cleared removes nothing', async () => {
    mkdirSync('in/.downhill');
    const steps = [
      { path: 'new.png', after: hashed('new'), before: null },
      { path: 'a.png', after: null, before: hashed('a') },
    ];
    writeFileSync('in/.downhill/pending.json', JSON.stringify({ schema: 'downhill.pending/1', steps }));
    await finishPending('in');
    expect([existsSync('in/a.png'), existsSync('in/new.png'), readdirSync('in/.downhill')]).toEqual([true, false, []]);
  });

  it('that a hostile site left is refused', async () => {
    mkdirSync('in/.downhill/staging', { recursive: true });
    writeFileSync('in/.downhill/staging/0', 'new');
    for (const path of ['../out/secret.png', '/etc/passwd', 'x/../../out/secret.png']) {
      const steps = [{ path, after: hashed('new'), before: hashed('secret') }];
      writeFileSync('in/.downhill/pending.json', JSON.stringify({ schema: 'downhill.pending/1', steps }));
      expect((await refused(finishPending('in'))).code).toBe('pending-damaged');
    }
    symlinkSync('../out', 'in/link');
    const steps = [{ path: 'link/secret.png', after: hashed('new'), before: hashed('secret') }];
    writeFileSync('in/.downhill/pending.json', JSON.stringify({ schema: 'downhill.pending/1', steps }));
    expect((await refused(finishPending('in'))).code).toBe('path-outside');
    expect(readFileSync('out/secret.png', 'utf8')).toBe('secret');
  });
});

describe('what downhill keeps', () => {
  it('is in no site that Jekyll or Hugo builds of it', async () => {
    const post = '---\ntitle: One\ndate: 2022-07-15\n---\nText.\n\n![a](a.png)\n';
    mkdirSync('blog');
    mkdirSync('hugo');
    writeFileSync('blog/_config.yml', 'title: blog\n');
    writeFileSync(
      'hugo/hugo.toml',
      'title = "site"\nbaseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
    );
    mkdirSync('hugo/layouts/_default', { recursive: true });
    for (const name of ['single', 'list']) writeFileSync(`hugo/layouts/_default/${name}.html`, '{{ .Content }}');
    writeFileSync('one.md', post);
    writeFileSync('a.png', dot(255, 0, 0));
    const words = ['publish', 'one.md', '--to', 'jekyll:blog', '--to', 'hugo:hugo'];
    expect((await call(words)).exit).toBe(0);
    writeFileSync('one.md', post.replace('Text', 'Another text'));
    writeFileSync(
      'blog/_posts/2022-07-15-one.md',
      readFileSync('blog/_posts/2022-07-15-one.md', 'utf8').replace('\nText.', '\nMine.'),
    );
    expect((await call([...words, '--force'])).exit).toBe(0);
    expect(readdirSync('blog/.downhill').sort()).toEqual(['.gitignore', 'backup', 'posts']);
    expect(spawnSync('jekyll', ['build', '-q', '-s', 'blog', '-d', 'built'], { encoding: 'utf8' }).status).toBe(0);
    expect(spawnSync('hugo', ['--quiet', '-s', 'hugo', '-d', resolve('made')], { encoding: 'utf8' }).status).toBe(0);
    const paths = [
      ...readdirSync('built', { recursive: true, encoding: 'utf8' }),
      ...readdirSync('made', { recursive: true, encoding: 'utf8' }),
    ];
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => /downhill\/(?:posts|backup)|\.base|one\.json|\.gitignore/.test(path))).toEqual([]);
  });
});

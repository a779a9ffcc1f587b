import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/cli/table-text.js';
import { call, workshop } from '../../cli/terminal.js';
import { dot } from './dot.js';

const CLI = resolve(import.meta.dirname, '../../../dist/cli.js');
const POST = '---\ntitle: 경사 하강법\ndate: 2022-07-15\n---\n첫 줄.\n\n![a](img/a.png)\n\n마지막 줄.\n';

let room: ReturnType<typeof workshop>;
beforeEach(() => {
  room = workshop({
    'blog/_config.yml': 'title: blog\n',
    'hugo/hugo.toml': 'title = "site"\n',
    'notes/gradient.md': POST,
    'notes/img/a.png': dot(255, 0, 0),
  });
});
afterEach(() => room.leave());

const HIDDEN = { cell_type: 'code', metadata: { tags: ['hide'] }, source: 'x = 1', outputs: [] };

const to = ['--to', 'jekyll:blog'];
const json = async (...words: string[]) => JSON.parse((await call(['publish', ...words, '--json'])).stdout);
/** What stands below a folder, with the times of its changes. */
const state = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path), { bigint: true }).mtimeNs}`);

describe('downhill publish', () => {
  it('writes a post with its picture and says where it is', async () => {
    const { exit, stdout, stderr } = await call(['publish', 'notes/gradient.md', ...to]);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      '✓ 경사 하강법 (notes/gradient.md → jekyll)\n  blog/_posts/2022-07-15-gradient.md · 1 file beside it\n',
    );
    expect(stdout).toContain('/2022/07/15/gradient.html');
    expect(stdout).toContain('run "bundle exec jekyll serve" in blog');
    expect(readdirSync('blog/assets/downhill/gradient')).toHaveLength(1);
    expect(readdirSync('blog/.downhill').sort()).toEqual(['.gitignore', 'posts']);
  });

  it('says it in Korean', async () => {
    const { stdout } = await call(['publish', 'notes/gradient.md', ...to, '--lang', 'ko']);
    expect(stdout).toContain('blog/_posts/2022-07-15-gradient.md · 딸린 파일 1개');
    expect((await call(['publish', 'notes/gradient.md', ...to, '--lang', 'ko'])).stdout).toContain('바뀐 것이 없습니다');
  });

  it('changes no byte and no time of a file the second time', async () => {
    await call(['publish', 'notes/gradient.md', ...to]);
    const before = state('blog/_posts').concat(state('blog/assets'), state('blog/.downhill/posts'));
    expect((await json('notes/gradient.md', ...to)).documents[0]).toMatchObject({ unchanged: true, written: [], removed: [] });
    expect(state('blog/_posts').concat(state('blog/assets'), state('blog/.downhill/posts'))).toEqual(before);
  });

  it('writes nothing under --dry-run and shows with --diff what it would', async () => {
    const before = state('.');
    const { stdout } = await call(['publish', 'notes/gradient.md', ...to, '--to', 'html:out', '--dry-run', '--diff']);
    expect(stdout).toContain('--- /dev/null\n+++ b/_posts/2022-07-15-gradient.md\n');
    expect(stdout).toContain('+첫 줄.\n');
    expect(stdout).toContain('→ 경사 하강법');
    expect(state('.')).toEqual(before);
  });

  it('shows a name in Hangul as it is in a diff', async () => {
    const words = ['notes/gradient.md', ...to, '--slug', '내려가기', '--dry-run', '--diff'];
    expect((await call(['publish', ...words])).stdout).toContain('--- /dev/null\n+++ b/_posts/2022-07-15-내려가기.md\n@@ ');
  });

  it('takes a day as one writes it in Korea', async () => {
    for (const day of ['2024.3.2.', '2024. 3. 2.', '2024년 3월 2일', '2024/03/02'])
      expect([day, (await json('notes/gradient.md', ...to, '--dry-run', '--date', day)).documents?.[0].date]).toEqual([
        day,
        '2024-03-02',
      ]);
  });

  it('tells first of a folder that is no site: no day would help', async () => {
    writeFileSync('notes/undated.md', POST.replace('date: 2022-07-15\n', ''));
    expect((await json('notes/undated.md', '--to', 'jekyll:notes')).code).toBe('not-a-jekyll-site');
  });

  it('folds what it says of a note to 40 columns', async () => {
    writeFileSync('notes/gradient.md', POST.replace('title: 경사 하강법', 'title: a: b'));
    const words = ['publish', 'notes/gradient.md', ...to, '--lang', 'ko', '--dry-run'];
    const { stdout } = await call(words, { columns: 40 });
    expect(stdout).toContain('! 2:1');
    const notes = stdout.split('\n').filter((line) => / {2}(?:! | {2})/.test(line));
    expect(notes.length).toBeGreaterThan(3);
    expect(notes.filter((line) => textWidth(line) > 40)).toEqual([]);
  });

  it('says in Korean where the post is to be seen', async () => {
    const { stdout } = await call(['publish', 'notes/gradient.md', ...to, '--lang', 'ko']);
    expect(stdout.replaceAll('\n', ' ')).toContain(
      '미리 보기: blog 폴더에서 bundle exec jekyll serve를 실행하고 /2022/07/15/gradient.html 주소를 여세요.',
    );
  });

  it('prints downhill.publish/1 with what it wrote, in the order in which it did', async () => {
    const { schema, documents } = await json('notes/gradient.md', ...to);
    const [{ written, ...rest }] = documents;
    expect([schema, rest]).toEqual([
      'downhill.publish/1',
      {
        document: 'notes/gradient.md',
        target: 'jekyll',
        folder: 'blog',
        title: '경사 하강법',
        date: '2022-07-15',
        post: '_posts/2022-07-15-gradient.md',
        address: '/2022/07/15/gradient.html',
        unchanged: false,
        removed: [],
        notes: [],
      },
    ]);
    expect(written).toEqual([
      '.downhill/.gitignore',
      expect.stringMatching(/^assets\/downhill\/gradient\/a-[0-9a-f]{8}\.png$/),
      '_posts/2022-07-15-gradient.md',
      '.downhill/posts/gradient.base',
      '.downhill/posts/gradient.json',
    ]);
  });

  it('publishes many documents to many places; one that is refused does not keep the others', async () => {
    writeFileSync('notes/other.md', POST.replace('경사 하강법', 'Other'));
    writeFileSync('notes/broken.md', POST.replace('a.png', 'none.png'));
    const words = [
      'publish',
      'notes/broken.md',
      'notes/gradient.md',
      'notes/other.md',
      ...to,
      '--to',
      'hugo:hugo',
      '--to',
      'html:out',
    ];
    const { exit, stdout, stderr } = await call(words);
    expect(exit).toBe(1);
    expect(stdout).toContain('6 published, 0 unchanged, 3 refused');
    expect(stderr).toMatch(/^downhill: there is no picture img\/none.png \(notes\/broken.md:7:\d+\)\n/);
    expect(readdirSync('out').sort()).toEqual(['.downhill', 'gradient.html', 'other.html']);
    expect((await call(words.toSpliced(1, 1))).stdout).toContain('0 published, 6 unchanged, 0 refused');
  });

  it('publishes once into a place that is given under several names: with a slash, with ./, through a link', async () => {
    symlinkSync('blog', 'link');
    mkdirSync('inner');
    symlinkSync('..', 'inner/back');
    const names = ['blog', 'blog/', './blog', 'notes/../blog//', resolve('blog'), 'link', 'inner/back/link/'];
    const words = names.flatMap((name) => ['--to', `jekyll:${name}`]);
    const news = ['out', './out/', 'inner/back/out'].flatMap((name) => ['--to', `html:${name}`]);
    const { documents } = await json('notes/gradient.md', ...words, ...news, '--to', 'github:blog');
    expect(documents.map(({ target, folder }: { target: string; folder: string }) => [target, folder])).toEqual([
      ['jekyll', 'blog'],
      ['html', 'out'],
      ['github', 'blog'],
    ]);
  });

  it('names both documents and the flag where two of one command would be one post, dry or not', async () => {
    mkdirSync('notes/twin');
    writeFileSync('notes/twin/gradient.md', POST.replace('![a](img/a.png)', 'Twin.'));
    const words = ['publish', 'notes/gradient.md', 'notes/twin/gradient.md', ...to];
    const said =
      'downhill: notes/gradient.md and notes/twin/gradient.md would both be published as _posts/2022-07-15-gradient.md (notes/twin/gradient.md)\n' +
      '  publish notes/twin/gradient.md by itself with --slug and another name, or write "slug: another-name" into its front matter\n';
    for (const more of [['--dry-run'], [], []]) {
      const { exit, stderr } = await call([...words, ...more]);
      expect([exit, stderr]).toEqual([1, said]);
    }
    const alone = await json('notes/twin/gradient.md', ...to);
    expect([alone.code, alone.message, alone.advice]).toEqual([
      'slug-taken',
      '../notes/gradient.md is published as _posts/2022-07-15-gradient.md already',
      expect.stringContaining('--slug'),
    ]);
    expect((await call(['publish', 'notes/twin/gradient.md', ...to, '--slug', 'twin'])).exit).toBe(0);
    const both = await call([...words.toSpliced(3), ...to, '--to', 'html:out', '--slug', 'same']);
    expect(both.stderr).toContain('notes/gradient.md and notes/twin/gradient.md would both be published as same.html');
  });

  it('gives the same plan for many documents with and without --dry-run', async () => {
    mkdirSync('notes/2023');
    mkdirSync('notes/2023/img');
    writeFileSync('notes/2023/img/a.png', dot(0, 0, 255));
    writeFileSync('notes/2023/gradient.md', POST.replace('2022', '2023'));
    const words = ['notes/gradient.md', 'notes/2023/gradient.md', ...to];
    const dry = await json(...words, '--dry-run');
    const real = await json(...words);
    expect(dry.documents.map(({ post }: { post: string }) => post)).toEqual(
      real.documents.map(({ post }: { post: string }) => post),
    );
    expect(readdirSync('blog/assets/downhill').sort()).toEqual(['gradient', 'gradient-2']);
    expect((await json(...words)).documents.every(({ unchanged }: { unchanged: boolean }) => unchanged)).toBe(true);
  });

  it('tells of a refused document also what else is to be mended in it, and nothing of what did not happen', async () => {
    writeFileSync('notes/both.md', POST.replace('title: 경사 하강법', 'title: a: b').replace('img/a.png', 'none.png'));
    const codes = (notes: readonly { code: string }[]) => notes.map(({ code }) => code);
    for (const more of [[], ['--check']]) {
      const { exit, stdout, stderr } = await call(['publish', 'notes/both.md', ...to, ...more]);
      expect([exit, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /^downhill: there is no picture none\.png \(notes\/both\.md:7:1\)\n(?: {2}\S.*\n)* {2}! 2:1 {2}"title: a: b"/,
      );
      const alone = await json('notes/both.md', ...to, ...more);
      expect([alone.code, codes(alone.notes)]).toEqual(['picture-missing', ['front-matter-mended']]);
      const { documents } = await json('notes/both.md', 'notes/gradient.md', ...to, '--dry-run', ...more);
      expect([documents[0].error.code, codes(documents[0].notes)]).toEqual(['picture-missing', ['front-matter-mended']]);
    }
    const both = await call(['publish', 'notes/both.md', 'notes/gradient.md', ...to, '--lang', 'ko', '--dry-run']);
    expect(both.stderr).toContain('! 2:1  "title: a: b" 줄은 올바른 YAML이 아니어서');
    // The post would move, but does not: its new place is somebody else's.
    await call(['publish', 'notes/gradient.md', ...to]);
    writeFileSync('blog/_posts/2022-07-15-mine.md', 'Mine.');
    const moved = await json('notes/gradient.md', ...to, '--slug', 'mine');
    expect([moved.code, moved.notes]).toEqual(['post-exists', undefined]);
  });

  it('follows a renamed document', async () => {
    await call(['publish', 'notes/gradient.md', ...to]);
    renameSync('notes/gradient.md', 'notes/descent.md');
    const { documents } = await json('notes/descent.md', ...to);
    expect(documents[0].notes.map(({ code }: { code: string }) => code)).toEqual([
      'post-renamed',
      'post-moved',
      'address-changed',
    ]);
    expect(readdirSync('blog/_posts')).toEqual(['2022-07-15-descent.md']);
    expect(readdirSync('blog/assets/downhill')).toEqual(['gradient']);
  });

  it('leads the old address to the new one where the site can: Jekyll with jekyll-redirect-from, Hugo always', async () => {
    writeFileSync('blog/_config.yml', 'title: blog\nplugins: [jekyll-redirect-from]\n');
    const words = ['notes/gradient.md', ...to, '--to', 'hugo:hugo'];
    await call(['publish', ...words]);
    await call(['publish', ...words, '--slug', 'descent']);
    await call(['publish', ...words, '--slug', '내려가기']);
    expect(readFileSync('blog/_posts/2022-07-15-내려가기.md', 'utf8')).toContain(
      '\nredirect_from: ["/2022/07/15/gradient.html","/2022/07/15/descent.html"]\n---\n',
    );
    expect(readFileSync('hugo/content/posts/내려가기/index.md', 'utf8')).toMatch(
      /aliases:[^\n]*\n?.*posts\/gradient\/[\s\S]*posts\/descent\//,
    );
    expect((await json(...words)).documents.map(({ unchanged }: { unchanged: boolean }) => unchanged)).toEqual([true, true]);
  });

  it('stops where a hand edited what the document changes, exit 1, with the diff on stderr and in the JSON', async () => {
    await call(['publish', 'notes/gradient.md', ...to]);
    const path = 'blog/_posts/2022-07-15-gradient.md';
    writeFileSync(path, readFileSync(path, 'utf8').replace('\n첫 줄.', '\n첫 줄을 고침.'));
    writeFileSync('notes/gradient.md', POST.replace('첫 줄.', '다른 첫 줄.'));
    const before = state('blog/_posts');
    const { exit, stderr } = await call(['publish', 'notes/gradient.md', ...to]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining('\n-첫 줄을 고침.\n+다른 첫 줄.\n')]);
    expect(await json('notes/gradient.md', ...to)).toMatchObject({
      code: 'edits-conflict',
      detail: expect.stringContaining('+다른 첫 줄.\n'),
    });
    expect(state('blog/_posts')).toEqual(before);
    expect((await call(['publish', 'notes/gradient.md', ...to, '--force'])).exit).toBe(0);
    expect(readdirSync('blog/.downhill/backup')).toEqual([expect.stringMatching(/^2022-07-15-gradient\.md\.[0-9a-f]{8}$/)]);
    expect(readFileSync(path, 'utf8')).toContain('\n다른 첫 줄.\n');
  });

  const mistakes: readonly (readonly [what: string, words: readonly string[], exit: number, code: string, advice: RegExp])[] = [
    ['a target with a slip', ['notes/gradient.md', '--to', 'jekyl:blog'], 2, 'target-unknown', /did you mean jekyll/],
    [
      'a target that nobody knows',
      ['notes/gradient.md', '--to', 'wordpress:x'],
      2,
      'target-unknown',
      /targets: .*html.*hugo.*jekyll/,
    ],
    ['a target without a folder', ['notes/gradient.md', '--to', 'jekyll'], 2, 'to-without-folder', /--to jekyll:blog/],
    ['a folder without a target', ['notes/gradient.md', '--to', 'blog'], 2, 'to-without-target', /--to jekyll:blog /],
    ['no place', ['notes/gradient.md'], 2, 'to-missing', /--to/],
    ['no document', to, 2, 'document-missing', /post\.md/],
    ['a site that is not there', ['notes/gradient.md', '--to', 'jekyll:blgo'], 1, 'folder-missing', /_config\.yml/],
    ['a file in the place of a site', ['notes/gradient.md', '--to', 'html:notes/gradient.md'], 1, 'folder-is-file', /folder/],
    ['a document that is not there', ['notes/gradent.md', ...to], 1, 'file-missing', /gradient\.md/],
    ['no day at all', ['notes/undated.md', ...to], 1, 'date-missing', /--date YYYY-MM-DD/],
    ['front matter without a text', ['notes/bare.md', ...to], 1, 'empty-post', /below the line that ends the front matter/],
    ['a notebook that hides all', ['notes/hidden.ipynb', '--to', 'html:out'], 1, 'empty-post', /hidden in it/],
    ['a day that is none', ['notes/gradient.md', ...to, '--date', '2022-02-30'], 2, 'date-invalid', /--date 2022/],
    ['an unknown kind of document', ['notes/img/a.png', ...to], 1, 'document-unknown', /Markdown/],
    [
      'a root that the document is not below',
      ['notes/gradient.md', ...to, '--root', 'blog'],
      2,
      'root-without-document',
      /above/,
    ],
    ['a root that is not there', ['notes/gradient.md', ...to, '--root', 'nots'], 2, 'root-missing', /above/],
    ['a name without a letter', ['notes/gradient.md', ...to, '--slug', ' ../'], 2, 'slug-empty', /--slug gradient-descent/],
    ['a picture outside the root', ['notes/outside.md', ...to, '--root', 'notes'], 1, 'path-outside', /beside the document/],
    ['JSON that never ends', ['notes/gradient.md', ...to, '--watch'], 2, 'options-conflict', /leave one/],
  ];
  for (const [what, words, status, code, advice] of mistakes)
    it(`${what} is ${code}, exit ${status}, and nothing is written`, async () => {
      writeFileSync('notes/undated.md', POST.replace('date: 2022-07-15\n', ''));
      writeFileSync('notes/outside.md', POST.replace('img/a.png', '../secret.png'));
      writeFileSync('secret.png', dot(1, 2, 3));
      writeFileSync('notes/bare.md', '---\ntitle: Bare\ndate: 2022-07-15\n---\n\n \n');
      writeFileSync('notes/hidden.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [HIDDEN] }));
      const before = state('.').filter((line) => !/^blog \d/.test(line));
      const { exit, stdout } = await call(['publish', ...words, '--json']);
      const error = JSON.parse(stdout);
      expect([exit, error.code, error.advice]).toEqual([status, code, expect.stringMatching(advice)]);
      expect(state('.').filter((line) => !/^blog \d/.test(line))).toEqual(before);
    });

  it('says in one paragraph of front matter without a text where the text is missing', async () => {
    writeFileSync('notes/bare.md', '---\ntitle: Bare\ndate: 2022-07-15\n---\n');
    const { exit, stdout, stderr } = await call(['publish', 'notes/bare.md', ...to]);
    expect([exit, stdout, stderr]).toEqual([
      1,
      '',
      'downhill: notes/bare.md has no text: it ends with its front matter, and a post of it would be an empty page (notes/bare.md:5:1)\n' +
        '  write the text below the line that ends the front matter\n',
    ]);
  });

  it('never writes over its own document, not even under --force', async () => {
    mkdirSync('blog/_posts');
    writeFileSync('blog/_posts/2022-07-15-gradient.md', POST.replace('img/a.png', '../../notes/img/a.png'));
    const words = ['blog/_posts/2022-07-15-gradient.md', ...to, '--root', '.', '--force'];
    expect((await json(...words)).code).toBe('document-is-post');
    expect(readFileSync('blog/_posts/2022-07-15-gradient.md', 'utf8')).toContain('../../notes/img/a.png');
  });

  it('writes through no link that leads out of the site', async () => {
    mkdirSync('elsewhere');
    symlinkSync('../elsewhere', 'blog/_posts');
    expect((await json('notes/gradient.md', ...to)).code).toBe('path-outside');
    rmSync('blog/_posts');
    symlinkSync('../elsewhere', 'blog/.downhill');
    expect((await json('notes/gradient.md', ...to)).code).toBe('path-outside');
    expect(readdirSync('elsewhere')).toEqual([]);
  });

  it('checks what it published, or the whole site, and exits 1 where a picture is broken', async () => {
    const published = await json('notes/gradient.md', ...to, '--check');
    expect(published.checks).toEqual([
      { schema: 'downhill.check/1', site: 'blog', kind: 'jekyll', posts: 1, references: 1, pictures: 1, notes: [] },
    ]);
    rmSync('blog/assets', { recursive: true });
    const { exit, stdout } = await call(['publish', '--check', ...to]);
    expect([exit, stdout]).toEqual([1, expect.stringContaining('_posts/2022-07-15-gradient.md\n')]);
    expect((await json('--check=2', ...to)).code).toBe('site-not-built');
    expect((await json(...to, '--check', 'notes/gradient.md')).code).toBe('check-level-unknown');
  });
});

describe('several processes', () => {
  const spawned = (words: readonly string[]): Promise<number | null> =>
    new Promise((done) => {
      spawn(process.execPath, [CLI, 'publish', ...words, '--quiet'], { stdio: 'ignore' }).on('exit', done);
    });

  it('that publish into one site at once all have their posts in it', async () => {
    const names = ['one', 'two', 'three', 'four'];
    for (const name of names) writeFileSync(`notes/${name}.md`, POST.replace('경사 하강법', name));
    expect(await Promise.all(names.map((name) => spawned([`notes/${name}.md`, ...to])))).toEqual([0, 0, 0, 0]);
    expect(readdirSync('blog/.downhill').sort()).toEqual(['.gitignore', 'posts']);
    const all = await json(...names.map((name) => `notes/${name}.md`), ...to);
    expect(all.documents.map(({ unchanged }: { unchanged: boolean }) => unchanged)).toEqual([true, true, true, true]);
  });

  it('leave a lock that the next one takes away, where its owner is no more', async () => {
    mkdirSync('blog/.downhill');
    const { hostname } = await import('node:os');
    // No process has this number: it is beyond the largest that Linux gives.
    writeFileSync('blog/.downhill/lock', `4194305 ${hostname()}\n`);
    expect((await call(['publish', 'notes/gradient.md', ...to])).exit).toBe(0);
    expect(existsSync('blog/.downhill/lock')).toBe(false);
  });

  it('wait for a lock whose owner lives, and then say who it is', async () => {
    const { hostname } = await import('node:os');
    const { lockSite } = await import('../../../src/node/site-lock.js');
    mkdirSync('blog/.downhill');
    writeFileSync('blog/.downhill/lock', `${process.pid} ${hostname()}\n`);
    await expect(lockSite('blog', 80)).rejects.toMatchObject({
      code: 'site-locked',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    writeFileSync('blog/.downhill/lock', '1 another-machine\n');
    await expect(lockSite('blog', 80)).rejects.toMatchObject({
      message: expect.stringContaining('process 1 on another-machine'),
    });
  });
});

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { call } from '../../cli/terminal.js';
import { makeSite, PIXEL, removeSite } from './sites.js';

const made: string[] = [];
afterAll(() => made.forEach(removeSite));
const desk = (more = {}): string => {
  const folder = makeSite({
    'post.md': '---\ntitle: A post\ndate: 2022-07-15\n---\n## One\n\n![first](a.png)\n\n## Two\n\n![second](b.png)\n',
    'a.png': PIXEL,
    'b.png': GREEN,
    ...more,
  });
  made.push(folder);
  return folder;
};
/** A GIF of one pixel. */
const GREEN = Uint8Array.from(atob('R0lGODlhAQABAIAAAACAAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (c) => c.charCodeAt(0));

interface Checked {
  readonly checks: readonly {
    readonly kind: string;
    readonly posts: number;
    readonly references: number;
    readonly pictures: number;
    readonly notes: readonly { readonly code: string; readonly place: string; readonly severity: string }[];
  }[];
}
const looked = async (...words: string[]): Promise<{ exit: number; check: Checked['checks'][number] }> => {
  const { exit, stdout } = await call(['publish', '--json', ...words], { env: { PATH: process.env.PATH ?? '' } });
  return { exit, check: (JSON.parse(stdout) as Checked).checks[0] as Checked['checks'][number] };
};
const codes = ({ check }: Awaited<ReturnType<typeof looked>>): string[] =>
  check.notes.map(({ code, place }) => `${code} ${place}`);
const edit = (path: string, change: (text: string) => string): void => writeFileSync(path, change(readFileSync(path, 'utf8')));

describe('downhill publish --check of a folder that is no site', () => {
  it('decodes the 2 pictures that a page of html carries, also in a browser, and finds the one that is cut off', async () => {
    const folder = desk();
    const to = ['--to', `html:${join(folder, 'out')}`];
    const first = await looked(join(folder, 'post.md'), ...to, '--check=3');
    expect([first.exit, first.check.kind, first.check.posts, first.check.pictures]).toEqual([0, 'folder', 1, 2]);
    expect(codes(first)).toEqual([]);
    const page = join(folder, 'out/post.html');
    edit(page, (text) => text.replace(/(data:image\/png;base64,.{20})[^"]*/, '$1'));
    const second = await looked(...to, '--check');
    expect(second.exit).toBe(1);
    expect(codes(second)).toEqual([expect.stringMatching(/^picture-damaged post\.html:\d+:\d+$/)]);
    expect(codes(await looked(...to, '--check=3'))).toContain('picture-not-shown post.html');
    edit(page, (text) => text.replace(/data:image\/png;base64,[^"]*/, 'images/Gone.png'));
    expect(codes(await looked(...to, '--check'))).toEqual([expect.stringMatching(/^picture-missing post\.html:/)]);
  }, 60_000);

  it('says that a picture of a page is shown squeezed, and that its name differs in case', async () => {
    const folder = desk({
      'out/a.html':
        '<!doctype html>\n<img src="img/a.png" width="100" height="50">\n<img src="img/A.png" width="20" height="20">\n',
      'out/img/a.png': PIXEL,
    });
    const report = await looked('--to', `html:${join(folder, 'out')}`, '--check');
    expect(codes(report)).toEqual(['picture-squeezed a.html:2:11', 'name-case a.html:3:11']);
  });

  it('follows the pictures beside a README for GitHub', async () => {
    const folder = desk();
    const to = ['--to', `github:${join(folder, 'out')}`];
    const first = await looked(join(folder, 'post.md'), ...to, '--check=2');
    expect([first.exit, first.check.posts, first.check.references, first.check.pictures]).toEqual([0, 1, 2, 2]);
    const images = join(folder, 'out/images/post');
    const [name = ''] = readdirSync(images);
    renameSync(join(images, name), join(images, name.toUpperCase()));
    expect(codes(await looked(...to, '--check'))).toEqual([expect.stringMatching(/^name-case post\.md:/)]);
  });

  it('compares the checklist for pasting with the pictures and with the text', async () => {
    for (const more of [[], ['--base-url', 'https://example.org/p']]) {
      const folder = desk();
      const to = ['--to', `paste:${join(folder, 'out')}`];
      const first = await looked(join(folder, 'post.md'), ...to, '--check', ...more);
      // The text, two pages and the list.
      expect([first.exit, first.check.posts]).toEqual([0, 4]);
      expect(codes(first)).toEqual([]);
      const images = join(folder, 'out/images/post');
      rmSync(join(images, readdirSync(images)[0] as string));
      edit(join(folder, 'out/post-checklist.md'), (text) => text.replace(/\n\| +2 .*/, ''));
      const second = await looked(...to, '--check');
      expect(second.exit).toBe(1);
      expect(codes(second)).toContain('checklist-differs post-checklist.md');
      expect(codes(second).length).toBe(more.length === 0 ? 2 : 1);
    }
  });
});

describe('the built site that --check=2 reads', () => {
  const page = '<!doctype html><title>A</title><h1>A</h1><p>text</p><img src="/a.png">\n';
  const site = (more = {}): string => {
    const folder = makeSite({ '_config.yml': 'title: x\n', '_posts/2022-07-15-a.md': '---\ntitle: A\n---\ntext\n', ...more });
    made.push(folder);
    return folder;
  };

  it("is the one of the site's own destination, inside of the site or beside it", async () => {
    for (const destination of ['docs', './docs/', '../docs']) {
      const top = site({
        'blog/_config.yml': `destination: ${destination}\n`,
        'blog/_posts/2022-07-15-a.md': '---\ntitle: A\n---\ntext\n',
      });
      const at = join(top, 'blog', destination, '2022/07/15');
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, 'a.html'), page);
      const report = await looked('--to', `jekyll:${join(top, 'blog')}`, '--check=2');
      expect(codes(report), destination).toEqual(['picture-missing _posts/2022-07-15-a.md']);
    }
  });

  it('is the one that --built names, and where there is none the message names the folder that is empty', async () => {
    const folder = site({ 'elsewhere/2022/07/15/a.html': page });
    const to = ['--to', `jekyll:${folder}`, '--check=2'];
    expect(codes(await looked(...to, '--built', join(folder, 'elsewhere')))).toEqual(['picture-missing _posts/2022-07-15-a.md']);
    const { exit, stderr } = await call(['publish', ...to]);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/is not built: there is nothing in \S+_site/);
    expect(stderr).toContain('--built');
  });
});

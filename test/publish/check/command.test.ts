import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { call } from '../../cli/terminal.js';
import { makeSite, PIXEL, removeSite } from './sites.js';

const POST = '---\ntitle: a: b\n---\n![a](../images/A.png)\n\n`{% x %}`\n\n![b](C:\\Users\\me\\typora-user-images\\b.png)\n';
const made: string[] = [];
afterAll(() => made.forEach(removeSite));
const site = (more = {}): string => {
  const folder = makeSite({ '_config.yml': 'baseurl: /blog\n', '_posts/2022-07-15-a.md': POST, 'images/a.png': PIXEL, ...more });
  made.push(folder);
  return folder;
};
const MENDED =
  '---\ntitle: "a: b"\n---\n![a]({{ \'/images/a.png\' | relative_url }})\n\n`{{ "{" }}% x %}`\n\n![b](C:\\Users\\me\\typora-user-images\\b.png)\n';

describe('downhill repair', () => {
  it('says under --dry-run --diff what would change, line by line, and writes nothing', async () => {
    const folder = site();
    const { exit, stdout, stderr } = await call(['repair', folder, '--dry-run', '--diff']);
    expect(stderr).toBe('');
    // A picture is left that only its owner can find.
    expect(exit).toBe(1);
    expect(stdout).toContain('-title: a: b\n+title: "a: b"\n');
    expect(stdout).toContain("-![a](../images/A.png)\n+![a]({{ '/images/a.png' | relative_url }})\n");
    expect(stdout).toMatch(/letter case +1 +\.\.\/images\/A\.png → /);
    expect(stdout).toContain('1 post would change; nothing was written');
    expect(stdout).toContain('8:6  C:\\Users\\me\\typora-user-images\\b.png: this picture never left your PC');
    expect(readFileSync(join(folder, '_posts/2022-07-15-a.md'), 'utf8')).toBe(POST);
    expect(readdirSync(folder).sort()).toEqual(['_config.yml', '_posts', 'images']);
  });

  it('mends, keeps the old post under a name with its hash, and has nothing to do the second time', async () => {
    const folder = site();
    const first = await call(['repair', folder, '--lang', 'ko']);
    expect(first.stdout).toContain('글 1편을 고쳤습니다. 원래 글은 .downhill/backup에 있습니다');
    expect(first.stdout).toContain('이 그림은 내 PC에만 있고');
    expect(readFileSync(join(folder, '_posts/2022-07-15-a.md'), 'utf8')).toBe(MENDED);
    const [copy, ...more] = readdirSync(join(folder, '.downhill/backup'));
    expect(more).toEqual([]);
    expect(readFileSync(join(folder, '.downhill/backup', copy as string), 'utf8')).toBe(POST);
    expect(existsSync(join(folder, '.downhill/lock'))).toBe(false);
    const second = JSON.parse((await call(['repair', folder, '--json'])).stdout);
    expect([second.schema, second.changes, second.files]).toEqual(['downhill.repair/1', [], []]);
    expect(second.left.map(({ code, place }: { code: string; place: string }) => [code, place])).toEqual([
      ['picture-on-disk', '_posts/2022-07-15-a.md:8:6'],
    ]);
  });

  it('exits 0 where nothing is left, and writes nothing where there is no site', async () => {
    expect((await call(['repair', site({ 'images/b.png': PIXEL })])).exit).toBe(0);
    const empty = makeSite({ 'a.txt': 'x' });
    made.push(empty);
    const { exit, stderr } = await call(['repair', empty]);
    expect(exit).toBe(1);
    expect(stderr).toContain('is neither a Jekyll site');
    expect(readdirSync(empty)).toEqual(['a.txt']);
    const gone = join(empty, 'none');
    expect((await call(['repair', gone])).exit).toBe(1);
    expect(existsSync(gone)).toBe(false);
  });
});

describe('downhill publish --check without a document', () => {
  it('prints by post what is broken, with line and advice, in both languages and as downhill.check/1', async () => {
    const folder = site();
    const words = ['publish', '--to', `jekyll:${folder}`, '--check'];
    const { exit, stdout } = await call(words);
    expect(exit).toBe(1);
    expect(stdout).toContain('_posts/2022-07-15-a.md\n');
    expect(stdout).toMatch(/4:6 {2}\.\.\/images\/A\.png is broken everywhere: the file is called images\/a\.png/);
    expect(stdout).toContain("→ write {{ '/images/a.png' | relative_url }}");
    expect(stdout).toMatch(/✗ 1 post, 2 references, 0 pictures: 4 problems\n$/);
    expect((await call([...words, '--lang', 'ko'])).stdout).toContain('모든 페이지에서 깨집니다. 파일 이름은 images/a.png입니다');
    await call(['repair', folder]);
    const after = await call([...words, '--json']);
    expect(JSON.stringify(JSON.parse(after.stdout))).toContain('downhill.check/1');
  });

  it('names a page that was not built once, in the browser as well', async () => {
    const folder = site({
      '_posts/2022-07-15-a.md': '---\ntitle: a\n---\nText.\n',
      '_site/index.html': '<!doctype html><title>x</title>',
    });
    const { stdout } = await call(['publish', '--to', `jekyll:${folder}`, '--check', '3', '--json'], {
      env: { DOWNHILL_BROWSER: '/usr/bin/chromium' },
    });
    const { checks } = JSON.parse(stdout);
    expect(checks[0].notes.map(({ code }: { code: string }) => code)).toEqual(['post-absent']);
  });
});

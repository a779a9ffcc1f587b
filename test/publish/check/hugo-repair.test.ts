import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { browserCheck } from '../../../src/node/browser-check.js';
import { commit } from '../../../src/node/commit.js';
import { checkBuilt } from '../../../src/publish/check/check-built.js';
import { checkSite } from '../../../src/publish/check/check-site.js';
import { repairSite } from '../../../src/publish/repair/repair-site.js';
import { buildHugo, type Contents, folderFiles, makeSite, PIXEL, removeSite } from './sites.js';

const NFD = '그림'.normalize('NFD');
const lines = (title: string, own: readonly string[]): string =>
  [
    '---',
    `title: ${title}`,
    'date: 2022-07-15',
    '---',
    ...own,
    '![1](/images/a.png)',
    '![2](/images/my pic.png "title")',
    '![3](../../static/images/a.png)',
    '![4](..\\images\\a.png)',
    '![5](/images/A.PNG)',
    '![6](/images/그림.png)',
    '![7](/images/a#b.png)',
    '![8](C:\\Users\\me\\typora-user-images\\shot.png)',
    '![9](images/a.png)',
    '{{< figure src="/images/A.png" >}}',
    '',
    '```go',
    'fmt.Println("{{ x }}")  // ![no](/images/a.png)',
    '```',
    '',
  ].join('\n');

const site = (baseURL: string): Contents => ({
  'config.toml': `baseURL = "${baseURL}"\n[permalinks]\nposts = "/:year/:slug/"\n`,
  'layouts/_default/single.html': '<!doctype html><meta charset="utf-8"><title>{{ .Title }}</title><body>{{ .Content }}',
  'layouts/_default/list.html': '<!doctype html><title>{{ .Title }}</title>',
  'content/posts/bundle/index.md': lines('"a: b"', [
    '![own](own.png)',
    '![own](./own.png)',
    '![own](Own.png)',
    '![own](sub\\own 2.png)',
  ]),
  'content/posts/bundle/own.png': PIXEL,
  'content/posts/bundle/sub/own 2.png': PIXEL,
  'content/posts/plain.md': lines('"b"', ['![beside](beside.png)', '![beside](../beside.png)']),
  'content/posts/beside.png': PIXEL,
  ...Object.fromEntries(
    ['a.png', 'my pic.png', `${NFD}.png`, 'a#b.png', 'shot.png'].map((name) => [`static/images/${name}`, PIXEL]),
  ),
});

const made: string[] = [];
afterAll(() => made.forEach(removeSite));

describe('downhill repair of a Hugo site', () => {
  for (const baseURL of ['https://example.org/', 'https://example.org/blog/'])
    it(`shows every picture afterwards, below ${baseURL}, and changes nothing the second time`, async () => {
      const folder = makeSite(site(baseURL));
      made.push(folder);
      const files = folderFiles(folder);
      expect((await checkSite(files)).notes.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(14);
      const repaired = await repairSite(files);
      expect(repaired.left).toEqual([]);
      await commit(folder, repaired.plan);
      const { code, output } = await buildHugo(folder);
      expect([code, output]).toEqual([0, '']);
      const built = folderFiles(join(folder, 'public'));
      expect((await checkBuilt(files, built)).notes).toEqual([]);
      const { notes, pictures } = await browserCheck(files, built, process.env);
      expect(notes).toEqual([]);
      expect(pictures).toBe(14 + 12);
      expect((await repairSite(files)).changes).toEqual([]);
      // What was right stays as it was, relative as it is.
      const text = readFileSync(join(folder, 'content/posts/bundle/index.md'), 'utf8');
      expect(text).toContain('![own](own.png)\n![own](./own.png)\n![own](own.png)\n![own](sub/own%202.png)\n');
    });

  it('mends front matter that Hugo stops at, and leaves TOML alone', async () => {
    const folder = makeSite({
      'hugo.toml': 'baseURL = "https://example.org/"\n',
      'content/posts/a.md': '---\ntitle: a: b\ndate: 2022-07-15\n---\nhi\n',
      'content/posts/b.md': '+++\ntitle = "a: b"\ndate = 2022-07-15\nslug = "other"\n+++\n![a](/images/a.png)\n',
      'static/images/a.png': PIXEL,
    });
    made.push(folder);
    const { changes, left, texts } = await repairSite(folderFiles(folder));
    expect(left).toEqual([]);
    expect(texts.map(({ after }) => after)).toEqual(['---\ntitle: "a: b"\ndate: 2022-07-15\n---\nhi\n']);
    expect(changes.map(({ code }) => code)).toEqual(['front-broken']);
  });
});

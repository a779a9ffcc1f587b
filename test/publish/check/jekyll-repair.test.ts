import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { browserCheck } from '../../../src/node/browser-check.js';
import { commit } from '../../../src/node/commit.js';
import { checkBuilt } from '../../../src/publish/check/check-built.js';
import { checkSite } from '../../../src/publish/check/check-site.js';
import { repairSite } from '../../../src/publish/repair/repair-site.js';
import { buildJekyll, type Contents, folderFiles, makeSite, PIXEL, removeSite } from './sites.js';

const NFD = '그림'.normalize('NFD');

/** Every kind of breakage that can be mended, in CRLF, with a byte order mark. */
const POST = [
  '\uFEFF---',
  'layout: page',
  'title: [ML/DL 1] 경사하강법: Gradient Descent',
  'description: it says "a" # b: c',
  'categories: [ml, deep learning]',
  '---',
  '![1](../images/a.png)',
  '![2](..\\images\\a.png "title")',
  '![3](/images/a.png){: w="700" h="400" }',
  '<img src="/images/a.png" alt="4">',
  "<img src='images/a.png' srcset='images/a.png 1x, images/A.PNG 2x'>",
  '![5](/images/my pic.png)',
  '![6](</images/my pic.png>)',
  '![7](/Images/A.png)',
  '![8]({{ site.baseurl }}/images/A.png)',
  `![9](/images/그림.png)`,
  "![10]({{ '/images/a#b.png' | relative_url }})",
  '![11](/images/_x.png)',
  '![12](2022-07-15-a_files/2022-07-15-a_3_0.png)',
  '![13](C:\\Users\\me\\AppData\\Roaming\\Typora\\typora-user-images\\shot.png)',
  '![14][ref] and [![15](images/a.png)](/images/a.png)',
  "![16](/images/it's.png)",
  '',
  '- a list',
  '',
  '    ![17](../images/a.png)',
  '',
  '[ref]: ../images/a.png "title"',
  '[ref2]: <../images/my pic.png>',
  '',
  '| a | b |',
  '|---|---|',
  '| ![18](/images/a.png) | <img src=../images/a.png alt="19"> |',
  '',
  '![20][ref2] ![21 in two',
  'lines](../images/a.png){: .center}',
  '',
  '<img',
  '  src="../images/a.png"',
  '  alt="a > b">',
  '',
  '[a link](/about.html) [same](#top) [far](https://example.com/a b.png) `![no](../images/a.png)`',
  '',
  '```python',
  'print("{% x %}", {{x}}, {{{y}}})  # ![no](../images/a.png)',
  "f'{{'",
  '```',
  '',
  'Text $\\frac{{a}}{{b}}$ and `{%` and `{{`, \u001b[31mred\u001b[0m.',
  '',
].join('\r\n');

const contents = (permalink: string, baseurl: string): Contents => ({
  '_config.yml': `title: t\nurl: https://example.org\nbaseurl: "${baseurl}"\npermalink: ${permalink}\nplugins: [jekyll-feed, jekyll-paginate]\npaginate: 1\n`,
  '_layouts/page.html': '<!doctype html><meta charset="utf-8"><title>{{ page.title }}</title><body>{{ content }}',
  'index.html': '---\nlayout: page\ntitle: home\n---\n{% for post in paginator.posts %}{{ post.content }}{% endfor %}',
  'about.md': '---\nlayout: page\npermalink: /about.html\ntitle: about\n---\nhi',
  '_posts/2022-07-15-a.md': POST,
  '_posts/2022-07-16-b.md': POST.replaceAll('\r\n', '\n'),
  '_posts/2022-07-15-a_files/2022-07-15-a_3_0.png': PIXEL,
  ...Object.fromEntries(
    ['a.png', 'my pic.png', `${NFD}.png`, 'a#b.png', '_x.png', 'shot.png', "it's.png"].map((name) => [`images/${name}`, PIXEL]),
  ),
});

const made: string[] = [];
afterAll(() => made.forEach(removeSite));

describe('downhill repair of a Jekyll site', () => {
  for (const [permalink, baseurl] of [
    ['date', ''],
    ['pretty', '/blog'],
    ['/:categories/:title/', '/blog'],
  ] as const)
    it(`shows every picture afterwards, code to the byte, a feed that is XML, and a title: permalink ${permalink}, baseurl "${baseurl}"`, async () => {
      const folder = makeSite(contents(permalink, baseurl));
      made.push(folder);
      const files = folderFiles(folder);
      const before = await checkSite(files);
      expect(new Set(before.notes.map(({ code }) => code))).toEqual(
        new Set([
          ...['control-character', 'front-broken', 'liquid-kills', 'liquid-vanishes', 'name-case', 'name-form', 'name-sign'],
          ...['picture-left-out', 'picture-on-disk', 'reference-relative'],
          ...(baseurl === '' ? ['reference-space'] : ['baseurl-missing']),
        ]),
      );
      if (baseurl === '') expect((await buildJekyll(folder)).code).not.toBe(0);
      const repaired = await repairSite(files);
      expect(repaired.left).toEqual([]);
      await commit(folder, repaired.plan);
      const { code, output } = await buildJekyll(folder);
      // Jekyll takes nbconvert's picture for a post, because its name begins with a date, and says so at each build; it does no harm.
      expect(output.split('\n').filter((line) => !/a_3_0\.png: invalid byte sequence/.test(line))).toEqual(['']);
      expect(code).toBe(0);
      const built = folderFiles(join(folder, '_site'));
      expect((await checkBuilt(files, built)).notes).toEqual([]);
      const seen = await browserCheck(files, built, process.env);
      expect(seen.notes).toEqual([]);
      // Two posts, a page and the front page: 23 pictures on all but the page.
      expect(seen.pages).toBe(4);
      expect(seen.pictures).toBe(3 * 23);
      expect(readFileSync(join(folder, '_site/feed.xml'), 'utf8')).toContain('[ML/DL 1] 경사하강법');
    });

  it('changes nothing the second time, keeps line ends and all other bytes, and keeps what was', async () => {
    const folder = makeSite(contents('date', '/blog'));
    made.push(folder);
    const path = join(folder, '_posts/2022-07-15-a.md');
    const first = await repairSite(folderFiles(folder));
    await commit(folder, first.plan);
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\uFEFF---\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    const [old, now] = [POST.split('\r\n'), text.split('\r\n')];
    expect(now.length).toBe(old.length);
    const same = ['layout: page', 'categories: [ml, deep learning]', '- a list', '', '```python', '```'];
    for (const line of same) expect(now).toContain(line);
    expect(now).toContain(
      (old.find((line) => line.includes('[far]')) as string).replace('/about.html', "{{ '/about.html' | relative_url }}"),
    );
    const copies = first.plan.writes.filter((file) => file.path.startsWith('.downhill/backup/'));
    expect(copies.map(({ data }) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(data as Uint8Array))).toContain(POST);
    const second = await repairSite(folderFiles(folder));
    expect(second.changes).toEqual([]);
    expect(second.plan.writes).toEqual([]);
  });

  it('names what cannot be mended, with its line, and leaves it', async () => {
    const lines = [
      '---',
      'layout: page',
      'title: fine',
      '---',
      '![a](C:\\Users\\me\\typora-user-images\\gone.png)',
      '![b](/images/nowhere.png)',
      '![c](/private/a.png)',
      '{% figure x %}',
      '![d](/images/broken.png)',
      '![e](/images/twin.png)',
    ];
    const folder = makeSite({
      '_config.yml': 'exclude: [private]\n',
      '_posts/2022-01-01-a.md': lines.join('\n\n'),
      'private/a.png': PIXEL,
      'images/broken.png': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'images/Twin.png': PIXEL,
      'images/TWIN.png': PIXEL,
    });
    made.push(folder);
    const { changes, left } = await repairSite(folderFiles(folder));
    expect(changes).toEqual([]);
    expect(left.map(({ code, place }) => `${place} ${code}`)).toEqual([
      '_posts/2022-01-01-a.md:9:6 picture-on-disk',
      '_posts/2022-01-01-a.md:11:6 picture-missing',
      '_posts/2022-01-01-a.md:13:6 picture-left-out',
      '_posts/2022-01-01-a.md:15:1 liquid-kills',
      '_posts/2022-01-01-a.md:17:6 picture-damaged',
      '_posts/2022-01-01-a.md:19:6 picture-missing',
    ]);
    for (const { message, advice } of left) {
      expect(message.en).not.toBe(message.ko);
      expect(advice?.ko).toBeTruthy();
    }
  });

  it('does not write a file that was not read as it is', async () => {
    // Two bytes of CP949.
    const bytes = Buffer.concat([Buffer.from('---\ntitle: a\n---\n![a](/images/a.png) '), Buffer.from([0xb0, 0xa1, 0x0a])]);
    const folder = makeSite({ '_config.yml': 'baseurl: /b\n', 'images/a.png': PIXEL, '_posts/2022-01-01-a.md': bytes });
    made.push(folder);
    const { plan, left } = await repairSite(folderFiles(folder));
    expect(plan.writes).toEqual([]);
    expect(left.map(({ code }) => code)).toContain('character-lost');
  });
});

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeStretches } from '../../../src/publish/check/code-stretches.js';
import { findReferences } from '../../../src/publish/check/find-references.js';
import { readHugo } from '../../../src/publish/check/hugo-site.js';
import { verdict } from '../../../src/publish/check/verdict.js';
import { launchChromium } from '../../chromium.js';
import { buildHugo, type Contents, folderFiles, makeSite, PIXEL, removeSite, serve } from './sites.js';

/** A paragraph each, between its own markers: a picture that Hugo takes for text leaves none. */
const REFERENCES = [
  '![a](a.png)',
  '![a](./a.png)',
  '![a](sub/a.png)',
  '![a](../a.png)',
  '![a](../../images/a.png)',
  '![a](/images/a.png)',
  '![a](/blog/images/a.png)',
  '![a](images/a.png)',
  '![a](/images/my pic.png)',
  '![a](</images/my pic.png>)',
  '![a](/images/my%20pic.png)',
  '![a](my%20pic.png)',
  '![a](..\\a.png)',
  '![a](images\\_b.png)',
  '![a](/images/\\_b.png)',
  '![a](/Images/a.png)',
  '![a](/images/A.png)',
  '![a](/images/한글.png)',
  `![a](/images/${'한글'.normalize('NFD')}.png)`,
  '![a](/images/a#b.png)',
  '![a](/images/a%23b.png)',
  '![a](/images/a.png?raw=true)',
  '![a](../../static/images/a.png)',
  '![a](/static/images/a.png)',
  '<img src="/images/a.png" alt="a">',
  '<img src="..\\..\\images\\a.png" alt="a">',
  '{{< figure src="/images/a.png" >}}',
  '{{< figure src="a.png" >}}',
  '![a](C:\\Users\\me\\typora-user-images\\a.png)',
  '![a](/posts/loose/b.png)',
  '![a](/posts/Loose/b.png)',
  '![a](b.png)',
  '![a](../b.png)',
  `![a](data:image/png;base64,${btoa(String.fromCharCode(...PIXEL))})`,
  '![a](/images/a(1).png "title")',
  '![a](/images/a&amp;b.png)',
] as const;

const body = REFERENCES.map((reference, i) => `MARK${i}MARK\n\n${reference}`).join('\n\n');
const post = `---\ntitle: A\ndate: 2022-07-15\n---\n${body}\n\nMARK${REFERENCES.length}MARK\n`;

const site = (settings: string, more: Contents = {}): Contents => ({
  'hugo.toml': settings,
  // Hugo 0.111 reads config.toml too; one of them is enough for each.
  'layouts/_default/single.html': '<!doctype html><meta charset="utf-8"><body>{{ .Content }}',
  'layouts/_default/list.html': '<!doctype html><meta charset="utf-8"><body>list',
  'layouts/index.html':
    '<!doctype html><meta charset="utf-8"><body>{{ range first 1 (where .Site.RegularPages "Section" "posts") }}{{ .Content }}{{ end }}',
  'content/posts/bundle/index.md': post,
  'content/posts/bundle/a.png': PIXEL,
  'content/posts/bundle/my pic.png': PIXEL,
  'content/posts/bundle/sub/a.png': PIXEL,
  'content/posts/Loose/My Post.md': post.replace('2022-07-15', '2021-07-15'),
  'content/posts/Loose/b.png': PIXEL,
  ...Object.fromEntries(
    ['a.png', 'my pic.png', '한글.png', 'a#b.png', 'a(1).png', '_b.png', 'a&b.png'].map((name) => [
      `static/images/${name}`,
      PIXEL,
    ]),
  ),
  ...more,
});

const HOOK =
  '<img src="{{ with .Page.Resources.GetMatch .Destination }}{{ .RelPermalink }}{{ else }}{{ .Destination | relURL }}{{ end }}">';
const SITES: readonly (readonly [string, (origin: string) => Contents, string])[] = [
  ['no path in baseURL', (origin) => site(`baseURL = "${origin}/"\n`), ''],
  ['baseURL below /blog/', (origin) => site(`baseURL = "${origin}/blog/"\n[markup.goldmark.renderer]\nunsafe = true\n`), '/blog'],
  [
    'permalinks and ugly addresses',
    (origin) =>
      site(
        `baseURL = "${origin}/"\nuglyURLs = true\n[permalinks]\nposts = "/:year/:month/:slug"\n[markup.goldmark.renderer]\nunsafe = true\n`,
      ),
    '',
  ],
  ['canonifyURLs below /blog/', (origin) => site(`baseURL = "${origin}/blog/"\ncanonifyURLs = true\n`), '/blog'],
  [
    'a render hook for pictures, below /blog/',
    (origin) =>
      site(
        `baseURL = "${origin}/blog/"
`,
        { 'layouts/_default/_markup/render-image.html': HOOK },
      ),
    '/blog',
  ],
];

let browser: Browser;
let page: Page;
let mounted = { folder: '', baseurl: '' };
let server: { origin: string; close: () => void };

beforeAll(async () => {
  server = await serve(() => mounted);
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Whether there is a picture that is shown between two marks, for each of them. */
async function shown(address: string): Promise<boolean[]> {
  await page.goto(`${server.origin}${address}`, { waitUntil: 'load' });
  const marks = await page.evaluate(`(() => {
    const seen = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let at = -1;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const mark = node.nodeType === 3 ? /MARK(\\d+)MARK/.exec(node.data) : null;
      if (mark) { at = Number(mark[1]); seen[at] = false; }
      else if (node.nodeName === 'IMG') seen[at] = node.naturalWidth > 0;
    }
    return seen;
  })()`);
  return marks as boolean[];
}

describe('what is said of a Hugo site without running it', () => {
  for (const [name, contents, baseurl] of SITES)
    it(`is what Chromium shows of the built site, for ${REFERENCES.length} ways to write a picture: ${name}`, async () => {
      const made = contents(server.origin);
      const folder = makeSite({ ...made, 'config.toml': made['hugo.toml'] as string });
      const { code, output } = await buildHugo(folder);
      expect(output).toBe('');
      expect(code).toBe(0);
      mounted = { folder: join(folder, 'public'), baseurl };
      const read = await readHugo(folderFiles(folder));
      const said: string[] = [];
      const seen: string[] = [];
      for (const checked of read.posts) {
        const { path, text, bodyStart, pages } = checked;
        const references = findReferences(text, bodyStart, codeStretches(text, bodyStart));
        expect(references.length).toBe(REFERENCES.length);
        for (const each of pages) {
          // The front page shows the newest post, and there is no second one.
          if (each.name === 'page2' || (each.name === 'home' && path.includes('Loose'))) continue;
          const truth = await shown(each.address);
          for (const [i, reference] of references.entries()) {
            said.push(`${path} ${each.name} ${REFERENCES[i]} ${verdict(read, checked, reference, each).works}`);
            seen.push(`${path} ${each.name} ${REFERENCES[i]} ${truth[i]}`);
          }
        }
      }
      if (name.includes('hook')) {
        // What a site's own template makes of a picture is known to it alone; but what is said to be broken is broken.
        const broken = said.filter((line) => line.endsWith(' false'));
        expect(broken.filter((line) => !seen.includes(line))).toEqual([]);
        expect(broken.length).toBeGreaterThan(20);
      } else expect(said).toEqual(seen);
      expect(said.length).toBe(3 * REFERENCES.length);
      removeSite(folder);
    });
});

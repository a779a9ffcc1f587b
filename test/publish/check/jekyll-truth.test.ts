import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeStretches } from '../../../src/publish/check/code-stretches.js';
import { findReferences } from '../../../src/publish/check/find-references.js';
import { readJekyll } from '../../../src/publish/check/jekyll-site.js';
import { verdict } from '../../../src/publish/check/verdict.js';
import { launchChromium } from '../../chromium.js';
import { buildAllJekyll, type Contents, folderFiles, makeSite, PIXEL, removeSite, serve } from './sites.js';

const PERMALINKS = ['date', 'pretty', 'none', '/:categories/:title/', '/posts/:year/:title.html'];
const BASEURLS = ['', '/blog'];

/** A line each; each shows one picture. */
const REFERENCES = [
  '![a](../images/a.png)',
  '![a](/images/a.png)',
  '<img src="/images/a.png" alt="a">',
  "![a]({{ '/images/a.png' | relative_url }})",
  '![a]({{ site.baseurl }}/images/a.png)',
  '![a]({{ "images/a.png" | absolute_url }})',
  '<img src=\'{{ "/images/a.png" | prepend: site.baseurl }}\'>',
  '{% assign where = "/images/" | prepend: site.baseurl %}![a]({{ where }}a.png)',
  '![a](/blog/images/a.png)',
  `![a](data:image/png;base64,${btoa(String.fromCharCode(...PIXEL))})`,
  '![a](2022-07-15-a_files/a.png)',
  '![a](images/a.png)',
  '![a](./images/a.png "title")',
  '![a](../../../../../images/a.png)',
  '![a](..\\images\\a.png)',
  '![a](.\\images\\a.png)',
  '![a](/images/my pic.png)',
  '![a](</images/my pic.png>)',
  "![a]({{ '/images/my pic.png' | relative_url }})",
  '![a](/images/my%20pic.png)',
  "![a]({{ '/images/A.png' | relative_url }})",
  "![a]({{ '/Images/a.png' | relative_url }})",
  "![a]({{ '/images/한글.png' | relative_url }})",
  `![a]({{ '/images/${'한글'.normalize('NFD')}.png' | relative_url }})`,
  `![a]({{ site.baseurl }}/images/${'한글'.normalize('NFD')}.png)`,
  `![a]({{ site.baseurl }}/images/${'나비'.normalize('NFD')}.png)`,
  '![a]({{ site.baseurl }}/images/나비.png)',
  `![a]({{ '/images/${'나비'.normalize('NFD')}.png' | relative_url }})`,
  "![a]({{ '/images/a#b.png' | relative_url }})",
  "![a]({{ '/images/a%23b.png' | relative_url }})",
  "![a]({{ '/images/a.png?raw=true' | relative_url }})",
  '![a]({{ site.baseurl }}/images/a&b.png)',
  '<img src="{{ site.baseurl }}/images/a&amp;b.png">',
  "![a]({{ '/images/_x.png' | relative_url }})",
  "![a]({{ '/images/.x.png' | relative_url }})",
  "![a]({{ '/images/x.png~' | relative_url }})",
  "![a]({{ '/private/a.png' | relative_url }})",
  "![a]({{ '/images/kept/_x.png' | relative_url }})",
  '![a](C:\\Users\\me\\AppData\\Roaming\\Typora\\typora-user-images\\a.png)',
  '![a]({% link images/a.png %})',
  '![a][pic]',
  `<img srcset="{{ '/images/a.png' | relative_url }} 1x">`,
  "![a](  {{ '/images/a(1).png' | relative_url }}  )",
  '![a](/images/a(1).png)',
  '[![a](/images/a.png)](/images/a.png)',
  '![a](images/none.png)',
  '- in a list\n\n    ![a](../images/a.png)',
  '> ![a](/images/a.png){: w="700" h="400" }',
] as const;

const body = `${REFERENCES.join('\n\n')}\n\n[pic]: ../images/a.png "title"\n\n\`![code](x.png)\`\n\n\`\`\`md\n![code](y.png)\n\`\`\`\n`;
const post = `---\nlayout: page\ncategories: [ml, deep learning]\n---\n${body}`;

const site = (permalink: string, baseurl: string, origin: string): Contents => ({
  '_config.yml': `permalink: ${permalink}\nbaseurl: "${baseurl}"\nurl: "${origin}"\nplugins: [jekyll-paginate]\npaginate: 1\nexclude: [private]\ninclude: ["images/kept/_x.png", "_x.png.keep"]\n`,
  '_layouts/page.html': '<!doctype html><meta charset="utf-8"><body>{{ content }}',
  'index.html': '---\nlayout: page\n---\n{% for post in paginator.posts %}{{ post.content }}{% endfor %}',
  '_posts/2022-07-15-a.md': post,
  '_posts/2022-07-16-b.md': post,
  '_posts/2022-07-15-a_files/a.png': PIXEL,
  ...Object.fromEntries(
    [
      'a.png',
      'my pic.png',
      '한글.png',
      `${'나비'.normalize('NFD')}.png`,
      'a#b.png',
      'a&b.png',
      '_x.png',
      '.x.png',
      'x.png~',
      'a(1).png',
      'kept/_x.png',
    ].map((name) => [`images/${name}`, PIXEL]),
  ),
  'private/a.png': PIXEL,
});

const SITES = PERMALINKS.flatMap((permalink) => BASEURLS.map((baseurl) => ({ permalink, baseurl, folder: '' })));
let browser: Browser;
let page: Page;
let mounted = { folder: '', baseurl: '' };
let server: { origin: string; close: () => void };

beforeAll(async () => {
  server = await serve(() => mounted);
  for (const one of SITES) one.folder = makeSite(site(one.permalink, one.baseurl, server.origin));
  const built = buildAllJekyll(SITES.map(({ folder }) => folder));
  browser = await launchChromium();
  page = await browser.newPage();
  expect(await built).toBe('');
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  for (const { folder } of SITES) removeSite(folder);
});

/** Which pictures of a page are shown, in order. */
async function shown(address: string): Promise<boolean[]> {
  await page.goto(`${server.origin}${address}`, { waitUntil: 'load' });
  return page.evaluate('[...document.images].map((image) => image.naturalWidth > 0)');
}

describe('what is said of a Jekyll site without running it', () => {
  for (const one of SITES)
    it(`is what Chromium shows of the built site, for ${REFERENCES.length} ways to write a picture: permalink ${one.permalink}, baseurl "${one.baseurl}"`, async () => {
      mounted = { folder: join(one.folder, '_site'), baseurl: one.baseurl };
      const read = await readJekyll(folderFiles(one.folder));
      const said: string[] = [];
      const seen: string[] = [];
      for (const checked of read.posts) {
        const { path, text, bodyStart, pages } = checked;
        const references = findReferences(text, bodyStart, codeStretches(text, bodyStart)).filter(({ kind }) => kind === 'image');
        // The definition stands at the end, its picture in its place.
        const [defined] = references.splice(
          references.findIndex(({ syntax }) => syntax === 'definition'),
          1,
        );
        references.splice(REFERENCES.indexOf('![a][pic]'), 0, defined as (typeof references)[number]);
        expect(references.length).toBe(REFERENCES.length);
        expect(pages.map(({ name }) => name)).toEqual(['post', 'home', 'page2']);
        for (const each of pages) {
          // The newest post is on the front page, the other on the second.
          if ((each.name === 'home' && path.includes('-a.')) || (each.name === 'page2' && path.includes('-b.'))) continue;
          const truth = await shown(each.address);
          expect(truth.length).toBe(REFERENCES.length);
          for (const [i, reference] of references.entries()) {
            said.push(`${path} ${each.name} ${REFERENCES[i]} ${verdict(read, checked, reference, each).works}`);
            seen.push(`${path} ${each.name} ${REFERENCES[i]} ${truth[i]}`);
          }
        }
      }
      expect(said).toEqual(seen);
      expect(said.length).toBe(4 * REFERENCES.length);
    });
});

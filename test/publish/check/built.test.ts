import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserCheck } from '../../../src/node/browser-check.js';
import { checkBuilt } from '../../../src/publish/check/check-built.js';
import type { Note } from '../../../src/publish/note.js';
import { buildJekyll, folderFiles, makeSite, PIXEL, removeSite } from './sites.js';

const GOOD = `---
layout: page
title: 좋은 글
---
![a]({{ '/images/a.png' | relative_url }}) and [a file]({{ '/images/a.png' | relative_url }})

\`\`\`python
def f(x):
\tif x < 1 and "{{ "{" }}{x}}" != '&amp;':
        return  x
\`\`\`

- in a list

  ~~~
  two  blanks
    and indentation
  ~~~

\`\`\`
{% raw %}{{ page.title }} {% if x %}{% endraw %}
\`\`\`

Maths: $a + b$, $$\\sum_{i=1}^n x_i$$ and <math><mi>x</mi></math>.
`;

let folder = '';
beforeAll(async () => {
  folder = makeSite({
    '_config.yml': 'title: t\nurl: https://example.org\nbaseurl: /blog\nplugins: [jekyll-feed]\n',
    '_layouts/page.html':
      '<!doctype html><html><head><meta charset="utf-8"><title>{{ page.title }}</title><script>/* {{ "{{" }} */</script></head><body>{{ content }}</body></html>',
    'index.html': '---\nlayout: page\ntitle: home\n---\n<a href="https://example.org/blog/images/a.png">x</a>',
    '_posts/2022-07-15-good.md': GOOD,
    '_posts/2022-07-16-maths.md': '---\nlayout: page\ntitle: m\n---\n$a_1*b_1$ and $c_1*d_1$ and $\\{x\\}$\n',
    '_posts/2022-07-17-draft.md': '---\nlayout: page\ntitle: d\npublished: false\n---\nnot yet\n',
    '_posts/2022-07-18-absent.md': '---\nlayout: page\ntitle: x\n---\nhere\n',
    '_posts/2022-07-19-future.md': '---\nlayout: page\ntitle: f\n---\nlater\n',
    '_posts/2022-07-14-tag.md':
      '---\nlayout: page\ntitle: t\n---\n<img src="/blog/images/A.png"><img srcset="/blog/images/a.png 1x, /blog/images/none.png 2x">![d](/blog/images/cut.png)\n',
    'images/a.png': PIXEL,
    'images/cut.png': PIXEL.subarray(0, 20),
  });
  const { code, output } = await buildJekyll(folder);
  expect([code, output]).toEqual([0, '']);
});
afterAll(() => removeSite(folder));

const said = (notes: readonly Note[]): string[] => notes.map(({ code, place }) => `${place} ${code}`);

describe('a check of a built site', () => {
  it('finds nothing in a good post: code to the byte, in lists and with escaped braces too, formulas, pictures', async () => {
    const { notes, posts } = await checkBuilt(folderFiles(folder), folderFiles(join(folder, '_site')), {
      only: ['_posts/2022-07-15-good.md'],
    });
    expect(posts).toBe(1);
    expect(notes).toEqual([]);
  });

  it('names pictures that are not there to the letter or do not decode, formulas that Markdown took apart, posts that did not appear, and why', async () => {
    for (const name of ['2022/07/18/absent.html', '2022/07/19/future.html']) rmSync(join(folder, '_site', name));
    const report = await checkBuilt(folderFiles(folder), folderFiles(join(folder, '_site')));
    expect(said(report.notes)).toEqual([
      '_posts/2022-07-14-tag.md picture-missing',
      '_posts/2022-07-14-tag.md picture-missing',
      '_posts/2022-07-14-tag.md picture-damaged',
      '_posts/2022-07-16-maths.md:5:1 formula-damaged',
      '_posts/2022-07-16-maths.md:5:15 formula-damaged',
      '_posts/2022-07-16-maths.md:5:29 formula-damaged',
      '_posts/2022-07-17-draft.md post-hidden',
      '_posts/2022-07-18-absent.md post-in-future',
      '_posts/2022-07-19-future.md post-in-future',
    ]);
    expect(report.posts).toBe(6);
    expect(report.pictures).toBe(2);
    for (const { message } of report.notes) expect(message.ko).toMatch(/[가-힣]/);
  });

  it('names code that is not as it was written, templates that were not run, a page without a title, and a feed that is no XML', async () => {
    const page = join(folder, '_site/2022/07/15/good.html');
    const good = readFileSync(page, 'utf8');
    writeFileSync(page, good.replace('two  blanks', 'two blanks').replace(/<title>.*?<\/title>/, ''));
    const maths = join(folder, '_site/2022/07/16/maths.html');
    writeFileSync(maths, readFileSync(maths, 'utf8').replace('</body>', '<p>{{ site.x }}</p></body>'));
    const feed = join(folder, '_site/feed.xml');
    writeFileSync(feed, readFileSync(feed, 'utf8').replace('<title', '\u001b[31m<title'));
    const { notes } = await checkBuilt(folderFiles(folder), folderFiles(join(folder, '_site')));
    const found = said(notes);
    expect(found).toContain('_posts/2022-07-15-good.md:15:1 code-differs');
    expect(found).toContain('_posts/2022-07-15-good.md title-missing');
    expect(found).toContain('_posts/2022-07-16-maths.md template-left');
    expect(found).toContain('feed.xml feed-invalid');
    writeFileSync(page, good);
  });
});

describe('a look with a browser', () => {
  it('names the pictures that it does not show and what is asked for in vain, and asks nothing of other hosts', async () => {
    const maths = join(folder, '_site/2022/07/16/maths.html');
    writeFileSync(
      maths,
      '<!doctype html><link rel="stylesheet" href="/blog/none.css"><img src="https://example.com/x.png"><img src="https://example.org/blog/images/a.png">',
    );
    const { notes, pages, pictures } = await browserCheck(folderFiles(folder), folderFiles(join(folder, '_site')), process.env, [
      '_posts/2022-07-14-tag.md',
      '_posts/2022-07-15-good.md',
      '_posts/2022-07-16-maths.md',
    ]);
    expect([pages, pictures]).toEqual([3, 6]);
    expect(notes.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([
      'picture-not-shown: the browser does not show /blog/images/A.png on /blog/2022/07/14/tag.html',
      'picture-not-shown: the browser does not show /blog/images/cut.png on /blog/2022/07/14/tag.html',
      'request-failed: /blog/2022/07/16/maths.html asks for /blog/none.css in vain',
    ]);
  });

  it('says what to do where there is no browser', async () => {
    const look = (env: Record<string, string>) => browserCheck(folderFiles(folder), folderFiles(join(folder, '_site')), env);
    await expect(look({ DOWNHILL_BROWSER: '/none/chrome' })).rejects.toMatchObject({ code: 'browser-missing' });
    await expect(look({ DOWNHILL_BROWSER: '/bin/true' })).rejects.toMatchObject({ code: 'browser-failed' });
  });
});

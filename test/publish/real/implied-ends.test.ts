import { afterAll, describe, expect, it } from 'vitest';
import { tagCleaner } from '../../../src/publish/html/clean-tags.js';
import { notebook } from '../../../src/publish/readers/notebook.js';
import { published } from '../jekyll/published.js';
import { buildSites, removeSites } from '../jekyll/sites.js';
import { memoryFiles } from '../memory-files.js';

const whole = (...pieces: string[]): string => {
  const { clean, rest } = tagCleaner();
  return pieces.map(clean).join('') + rest();
};

describe('end tags that HTML lets an author leave out', () => {
  it.each([
    ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['<li>a<ul><li>b</ul><li>c', '<li>a<ul><li>b</li></ul></li><li>c</li>'],
    ['<dl><dt>a<dd>b<dt>c</dl>', '<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>'],
    ['<table><tr><th>a<th>b<tr><td>1<td>2</table>', '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<ul><li><b>a<li>c</b></ul>', '<ul><li><b>a<li>c</li></b></li></ul>'],
  ])('%s is written %s', (html, expected) => {
    expect(whole(html)).toBe(expected);
    expect(whole(...html.split(/(?=<)/))).toBe(expected);
  });
});

/** An item that is never closed, then a list whose inner item is not, each in text of its own. */
const CELL = `Known as:
<li>one</li>
<li>two
<li>three</li>
<br>

### Then

<ul>
  <li>inner
  <ul><li>most inner</ul>
</ul>
<div><b>left open`;
const cells = [
  { cell_type: 'markdown', metadata: {}, source: CELL },
  { cell_type: 'code', metadata: {}, source: 'x = "<li>"', outputs: [] },
  { cell_type: 'markdown', metadata: {}, source: '## After\n\n*emphasis*' },
];

afterAll(removeSites);

it('in Jekyll a list that its author never closed ends with its cell: the code and the heading after it are code and a heading', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  const post = await notebook.read(
    { bytes, source: 'list.ipynb', path: 'list.ipynb' },
    { files: memoryFiles({}), allowMissing: false, note: () => {}, runExperiments: async () => [] },
  );
  const { files } = await published(post, {
    '_config.yml': 'plugins: []\nfuture: true\npermalink: /:title/\n',
    '_layouts/post.html': '{{ content }}',
  });
  const page = buildSites([{ files }])[0]?.page('list/index.html') as string;
  expect(page).toMatch(/<h2 id="after">After<\/h2>/);
  expect(page).toContain('<em>emphasis</em>');
  expect(page).toContain('<h3 id="then">Then</h3>');
  expect(page).toMatch(/<code>.*x.*&lt;li&gt;/s);
  for (const item of ['two', 'three', 'inner', 'most inner']) expect(page).toContain(item);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import type { Post } from '../../../src/publish/post.js';
import { prose } from './everything.js';
import { published } from './published.js';
import { type BuiltSite, buildSites, config, removeSites, type SiteFiles } from './sites.js';

/** Texts as Typora users write them, between lines of `=====`. */
const CASES = readFileSync(join(import.meta.dirname, 'cases/commonmark.md'), 'utf8')
  .trimEnd()
  .split('\n=====\n');

/** What CommonMark and GitHub's extensions make of a text, by micromark and mdast. */
const wanted = (text: string): string =>
  toHtml(toHast(parseMarkdown(text), { allowDangerousHtml: true }), { allowDangerousHtml: true });

/** HTML without what says nothing: classes, styles, ids, quotes that kramdown curls, the difference between tight and loose lists, space between tags. */
const plain = (html: string): string =>
  html
    .replace(/<div class="language-[^"]*"><div class="highlight">(<pre.*?<\/pre>)<\/div>\s*<\/div>/gs, '$1')
    .replace(/<span class="[^"]*">(.*?)<\/span>/gs, '$1')
    .replace(/<li>\s*<p>|<\/p>\s*<\/li>/g, (tags) => tags.replace(/<\/?p>/g, ''))
    .replace(/[“”]|&quot;|&#x22;/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/&#x3C;/g, '&lt;')
    .replace(/&gt;/g, '>')
    .replace(/ (?:class|style|id|align)="[^"]*"/g, '')
    .replace(/\s*\/>/g, '>')
    .replace(/\s*(<[^>]*>)\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

const post = async (slug: string, text: string, trusted = true): Promise<Post> => ({
  source: slug,
  lang: 'en',
  front: { text: null, values: {}, title: slug, titleHeading: null, date: null, slug, excerpt: '' },
  parts: [await prose(text, trusted)],
});

/** Kramdown's own that a notebook's text must not use, and what it is there. */
const INERT: readonly (readonly [text: string, shown: string])[] = [
  ['{: .danger}\ntext {:.x} more', '<p>{: .danger} text {:.x} more</p>'],
  ['{::comment}\nshown\n{:/comment}', '<p>{::comment} shown {:/comment}</p>'],
  ['a\n: no definition', '<p>a : no definition</p>'],
  ['# Heading {#id}', '<h1>Heading {#id}</h1>'],
  ['cost is $$5 and $$10', '<p>cost is $$5 and $$10</p>'],
  ['| not | a table', '<p>| not | a table</p>'],
];
/** And what an author may use. */
const OWN: readonly (readonly [text: string, shown: string])[] = [
  ['text\n{: title="t"}', '<p title="t">text</p>'],
  ['Term\n: meaning', '<dl><dt>Term</dt><dd>meaning</dd></dl>'],
  ['| a | b |\n| c | d |', '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>'],
  [
    '- [ ] to do\n- [x] done',
    '<ul><li><input type="checkbox" disabled="disabled">to do</li><li><input type="checkbox" disabled="disabled" checked="checked">done</li></ul>',
  ],
];

let built: BuiltSite;
beforeAll(async () => {
  let files: SiteFiles = {
    '_config.yml': config({ plugins: [], permalink: '/:title', kramdown: { auto_ids: false } }),
    '_layouts/post.html': '{{ content }}',
  };
  const add = async (name: string, text: string, trusted: boolean): Promise<void> => {
    files = (await published(await post(name, text, trusted), files)).files;
  };
  for (const [i, text] of CASES.entries()) await add(`case-${i}`, text, true);
  for (const [i, [text]] of INERT.entries()) await add(`inert-${i}`, text, false);
  for (const [i, [text]] of OWN.entries()) await add(`own-${i}`, text, true);
  [built] = buildSites([{ files }]) as [BuiltSite];
}, 60_000);
afterAll(removeSites);

describe('a text written for CommonMark, in a site that kramdown renders', () => {
  it(`is shown as CommonMark and GitHub have it: ${CASES.length} texts of what the two read otherwise`, () => {
    for (const [i, text] of CASES.entries()) expect(plain(built.page(`case-${i}.html`)), text).toBe(plain(wanted(text)));
  });
  it('of a notebook uses nothing of kramdown', () => {
    for (const [i, [text, shown]] of INERT.entries()) expect(plain(built.page(`inert-${i}.html`)), text).toBe(shown);
  });
  it('of an author may use what kramdown has of its own', () => {
    for (const [i, [text, shown]] of OWN.entries()) expect(plain(built.page(`own-${i}.html`)), text).toBe(shown);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Part } from '../../../src/publish/post.js';
import { type Reader, reader, type Seen } from './browser.js';
import { prose } from './everything.js';
import { published } from './published.js';
import { BLOG, type BuiltSite, buildSites, config, removeSites, type SiteFiles } from './sites.js';

const RUN = 'window.ran=1';
/** What a notebook's Markdown may try: pieces on which kramdown, CommonMark, Liquid and the cleaner of HTML could disagree. */
const PIECES = [
  `<script>${RUN}</script>`,
  '<script',
  '>',
  '</script>',
  `<img src=x onerror=${RUN}>`,
  `<img src="x" onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  '<svg>',
  '</svg>',
  '<style>',
  '</style>',
  `<a href="javascript:${RUN}">x</a>`,
  `[x](javascript:${RUN})`,
  `[x](<javascript:${RUN}>)`,
  `[x]: javascript:${RUN}`,
  `![x](javascript:${RUN})`,
  `[x](java\nscript:${RUN})`,
  '[x][x]',
  '[x]',
  `<iframe src="https://evil.example">`,
  '<iframe srcdoc="<script>',
  '<math>',
  '<mtext>',
  '</math>',
  '<pre>',
  '</pre>',
  '<code>',
  '</code>',
  '<textarea>',
  '</textarea>',
  '<!--',
  '-->',
  '<?',
  '?>',
  '<![CDATA[',
  ']]>',
  '`',
  '``',
  '```',
  '```html',
  '~~~',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '> ',
  '- ',
  '1. ',
  '# ',
  '| ',
  ' | ',
  '\n---\n',
  '|---|---|\n',
  '\\',
  '*',
  '_',
  '~~',
  '$',
  '$$',
  '\\(',
  '\\)',
  `{: onclick="${RUN}"}`,
  `{: onclick="${RUN}" .x}\n`,
  '{:/nomarkdown}',
  '{::nomarkdown}',
  `{::options parse_block_html="true" /}`,
  `{:x: onclick="${RUN}"}`,
  '{:x}',
  '{::comment}',
  '{:/}',
  '{#id}',
  '{{ site.title }}',
  '{% include x %}',
  '{% raw %}',
  '{% endraw %}',
  '{{',
  '{%',
  '%}',
  '}}',
  '{',
  '}',
  '"',
  "'",
  '=',
  '(',
  ')',
  '[',
  ']',
  '!',
  '<',
  '&lt;',
  '&#106;avascript:',
  '^',
  ': ',
  '*[x]: y',
  '<div>',
  '</div>',
  '<div markdown="1">',
  '<b>',
  '</b>',
  '<p>',
  '<details><summary>',
  '<table><tr><td>',
  '</td>',
  '<x:y onclick="z">',
  '<a\n',
  `onclick="${RUN}"`,
  'href=',
  '<a title="',
  '">',
  `" onmouseover="${RUN}" x="`,
  'text',
  '글',
];
const samples = fc.sample(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 16 }).map((pieces) => pieces.join('')),
  { seed: 11, numRuns: 600 },
);

let chromium: Reader;
const seen: Seen[] = [];
beforeAll(async () => {
  let files: SiteFiles = {
    ...BLOG,
    '_config.yml': config({ paginate: null, plugins: [], kramdown: { parse_block_html: false } }),
  };
  const addresses: string[] = [];
  // Fifty texts a post: what one leaves open must not hide the next one.
  for (let i = 0; i < samples.length; i += 50) {
    const slug = `post-${i}`;
    const parts: Part[] = [];
    for (const text of samples.slice(i, i + 50)) {
      parts.push(await prose(text, false));
      parts.push({ kind: 'code', region: `cell-${i}-${parts.length}`, language: null, value: 'still here' });
    }
    const post = {
      source: slug,
      lang: 'en' as const,
      parts,
      front: { text: null, values: {}, title: slug, titleHeading: null, date: null, slug, excerpt: '' },
    };
    const next = await published(post, files);
    files = next.files;
    addresses.push(next.rendered.address as string);
  }
  const sites = buildSites([
    { files },
    { files: { ...files, '_config.yml': config({ paginate: null, plugins: [], kramdown: { parse_block_html: true } }) } },
  ]);
  chromium = await reader();
  for (const { folder } of sites as BuiltSite[])
    for (const address of addresses) seen.push(await chromium.look(folder, '', address));
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  removeSites();
});

describe("600 texts of notebooks that try to get scripts, requests, Liquid or kramdown's attributes into the page", () => {
  it('build', () => expect(seen).toHaveLength(24));
  it('run nothing and hold nothing that could run or be sent', () => {
    expect(seen.filter(({ ran }) => ran)).toEqual([]);
    expect(seen.flatMap(({ dangers }) => dangers)).toEqual([]);
  });
  it('ask nobody for anything', () =>
    expect(seen.flatMap(({ failed }) => failed.filter((url) => url.includes('evil')))).toEqual([]));
  it('hide nothing that comes after them', () => {
    expect(seen.map(({ code }) => code.filter((text) => text === 'still here\n').length)).toEqual(seen.map(() => 50));
  });
});

import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { HeadingIds } from '../../../src/publish/markdown/heading-ids.js';
import { type ProseWriter, proseHtml } from '../../../src/publish/markdown/prose-html.js';
import { definitionsOf } from '../../../src/publish/markdown/shared-definitions.js';
import { read } from './read.js';

const WRITER: ProseWriter = {
  picture: ({ title, alt, width }) => `<img src="${title}" alt="${alt}" width="${width}">`,
  missing: (reference) => `<em>${reference}</em>`,
  math: (tex, display) => (display ? `<math display="block">${tex}</math>` : `<math>${tex}</math>`),
};
const html = async (
  text: string,
  { trusted = true, ...writer }: Partial<ProseWriter> & { trusted?: boolean } = {},
): Promise<string> => proseHtml(await read(text, trusted), { ...WRITER, ...writer });

/** Markdown and its HTML, by the examples of CommonMark 0.31.2 and GFM 0.29. */
const CASES: readonly (readonly [title: string, text: string, html: string])[] = [
  ['paragraphs, emphasis, breaks', '*a* **b** ~~c~~\\\nd', '<p><em>a</em> <strong>b</strong> <del>c</del><br>\nd</p>'],
  [
    'headings have names, Hangul kept',
    '# 제목 *하나*, `둘`!\n\n제목\n--',
    '<h1 id="제목-하나-둘">제목 <em>하나</em>, <code>둘</code>!</h1>\n<h2 id="제목">제목</h2>',
  ],
  ['formulas in headings name them', '## On $x_1$', '<h2 id="on-x_1">On <math>x_1</math></h2>'],
  [
    'equal headings have different names',
    '# a\n\n# a\n\n# a-1',
    '<h1 id="a">a</h1>\n<h1 id="a-1">a</h1>\n<h1 id="a-1-1">a-1</h1>',
  ],
  ['bold formulas before Hangul', '**$a*b$**는', '<p><strong><math>a*b</math></strong>는</p>'],
  [
    'tables with formulas, alignment as style',
    '| a | b |\n|:-:|--:|\n| $|x|$ | c |',
    '<table>\n<thead>\n<tr>\n<th style="text-align:center">a</th>\n<th style="text-align:right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td style="text-align:center"><math>|x|</math></td>\n<td style="text-align:right">c</td>\n</tr>\n</tbody>\n</table>',
  ],
  [
    'a formula over lines in a quote',
    '> $$\n> a\n> - b\n> $$\n',
    '<blockquote>\n<p><math display="block">a\n- b</math></p>\n</blockquote>',
  ],
  ['code with its language', '```js x\na < b\n```', '<pre><code class="language-js">a &lt; b\n</code></pre>'],
  ['a fenced formula', '```math\nx\n```', '<math display="block">x</math>'],
  [
    'pictures of all kinds',
    '![a](b c.png) ![d][e] <img src=f.png width=10>\n\n[e]: g.png',
    '<p><img src="b c.png" alt="a" width="100"> <img src="g.png" alt="d" width="100"> <img src="f.png" alt="" width="10"></p>',
  ],
  ['a picture that is missing', '![a](missing.png)', '<p><em>missing.png</em></p>'],
  ['a picture of the web', '![a](https://b.c/d.png "e")', '<p><img src="https://b.c/d.png" alt="a" title="e"></p>'],
  ['HTML is closed', '<div>\n\n*a <b>c*\n\nd', '<div>\n<p><em>a <b>c</b></em></p><b>\n<p>d</p></b></div>'],
  [
    'Markdown in HTML in a quote',
    '> <div>\n> <i>$x$</i>\n> </div>',
    '<blockquote>\n<div>\n<i><math>x</math></i>\n</div>\n</blockquote>',
  ],
  [
    'tasks',
    '- [x] a\n- [ ] b',
    '<ul class="contains-task-list">\n<li class="task-list-item"><input type="checkbox" checked disabled> a</li>\n<li class="task-list-item"><input type="checkbox" disabled> b</li>\n</ul>',
  ],
  ['entities and characters that mean something', '&lt;b&gt; a & b < c &copy;', '<p>&#x3C;b> a &#x26; b &#x3C; c ©</p>'],
];

describe('prose as HTML', () => {
  for (const [title, text, expected] of CASES) it(title, async () => expect(await html(text)).toBe(expected));

  it('notes have names of their own in each prose of a page', async () => {
    const text = 'a[^n]\n\n[^n]: b $x$\n';
    const [one, two] = [await html(text, { prefix: 'p-1-', lang: 'ko' }), await html(text, { prefix: 'p-2-' })];
    const ids = [...(one + two).matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(one).toContain('각주');
    expect(two).toContain('Footnotes');
    for (const page of [one, two])
      for (const [, target] of page.matchAll(/ href="#([^"]*)"/g)) expect(page).toContain(`id="${target}"`);
  });

  it('headings of a page with several proses have different names', async () => {
    const headings = new HeadingIds();
    expect([await html('# a', { headings }), await html('# a', { headings })]).toEqual([
      '<h1 id="a">a</h1>',
      '<h1 id="a-1">a</h1>',
    ]);
  });

  it('links and notes may be defined in another prose of the page', async () => {
    const [one, two] = [
      await read('[a][l] b[^n] $x$'),
      await read('c [a][l]\n\n[l]: http://d.e\n[^n]: f $y_1*z_1$ ![g](h.png)\n'),
    ];
    const definitions = definitionsOf([one, two]);
    expect(definitionsOf([two])).toBe(null);
    expect(proseHtml(one, { ...WRITER, definitions, prefix: 'p-' })).toMatch(
      /^<p><a href="http:\/\/d\.e">a<\/a> b<sup><a href="#p-fn-n".*<math>x<\/math><\/p>\n<section.*<li id="p-fn-n">\n<p>f <math>y_1\*z_1<\/math> <img src="h\.png"/s,
    );
    expect(proseHtml(two, { ...WRITER, definitions })).toBe('<p>c <a href="http://d.e">a</a></p>');
  });

  it('addresses are what the writer makes of them', async () => {
    const address = (url: string, image: boolean): string => `${image ? 'i' : 'l'}:${url}`;
    expect(await html('[a](b\\_c.md) ![d](https://e.f) [g] <http://h.i>\n\n[g]: j.md', { address })).toBe(
      '<p><a href="l:b_c.md">a</a> <img src="i:https://e.f" alt="d"> <a href="l:j.md">g</a> <a href="l:http://h.i">http://h.i</a></p>',
    );
  });

  it('without a writer for formulas they are MathML', async () => {
    expect(proseHtml(await read('$x$'), { picture: WRITER.picture, missing: WRITER.missing })).toBe(
      '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi></mrow></math></p>',
    );
  });

  it('prose that is not trusted brings no script, handler or address that runs one', async () => {
    const text = [
      '<script>alert(1)</script> <scr<script></script>ipt>alert(2)</scr<b>ipt>',
      '[a](javascript:alert(3)) ![b](x.png" onerror="alert(4)) <javascript:alert(5)> [c](<java\tscript:alert(6)>)',
      '<img src=x onerror=alert(7)> <svg onload=alert(8)> <a href="jav&#x09;ascript:alert(9)">d</a>',
      '<div>\n<iframe srcdoc="<script>alert(10)</script>"></iframe>\n</div>',
      '> <div\n> onclick="alert(11)">\n> </div>',
      '$<img src=x onerror=alert(12)>$ `<script>alert(13)</script>`',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(14)&gt;">',
      '<noscript><p title="</noscript><img src=x onerror=alert(15)>">',
    ].join('\n\n');
    const page = await html(text, { trusted: false, math: (tex) => `<math><mtext>${tex.replace(/</g, '&lt;')}</mtext></math>` });
    const bad: string[] = [];
    const visit = (node: object): void => {
      if ('tagName' in node && /^(?:script|iframe|object|embed|base|meta|link|style)$/.test(String(node.tagName)))
        bad.push(String(node.tagName));
      if ('attrs' in node)
        for (const { name, value } of node.attrs as { name: string; value: string }[])
          if (
            /^on/.test(name) ||
            (/^(?:href|src|srcdoc|xlink:href)$/.test(name) &&
              /^[\s\p{C}]*(?:java|vb)?script:|^data:text/iu.test(value.replace(/\s/g, '')))
          )
            bad.push(`${name}=${value}`);
      if ('childNodes' in node) for (const child of node.childNodes as object[]) visit(child);
    };
    visit(parse(page));
    expect(bad).toEqual([]);
  });

  it('every element is closed: a parser of HTML finds nothing to mend', async () => {
    const text = '<div><p>a\n\n- b <i>c\n- d</div>\n\n| <b>x | y |\n|---|---|\n| 1 | 2 |\n\n<p>z';
    const mistakes: string[] = [];
    parse(`<!doctype html><title>t</title>${await html(text)}`, { onParseError: ({ code }) => mistakes.push(code) });
    expect(mistakes).toEqual([]);
  });

  it('the same text gives the same bytes', async () => {
    const text = '# a\n\n![b](c.png)[^1] $x$\n\n[^1]: d';
    expect(await html(text)).toBe(await html(text));
  });
});

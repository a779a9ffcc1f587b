import { describe, expect, it } from 'vitest';
import { cutProse } from '../../../src/publish/markdown/cut-prose.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import { read, spansOf, stub } from './read.js';

/** Text and what is asked for: reference, alternative text. */
const PICTURES: readonly (readonly [title: string, text: string, found: readonly (readonly [string, string])[]])[] = [
  ['a picture', '![무엇](a.png "제목")', [['a.png', '무엇']]],
  [
    'by reference, in all three forms',
    '![a][R] ![r][] ![r]\n\n[r]: <b c.png> "t"\n',
    [
      ['b c.png', 'a'],
      ['b c.png', 'r'],
      ['b c.png', 'r'],
    ],
  ],
  ['with blanks, as CommonMark wants them', '![](<a b.png>)', [['a b.png', '']]],
  [
    'with blanks, as Typora writes them',
    '![a](my pic_1 x_2.png) ![b](내 그림 (1).png "t")',
    [
      ['my pic_1 x_2.png', 'a'],
      ['내 그림 (1).png', 'b'],
    ],
  ],
  ['percent signs stay', '![a](a%20b.png)', [['a%20b.png', 'a']]],
  [
    'on a disk of Windows',
    '![](C:\\Users\\_me\\my pics\\a.png) ![](..\\_images\\a.png)',
    [
      ['C:\\Users\\_me\\my pics\\a.png', ''],
      ['..\\_images\\a.png', ''],
    ],
  ],
  ["Markdown's own escapes are read", '![a](a\\_b\\(1\\).png)', [['a_b(1).png', 'a']]],
  [
    'Obsidian',
    '![[그림 1.png]] ![[b.png|300]] ![[c.png|what|40]] ![[note]]',
    [
      ['그림 1.png', ''],
      ['b.png', ''],
      ['c.png', 'what'],
    ],
  ],
  [
    'attachments and data',
    '![a](attachment:a.png) ![b](data:image/png;base64,AAAA)',
    [
      ['attachment:a.png', 'a'],
      ['data:image/png;base64,AAAA', 'b'],
    ],
  ],
  ['in a link', '[![a](b.png)](c.html)', [['b.png', 'a']]],
  [
    'in a table, a list, a quote',
    '| a |\n|---|\n| ![x](1.png) |\n\n- ![y](2 3.png)\n\n> ![z](4.png)',
    [
      ['1.png', 'x'],
      ['2 3.png', 'y'],
      ['4.png', 'z'],
    ],
  ],
  [
    'HTML in a line and in a block',
    'a <img src="a&amp;b.png" alt="&lt;x&gt;">\n\n<div align=center>\n<img src=c.png>\n</div>',
    [
      ['a&b.png', '<x>'],
      ['c.png', ''],
    ],
  ],
  [
    'none in code, comments and scripts',
    '`![a](b.png)`\n\n```\n![a](b c.png)\n```\n\n<!-- ![a](b c.png) <img src=a.png> -->\n\n<script>"<img src=b.png>"</script>',
    [],
  ],
  ['an escaped one is none', '\\![a](b c.png) \\!\\[a](b.png)', []],
  ['one without an address is none', '![a]() <img alt=b>', []],
];

describe('pictures in Markdown', () => {
  for (const [title, text, found] of PICTURES)
    it(title, async () =>
      expect((await spansOf(text, 'picture')).map(({ picture: { title, alt } }) => [title, alt])).toEqual(found),
    );

  it('a picture of the web stays, and its address is known', async () => {
    const text = '![a](https://x.y/a.png) ![b][r] [c][r]\n\n[r]: https://x.y/b.png';
    const spans = await spansOf(text, 'address');
    expect(spans.map(({ start, end, url, image }) => [text.slice(start, end), url, image])).toEqual([
      ['https://x.y/a.png', 'https://x.y/a.png', true],
      ['https://x.y/b.png', 'https://x.y/b.png', true],
    ]);
  });

  it('a picture that is missing says what was asked for, where it stands', async () => {
    const text = 'a ![b](missing one.png) <img src="missing.svg" alt="c">';
    expect((await spansOf(text, 'missing')).map(({ start, reference, alt }) => [start, reference, alt])).toEqual([
      [2, 'missing one.png', 'b'],
      [24, 'missing.svg', 'c'],
    ]);
  });

  it('sizes that its author gave are kept, proportions too (100 × 50 pixels)', async () => {
    const text =
      '<img src=a.png width=50> <img src=a.png height="100px"> <img src=a.png style="zoom:50%;"> <img src=a.png width="60%"> ![[a.png|20]] ![](a b.png =80x) <img src=a width=9 height=7>';
    expect((await spansOf(text, 'picture')).map(({ picture }) => [picture.width, picture.height])).toEqual([
      [50, 25],
      [200, 100],
      [50, 25],
      [100, 50],
      [20, 10],
      [80, 40],
      [9, 7],
    ]);
  });

  it('<picture> is one picture, with the one for dark pages', async () => {
    const text = '<picture>\n <source media="(prefers-color-scheme: dark)" srcset="d.png 2x">\n <img src="l.png">\n</picture>';
    const [span, ...more] = await spansOf(text, 'picture');
    expect([span?.start, span?.end, more.length]).toEqual([0, text.length, 0]);
    expect(span?.picture.title).toBe('l.png');
    expect(span?.picture.dark).toEqual(stub('', '').asset);
  });

  it('pictures are asked for in the order of the text, with their offsets', async () => {
    const asked: (readonly [string, number])[] = [];
    await readProse('<img src=1.png> ![](2 2.png) ![](3.png) ![[4.png]]', {
      trusted: true,
      place: String,
      picture: async (reference, alt, _, at) => {
        asked.push([reference, at]);
        return stub(reference, alt);
      },
    });
    expect(asked).toEqual([
      ['1.png', 0],
      ['2 2.png', 16],
      ['3.png', 29],
      ['4.png', 40],
    ]);
  });
});

describe('other spans', () => {
  it('code says whether it is a block, whether it is fenced, and its language; its value has no marks of quotes', async () => {
    const text = '> ```js a b\n> x\n> ```\n\n    y\n\n``a ` b``\n\n~~~\nz\n~~~';
    expect((await spansOf(text, 'code')).map(({ fenced, block, language, value }) => [fenced, block, language, value])).toEqual([
      [true, true, 'js', 'x'],
      [false, true, null, 'y'],
      [false, false, null, 'a ` b'],
      [true, true, null, 'z'],
    ]);
  });

  it('addresses of links, bare ones and definitions, each alone', async () => {
    const text = '[a](</b c> "t") <https://d.e> www.f.g h@i.j [k][l] [m](#n)\n\n[l]: ../o.md';
    const spans = await spansOf(text, 'address');
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      '/b c',
      'https://d.e',
      'www.f.g',
      'h@i.j',
      '#n',
      '../o.md',
    ]);
    expect(spans.some(({ image }) => image)).toBe(false);
  });

  it('the definition of a picture that is shown from elsewhere is no address any more', async () => {
    expect(await spansOf('![a][r]\n\n[r]: b.png', 'address')).toEqual([]);
    expect((await spansOf('![a][r] [c][r]\n\n[r]: b.png', 'address')).map(({ url }) => url)).toEqual(['b.png']);
  });

  it('HTML of trusted prose stays to the character', async () => {
    const text = 'a <b onclick="x">c</b>\n\n<script>\nd\n</script>\n';
    expect((await spansOf(text, 'html')).map(({ start, end, html }) => html === text.slice(start, end))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('HTML of other prose is cleaned, and pictures in it are none of it', async () => {
    const text = 'a <b onclick="x">c</b> <img src=a.png onerror=alert(1)>\n\n<script>\nd\n</script>\n';
    const spans = (await read(text, false)).spans;
    expect(spans.map(({ kind }) => kind)).toEqual(['html', 'html', 'picture', 'html']);
    expect(JSON.stringify(spans)).not.toMatch(/onclick|onerror|script/);
  });

  it('what is left out leaves no tag behind: <scr<b></b>ipt>', async () => {
    const text = '<scr<script></script>ipt>alert(1)</script>';
    const prose = await read(text, false);
    let spliced = '';
    let at = 0;
    for (const span of prose.spans) {
      spliced += text.slice(at, span.start) + (span.kind === 'html' ? span.html : '');
      at = span.end;
    }
    expect(spliced + text.slice(at)).not.toMatch(/<script/i);
  });

  it('an address that runs a script becomes # in prose that is not trusted, however it is written', async () => {
    const text =
      '[a](javascript:x) [b](JaVa&#115;cript:x) [c](<java\tscript:x>) [d](data:text/html,x) [e](vbscript:x) <javascript:x> [f]\n\n[f]: javascript:y\n';
    expect((await spansOf(text, 'address', false)).map(({ url }) => url)).toEqual(['#', '#', '#', '#', '#', '#', '#']);
    expect((await spansOf('[a](javascript:x)', 'address')).map(({ url }) => url)).toEqual(['javascript:x']);
    expect((await spansOf('[a](mailto:b) [c](d:e/f) [g](/h:i)', 'address', false)).map(({ url }) => url)).toEqual([
      'mailto:b',
      '#',
      '/h:i',
    ]);
  });

  it('quoted results are words outside of formulas, and part of the TeX in them; in code they are nothing', async () => {
    const text = 'W is {{downhill a.W}}, $W = {{downhill a.W}} \\pm {{downhill a.s}}$, `{{downhill a.W}}`, **{{downhill a.s}}**';
    const references = [...text.matchAll(/\{\{[^}]*\}\}/g)].map(({ index, 0: all }) => ({
      start: index,
      end: index + all.length,
      text: all.includes('W') ? '0.2_1*' : '7',
    }));
    const { spans } = await readProse(text, { trusted: true, place: String, picture: async () => 'missing', references });
    expect(spans.map((span) => (span.kind === 'quoted' ? span.text : span.kind === 'math' ? span.tex : span.kind))).toEqual([
      '0.2_1*',
      'W = 0.2_1* \\pm 7',
      'code',
      '7',
    ]);
  });

  it('a stretch of a prose keeps what was found in the whole: definitions on the other side of a block', async () => {
    const text = 'a ![b][r] $\\R$\n\n```yaml\nc\n```\n\n$\\def\\R{\\mathbb R}$ [d][s] $\\R$\n\n[r]: e.png\n[s]: f.md\n';
    const whole = await read(text);
    const block = whole.spans.find(({ kind }) => kind === 'code');
    const [before, after] = [cutProse(whole, 0, block?.start ?? 0), cutProse(whole, block?.end ?? 0, text.length)];
    expect(before.text + text.slice(block?.start, block?.end) + after.text).toBe(text);
    expect(before.spans.map(({ kind }) => kind)).toEqual(['picture', 'math']);
    expect(after.spans.map((span) => after.text.slice(span.start, span.end))).toEqual([
      '$\\def\\R{\\mathbb R}$',
      '$\\R$',
      'f.md',
    ]);
    expect(after.spans.map((span) => after.place(span.start))).toEqual(
      ['$\\def', '$\\R$\n\n[', 'f.md'].map((piece) => `post.md@${text.indexOf(piece)}`),
    );
  });

  it('a byte order mark moves nothing', async () => {
    const text = '\uFEFF# $x$ `y`';
    expect((await read(text)).spans.map(({ start, end }) => text.slice(start, end))).toEqual(['$x$', '`y`']);
  });

  it('characters that Unicode keeps for programs are read as well', async () => {
    const text = '\uFDD0\uFDD1 $x$ \uFDD2\uFDD4\uFDD3';
    expect((await spansOf(text, 'math')).map(({ tex }) => tex)).toEqual(['x']);
  });

  it('nothing, blanks and line ends hold nothing', async () => {
    for (const text of ['', ' ', '\n\n', '\r', '\uFEFF', '\0']) expect((await read(text)).spans).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedSvg, CHARTS, runFit, svg, tableFromArrays } from '../../../src/index.js';
import { cleanSvg } from '../../../src/publish/html/clean-svg.js';
import { cleanTags, tagCleaner } from '../../../src/publish/html/clean-tags.js';
import { sanitizeHtml } from '../../../src/publish/html/sanitize.js';
import { elementsOf, type Leaf, readHtml } from '../../../src/publish/html/tree.js';
import { armed, HOSTILE } from './hostile-html.js';

const clean = (html: string): string => sanitizeHtml(html, { prefix: 'p-' });

describe('sanitizeHtml', () => {
  it('keeps what notebooks show: tables, lists, colours, drawings, formulas, details', () => {
    for (const html of [
      '<table border="1"><thead><tr><th colspan="2" style="text-align: right">a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
      '<ul><li>a</li></ul><ol start="3"><li>b</li></ol><dl><dt>c</dt><dd>d</dd></dl>',
      '<details open=""><summary>more</summary>text</details>',
      '<p style="color: rgb(1, 2, 3); background: linear-gradient(90deg, #d65f5f 50.0%, transparent 50.0%)">x</p>',
      '<svg width="10" height="10" viewBox="0 0 10 10"><path d="M0 0h9" fill="none" stroke="#000"/></svg>',
      '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
      '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x" width="3">',
      '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>',
    ])
      expect(clean(html)).toBe(html);
  });

  it('writes the rules of a style sheet into the elements, by rank and order as CSS has it, the own style last', () => {
    const sheet =
      '<style>td { color: red } .c { color: blue; background-image: url(x) } #t td.c { font-weight: bold } #t > td { color: lime } td:hover { color: black } tr td { color: green; position: fixed }</style>';
    expect(clean(`${sheet}<table id="t"><tr><td class="c">1</td><td style="color: gold">2</td></tr></table>`)).toBe(
      '<table><tbody><tr><td style="color: blue; font-weight: bold">1</td><td style="color: gold">2</td></tr></tbody></table>',
    );
  });

  it('gives ids that something refers to a prefix, drops the others, and a drawing of nothing', () => {
    expect(
      clean(
        '<p id="a">x</p><a href="#a">up</a><p id="b">y</p><svg><clipPath id="c"/><path clip-path="url(#c)" fill="url(#gone)"/></svg><svg></svg>',
      ),
    ).toBe(
      '<p id="p-a">x</p><a href="#p-a" rel="noopener">up</a><p>y</p><svg><clipPath id="p-c"/><path clip-path="url(#p-c)" fill="url(#p-gone)"/></svg>',
    );
  });

  it('lets a picture through that was looked at, and what it says where there is none', () => {
    const html = '<img src="a.png" alt="one"><img src="data:image/png;base64,iVBORw0KGgo=" alt="two">';
    const picture = (src: string): string | null => (src === 'a.png' ? 'data:image/png;base64,AAAA' : null);
    expect(sanitizeHtml(html, { prefix: '', picture })).toBe('<img src="data:image/png;base64,AAAA" alt="one">two');
  });

  it('turns a picture of the web into a link to it', () => {
    expect(clean('<img src="https://example.org/a.png" alt="loss">')).toBe(
      '<a href="https://example.org/a.png" rel="noopener">loss</a>',
    );
  });

  it('has no empty line, inside of <pre> neither, and loses none of its lines', () => {
    const html = clean('<div>\n\n  <p>a</p>\n \n<pre>\n\n\nx\n\n\ny\n \n</pre></div>');
    expect(html).not.toMatch(/\n[ \t]*\n/);
    expect(elementsOf(readHtml(html), 'pre')[0]?.children).toEqual(['\n\nx\n\n\ny\n \n']);
  });

  it('is the same when it is done twice, balanced, and holds no forbidden word: 154 hostile pieces and 2,000 random ones', () => {
    const elements = /^(?:script|style|iframe|object|embed|form|input|link|meta|base|template|noscript|foreignObject|button)$/i;
    const attributes = /^on|^src.|action|position|^ping|^name$/i;
    const check = (tree: readonly Leaf[]): void => {
      for (const leaf of tree) {
        if (typeof leaf === 'string') continue;
        expect(leaf.name).not.toMatch(elements);
        for (const [name, value] of leaf.attributes) {
          expect(name).not.toMatch(attributes);
          if (name !== 'title' && name !== 'alt') expect(value).not.toMatch(/script:|url\((?!#)|position|expression/i);
        }
        check(leaf.children);
      }
    };
    const holds = (html: string): void => {
      const once = clean(html);
      expect(sanitizeHtml(once, { prefix: '' })).toBe(once);
      check(readHtml(once));
      expect(once).not.toContain('<!--');
    };
    for (const [i, vector] of HOSTILE.entries()) holds(armed(vector, i));
    const word = fc.constantFrom(
      ...'<b> </b> <svg> </svg> <math> </math> <style> </style> <mtext> <mi> <title> </title> <desc> <p> </p> <table> <tr> <td> </table> <a> </a> <img/src/onerror=x> <!-- --> <![CDATA[ ]]> <script> </script> <foreignObject> <mglyph> <template> </template> <select> <option> <form> <noscript> <br> <h1> </h1> text &lt; " \' > < title="<img>" <pre> <annotation-xml> <textarea> </textarea> <li> <details>'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => holds(words.join(''))),
      { seed: 5, numRuns: 2000 },
    );
  });
});

describe('cleanTags', () => {
  it('keeps halves of elements as they are, and text as text', () => {
    expect(cleanTags('<div align="center" onclick="x()">')).toBe('<div align="center">');
    expect(cleanTags('</details>')).toBe('</details>');
    expect(cleanTags('<!-- downhill:end a --><b>1 < 2 & "3"</b>')).toBe('<b>1 &lt; 2 &amp; "3"</b>');
    expect(cleanTags('<script>if (a<b) x()</script>after')).toBe('after');
    expect(
      cleanTags('<img src="https://example.org/a.png" onerror="x()"><img src="a b.png"><img src="javascript:x()" alt="a < b">'),
    ).toBe('<img src="https://example.org/a.png"><img src="a b.png">a &lt; b');
  });

  it('over a whole text closes what stays open and closes nothing that it did not open', () => {
    const cleaner = tagCleaner();
    expect(['</div></article>', '<div><details>', '<b>', '</b>', '</p>'].map(cleaner.clean)).toEqual([
      '',
      '<div><details>',
      '<b>',
      '</b>',
      '',
    ]);
    expect(cleaner.rest()).toBe('</details></div>');
  });
});

describe('cleanSvg', () => {
  it("takes nothing away from downhill's own figures, still and moving", () => {
    const run = runFit('y ~ a*x + b', tableFromArrays({ x: [1, 2, 3, 4], y: [2.1, 3.9, 6.2, 7.8] }), { method: 'gd' });
    const drawn = [
      animatedSvg(run.source()),
      ...CHARTS.flatMap((chart) => {
        try {
          return [svg(chart.draw(run.source(), {}))];
        } catch {
          return [];
        }
      }),
    ];
    expect(drawn.length).toBeGreaterThan(5);
    const bare = (text: string): string =>
      text
        .replace(/<style>[\s\S]*?<\/style>/g, '')
        .replace(/&quot;|&#39;/g, "'")
        .replace(/\s+/g, ' ')
        .replace(/ ?\/>/g, '/>')
        .replace(/<(\w+)([^<>]*)><\/\1>/g, '<$1$2/>')
        .replace(/ (?:xmlns|lang|class)="[^"]*"/g, '')
        .trim();
    for (const text of drawn) {
      const cleaned = cleanSvg(text);
      expect(cleaned?.removed).toEqual([]);
      expect(bare(cleaned?.text ?? '').length / bare(text).length).toBeGreaterThan(0.99);
    }
    expect(cleanSvg(drawn[0] as string)?.text).toContain('@media (prefers-reduced-motion:reduce){.moving{display: none}');
  });

  it('is the same when it is done twice', () => {
    for (const [i, vector] of HOSTILE.entries()) {
      if (vector.startsWith('<div><div><div>')) continue;
      const once = cleanSvg(armed(vector, i));
      if (once !== null) expect(cleanSvg(once.text)).toEqual({ ...once, removed: [] });
    }
  });
});

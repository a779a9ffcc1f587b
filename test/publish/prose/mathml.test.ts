import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { inAlphabet } from '../../../src/publish/markdown/math-alphabets.js';
import { MATH_ENVIRONMENTS } from '../../../src/publish/markdown/math-environments.js';
import { mathml } from '../../../src/publish/markdown/mathml.js';

/** Of a well-formed piece of XML: its elements in order, and its text. @throws where it is not well-formed. */
function readXml(xml: string): { readonly elements: readonly string[]; readonly text: string } {
  const elements: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (problem) => {
    throw problem;
  });
  parser.on('opentag', ({ name }) => elements.push(name));
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.write(xml).close();
  return { elements, text };
}

const argumentsOf: Readonly<Record<string, string>> = {
  alignat: '{1}',
  'alignat*': '{1}',
  alignedat: '{1}',
  array: '{cc}',
  darray: '{cc}',
  subarray: '{c}',
};
const single: ReadonlySet<string> = new Set([
  'equation',
  'equation*',
  'gather',
  'gather*',
  'gathered',
  'multline',
  'multline*',
  'displaymath',
  'math',
  'subarray',
  'CD',
]);

describe('formulas as MathML', () => {
  it('is one <math> with the namespace, without annotation or wrapper', () => {
    expect(mathml('x^2', false)).toEqual({
      html: '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>',
      error: null,
    });
    expect(mathml('x', true).html).toMatch(/^<math xmlns="[^"]*" display="block">/);
  });

  it('its text holds no character that Markdown, Liquid or a shortcode acts on, and is the same text', () => {
    const { html } = mathml('|x|*\\{y\\}_{[a]} \\$ \\text{`a_b` {{ c }} {% d %}}\\backslash', false);
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[*_|{}[\]\\$`~^]/);
    expect(readXml(html).text).toContain('a_b');
  });

  it('is on one line', () =>
    expect(mathml('\\begin{align}\na &= b \\\\\n&= \\text{c\nd}\n\\end{align}', true).html).not.toMatch(/[\r\n]/));

  it('cells of align say their alignment themselves, without the gaps that MathML Core puts between them', () => {
    const { html } = mathml('\\begin{align}a&=b&c&=d\\end{align}', true);
    expect([...html.matchAll(/<mtd style="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'text-align:right;text-align:-webkit-right;padding-right:0',
      'text-align:left;text-align:-webkit-left;padding-left:0',
      'text-align:right;text-align:-webkit-right;padding-right:0',
      'text-align:left;text-align:-webkit-left;padding-left:0',
    ]);
    expect(mathml('\\begin{pmatrix}1&2\\end{pmatrix}', true).html).not.toContain(' style=');
  });

  it('letters of other alphabets are Unicode’s mathematical letters: browsers know mathvariant no more (names by Python’s unicodedata)', () => {
    const names: Readonly<Record<string, string>> = {
      '\\mathbb{R}': 'ℝ', // DOUBLE-STRUCK CAPITAL R
      '\\mathbb{K}': '𝕂', // MATHEMATICAL DOUBLE-STRUCK CAPITAL K
      '\\mathbb{1}': '𝟙', // MATHEMATICAL DOUBLE-STRUCK DIGIT ONE
      '\\mathcal{L}': 'ℒ', // SCRIPT CAPITAL L
      '\\mathcal{N}': '𝒩', // MATHEMATICAL SCRIPT CAPITAL N
      '\\mathfrak{g}': '𝔤', // MATHEMATICAL FRAKTUR SMALL G
      '\\mathbf{x}': '𝐱', // MATHEMATICAL BOLD SMALL X
      '\\mathbf{12}': '𝟏𝟐', // MATHEMATICAL BOLD DIGIT ONE, TWO
      '\\mathbf{\\Gamma}': '𝚪', // MATHEMATICAL BOLD CAPITAL GAMMA
      '\\boldsymbol{\\theta}': '𝜽', // MATHEMATICAL BOLD ITALIC SMALL THETA
      '\\boldsymbol{\\nabla}': '𝛁', // MATHEMATICAL BOLD NABLA
      '\\boldsymbol{\\phi}': '𝝓', // MATHEMATICAL BOLD ITALIC PHI SYMBOL
      '\\mathsf{A}': '𝖠', // MATHEMATICAL SANS-SERIF CAPITAL A
      '\\mathtt{b}': '𝚋', // MATHEMATICAL MONOSPACE SMALL B
    };
    for (const [tex, letters] of Object.entries(names)) {
      const { html } = mathml(tex, false);
      expect([tex, readXml(html).text]).toEqual([tex, letters]);
      expect(html).not.toContain('mathvariant');
    }
    expect(mathml('\\textbf{a 글}', false).html).toContain('<mtext style="font-weight:bold">글</mtext>');
    expect(mathml('\\mathrm{d}', false).html).toContain('mathvariant="normal"');
  });

  it('each letter of each alphabet is the plain one by Unicode’s NFKC', () => {
    const plain = [
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω∇∂',
    ];
    for (const variant of [
      'bold',
      'italic',
      'bold-italic',
      'script',
      'bold-script',
      'fraktur',
      'bold-fraktur',
      'double-struck',
      'sans-serif',
      'bold-sans-serif',
      'sans-serif-italic',
      'sans-serif-bold-italic',
      'monospace',
    ])
      for (const letter of plain) expect([variant, inAlphabet(letter, variant).normalize('NFKC')]).toEqual([variant, letter]);
  });

  for (const name of MATH_ENVIRONMENTS)
    it(`${name} is read, and is well-formed`, () => {
      const row = single.has(name) ? 'a < b' : 'a & < b';
      const { html, error } = mathml(`\\begin{${name}}${argumentsOf[name] ?? ''}${row}\\end{${name}}`, true);
      expect(error).toBe(null);
      expect(readXml(html).text.replace(/[\s()[\]{}∣∥]/g, '')).toBe('a<b');
    });

  it('labels, numbers that are switched off, \\mbox, \\bm and underscores in text are no obstacle', () => {
    const tex = '\\begin{align}\\bm{x}_{\\text{my_var}} &= \\mbox{so} \\label{eq:1} \\nonumber\\end{align}';
    expect(mathml(tex, true).error).toBe(null);
    expect(readXml(mathml(tex, true).html).text).toContain('my_var');
  });

  it('a thin space stands beside the name of a function, but none before its bracket (The TeXbook, chapter 18)', () => {
    const thin = '<mspace width="0.1667em"></mspace>';
    expect(mathml('r\\tan\\delta', false).html).toContain(`<mi>r</mi>${thin}<mi>tan</mi><mo>\u2061</mo>${thin}<mi>δ</mi>`);
    expect(mathml('2\\log(x)', false).html).toContain(`<mn>2</mn>${thin}<mi>log</mi><mo>\u2061</mo><mo stretchy="false">(</mo>`);
    // A script, a numerator and a root have one element each, in which the space stands.
    expect(mathml('x_{a\\max}', false).html).toMatch(/<msub><mi>x<\/mi><mrow>.*<\/mrow><\/msub>/);
  });
  it('Hangul is text', () =>
    expect(readXml(mathml('\\text{손실} = 비용', false).html).text.replace(/\s/g, '')).toBe('손실=비용'));

  it('TeX that cannot be read is shown as code, with the reason', () => {
    for (const tex of ['\\frac{1', '\\unknowncommand', '<script>alert(1)</script>\\', '{'.repeat(15_000), 'x'.repeat(30_000)]) {
      const { html, error } = mathml(tex, false);
      expect(error?.en).toMatch(/.{10}/);
      expect(error?.ko).toMatch(/[가-힣]/);
      expect(error?.en.length).toBeLessThanOrEqual(200);
      const { elements, text } = readXml(html);
      expect([elements, text]).toEqual([['code'], tex]);
    }
  });

  it('nothing in a formula reaches the page as markup, address or handler', () => {
    for (const tex of [
      '\\href{javascript:alert(1)}{x}',
      '\\url{javascript:alert(1)}',
      '\\htmlId{a}{x}',
      '\\htmlStyle{background:url(//a.b)}{x}',
      '\\includegraphics{http://a.b/c.png}',
      '\\text{<img src=x onerror=alert(1)>}',
      '\\color{red" onload="alert(1)}x',
      '<img src=x onerror=alert(1)>',
    ]) {
      const tags = [...mathml(tex, false).html.matchAll(/<[^>]*>/g)].map((match) => match[0]).join('');
      expect(tags).not.toMatch(/href|src|onerror|onload|<img|<a[ >]|id=|url/);
    }
  });

  it('a macro that grows without end stops', () => expect(mathml('\\def\\a{\\a\\a}\\a', false).error).not.toBe(null));

  it('macros of one formula are unknown to the next', () => {
    expect(mathml('\\gdef\\mine{x}\\mine', false).error).toBe(null);
    expect(mathml('\\mine', false).error).not.toBe(null);
  });
});

import { describe, expect, it } from 'vitest';
import { MathDefinitions } from '../../../src/publish/markdown/math-definitions.js';
import { mathml } from '../../../src/publish/markdown/mathml.js';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Prose } from '../../../src/publish/post.js';
import { notebook } from '../../../src/publish/readers/notebook.js';
import { memoryFiles } from '../memory-files.js';
import { formulas, spansOf } from './read.js';

/** A text and the formulas in it; `D:` before those that are displayed. */
const CASES: readonly (readonly [title: string, text: string, found: readonly string[]])[] = [
  [
    'emphasis, tables and escapes mean nothing in a formula',
    '$a_1*b_1$, $|x|$, $\\{x\\}$, $2*3*4$',
    ['a_1*b_1', '|x|', '\\{x\\}', '2*3*4'],
  ],
  ['a price is none: the dollar that closes has no blank before it', '가격은 $5 와 $10', []],
  ['a price beside a formula', '$5 짜리 $x$ 와 $10', ['x']],
  ['no digit stands behind the closing dollar', '$20,000 and USD$30,000', []],
  ['an escaped dollar is no delimiter', '\\$x$ 와 \\$y\\$', []],
  ['an escaped backslash before a dollar is no escape', 'a \\\\$x$', ['x']],
  ['an escaped dollar stays in the formula', '$a\\$b$', ['a\\$b']],
  ['a blank behind the opening dollar makes it none', 'between $ 5 and 10 $ or so, $ x$, $x $', []],
  ['what notebooks write with blanks and a command is one', 'rate $ \\alpha $ here', ['\\alpha']],
  ['also with a blank on one side only', 'now $0 < \\beta_1 $ and $ \\gamma$, for $5 ', ['0 < \\beta_1', '\\gamma']],
  ['a formula may go on in the next line', '$a +\nb$', ['a +\nb']],
  ['but over no blank line', 'a $x\n\ny$ b', []],
  ['and not from one list item to the next', '- $a\n- b$\n', []],
  ['dollars in `\\text` belong to the text', '$\\text{if $x$ is}\\ y$', ['\\text{if $x$ is}\\ y']],
  ['a brace that nothing closes hides nothing', '$[0, \\{1$ and $x$', ['[0, \\{1', 'x']],
  ['adjoining formulas are two', '$a$$b$ c', ['a', 'b']],
  ['letters may follow directly', '$n$번째, the $n$th, 3$\\times$4', ['n', 'n', '\\times']],
  ['no shell variables', 'add $HOME/bin:$PATH and $' + '{A}/$' + '{B} and $(pwd)/$(ls) to $foo/$bar', []],
  ['no prices in two currencies', 'US$5 (CA$6), $5/US$, $100만(약 $80만)', []],
  ['no sentence between two dollars', 'I have $money and you have more$ than that', []],
  ['Korean text is no formula, but may stand in one', '$가격$ 과 $손실 = \\frac{1}{n}$', ['손실 = \\frac{1}{n}']],
  ['code wins', '`$x$` and $a`b$c`', []],
  ['in a fence dollars are what they are', '```sh\necho $A $B $$\n$$\nx\n$$\n```\n\n~~~\n$y$\n~~~\n', []],
  ['in indented code too', 'text\n\n    $x$\n', []],
  ["GitHub's dollar and backtick", 'so $`a_1 * b`$ is', ['a_1 * b']],
  ['a fenced block of math', '```math\n\\frac{a}{b}\n```\n', ['D:\\frac{a}{b}']],
  ['a displayed formula', 'a\n\n$$\nx = 1\n$$\n\nb', ['D:x = 1']],
  ['a displayed formula on one line', '$$x = 1$$', ['D:x = 1']],
  ['lines that look like lists, headings and rules', '$$\na\n+ b\n- c\n= d\n---\n> e\n$$\n', ['D:a\n+ b\n- c\n= d\n---\n> e']],
  ['blank lines between dollars on lines of their own', '$$\na\n\nb\n$$\n', ['D:a\n\nb']],
  ['in a quote without its marks', '> $$\n> a\n> > 0\n> $$\n', ['D:a\n> 0']],
  ['in a quote in a list', '- > $$\n  > a\n  > $$\n', ['D:a']],
  ['in a list', '1. item\n\n   $$\n   a\n   $$\n', ['D:a']],
  ['kramdown and Typora write $$ in a line', 'Let $$a_1$$ and $$b$$ be', ['a_1', 'b']],
  ['levels of prices are none', '가격대 $$, 분위기 $$$ 그리고 $$', []],
  ['$$ with no end', 'echo $$ is the process\n\nmore', []],
  ['backslash and parenthesis', 'so \\(x^2\\) and \\(n\\)', ['x^2', 'n']],
  ['backslash and bracket', '\\[\n\\sum x\n\\]\n', ['D:\\sum x']],
  [
    'doubled backslashes, for readers without formulas',
    'so \\\\(a\\_1 = 2\\\\) and\n\n\\\\[ a \\\\\\\\ b = c \\\\]',
    ['a_1 = 2', 'D:a \\\\ b = c'],
  ],
  ['escaped brackets around a link are none', '\\[[a](https://x.y/b_c)\\] \\[link\\](no) \\(see below\\)', []],
  [
    'a bare environment',
    'a\n\n\\begin{align*}\na &= b \\\\\n+ c\n\\end{align*}\n\nb',
    ['D:\\begin{align*}\na &= b \\\\\n+ c\n\\end{align*}'],
  ],
  [
    'an environment in its like',
    '\\begin{cases}\\begin{cases}a\\end{cases}\\end{cases}',
    ['D:\\begin{cases}\\begin{cases}a\\end{cases}\\end{cases}'],
  ],
  ['environments of text are none', '\\begin{itemize}\n\\item a\n\\end{itemize}', []],
  [
    'an environment in dollars is one formula',
    '$$\\begin{aligned}a&=b\\end{aligned}$$',
    ['D:\\begin{aligned}a&=b\\end{aligned}'],
  ],
  ['in the cells of a table', '| a | b |\n|---|---|\n| $|x|$ | $y$ |\n| $5 | $6 |\n', ['|x|', 'y']],
  ['in a table a bar may be escaped', '| a |\n|---|\n| $P(A\\|B)$ |\n', ['P(A|B)']],
  ['in a heading, bold, a link', '# on $x_1$ and $x_2$\n\n**$a*b$**는 [$c$](d)', ['x_1', 'x_2', 'a*b', 'c']],
  ['not in addresses', '[a](http://b.c/?$x=1&$y=2) <http://d.e/$f$> http://g.h/$i$', []],
  ['not in pictures', '![$5](a$1.png) and $x$', ['x']],
  ['not in tags', '<a title="$x$">b</a> <!-- $y$ -->', []],
  ['between tags of a block', '<div>\n<b>so</b> $x$\n</div>', ['x']],
  ['not in elements of code', '<pre>$x$</pre>\n\n<code>$y$</code> and <kbd>$z$</kbd>', []],
  ['less and more are no tags', '$a<b and c>d$', ['a<b and c>d']],
  ['tags end a formula', '$5<br>b$ <b>$</b>', []],
  ['not in what Jekyll highlights', '{% highlight sh %}\n$a$\n{% endhighlight %}\n\n$b$', ['b']],
  ['Windows line ends', '$$\r\na\r\n$$\r\n\r\n$b$\r\n', ['D:a', 'b']],
  ['a footnote', 'a[^1]\n\n[^1]: see $x_1*y_1$', ['x_1*y_1']],
  ['a label in brackets is no link', '[$x$] and $y$\n\n[$z$]: http://a.b', ['x', 'y']],
];

describe('formulas in Markdown', () => {
  for (const [title, text, found] of CASES) it(title, async () => expect(await formulas(text)).toEqual(found));

  it('spans hold the delimiters', async () => {
    const text = 'a $x$ b';
    expect((await spansOf(text, 'math')).map(({ start, end }) => text.slice(start, end))).toEqual(['$x$']);
  });

  it('a notebook sets $$ within a line on a line of its own, and does not unescape', async () => {
    expect(await formulas('Let $$a$$ be\n\n\\\\( a\\_1 = 2 \\\\)', false)).toEqual(['D:a', 'a\\_1 = 2']);
  });

  it('formulas that hide code, and code that hides formulas, settle: no formula touches code', async () => {
    const text = '$$\n- x\n$$\n\n    code $a$\n\n- $b\n\n      $c$\n';
    const code = await spansOf(text, 'code');
    for (const { start, end } of await spansOf(text, 'math'))
      expect(code.some((each) => each.start < end && each.end > start)).toBe(false);
  });

  it('a command that a formula defines is known to those that use it, and to the next prose of the document', async () => {
    const text =
      '$$\\newcommand{\\R}{\\mathbb{R}}\\def\\norm#1{\\lVert #1\\rVert_{\\R}}$$ $\\norm{x}$ $y$ $\\DeclareMathOperator*{\\argmax}{arg\\,max}$';
    const definitions = new MathDefinitions();
    const options = { trusted: true, place: String, picture: async (): Promise<'missing'> => 'missing', definitions };
    const tex = (prose: Prose): string[] => prose.spans.flatMap((span) => (span.kind === 'math' ? [span.tex] : []));
    const all = [
      ...tex(await readProse(text, options)),
      ...tex(await readProse('$$\n\\argmax_x x \\in \\R\n$$ $\\begin{cases}\\R\\end{cases}$', options)),
    ];
    expect(all.slice(1, 3)).toEqual(['\\def\\norm#1{\\lVert #1\\rVert_{\\R}}\\def\\R{\\mathbb{R}}\\norm{x}', 'y']);
    expect(all[4]).toBe('\\def\\argmax{\\operatorname*{arg\\,max}}\\def\\R{\\mathbb{R}}\\argmax_x x \\in \\R');
    for (const each of all) expect([each, mathml(each, true).error]).toEqual([each, null]);
    expect(mathml(all[1] as string, false).html).toContain('ℝ');
  });

  it('a command that one cell of a notebook defines is known to the next', async () => {
    const cells = ['$\\newcommand{\\R}{\\mathbb{R}}$', '$x \\in \\R$'].map((source) => ({
      cell_type: 'markdown',
      metadata: {},
      source,
    }));
    const bytes = new TextEncoder().encode(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    const { parts } = await notebook.read(
      { bytes, source: 'a.ipynb', path: 'a.ipynb' },
      { files: memoryFiles(), allowMissing: false, note: () => {}, runExperiments: async () => [] },
    );
    const tex = parts
      .flatMap((part) => (part.kind === 'prose' ? part.spans : []))
      .flatMap((span) => (span.kind === 'math' ? [span.tex] : []));
    expect(tex[1]).toBe('\\def\\R{\\mathbb{R}}x \\in \\R');
  });

  it('definitions that use themselves or each other end', async () => {
    expect(await formulas('$\\def\\a{\\b}\\def\\b{\\a}$ $\\a$ $\\newcommand\\c{$ $\\c$')).toHaveLength(4);
  });

  it('thousands of dollars, brackets and braces that nothing closes are read in less than two seconds of work a kind', async () => {
    for (const piece of ['$\\text{', '\\(', '\\[', '\\begin{align}', '$$', '![a](b ', '$x ', '> $$\n']) {
      const before = process.cpuUsage();
      await formulas(piece.repeat(20_000).slice(0, 20_000));
      expect(process.cpuUsage(before).user / 1e6, piece).toBeLessThan(2);
    }
  });
});

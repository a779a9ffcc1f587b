import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/publish/markdown/parse-markdown.js';
import { proseHtml } from '../../../src/publish/markdown/prose-html.js';
import type { Prose, Span } from '../../../src/publish/post.js';
import { read } from './read.js';

const SEED = 20220715;

/** Text that is hard to read for its marks. */
const noise = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'$`\\[](){}|*_<>!&~:"\'=-#+^a1가 \n\t') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '$$',
          '\\(',
          '\\)',
          '\\[',
          '\\]',
          '```\n',
          '\n\n',
          '> ',
          '- ',
          '![a](b c.png)',
          '<img src=x>',
          '<b>',
          '</b>',
          '<div>\n',
          '<!--',
          '-->',
          '\\begin{align}',
          '\\end{align}',
          '{{x}}',
          '\r\n',
          '\uFDD0',
          '|---|\n',
          '    ',
          '[^1]',
          '<script>',
          '![[a.png]]',
          'https://a.b/$c',
        ),
      },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

/** Blocks with a formula, code or a picture each, and what it is. */
const BLOCKS: readonly (readonly [text: string, ...spans: readonly string[]])[] = [
  ['가격은 $5 와 $10'],
  ['plain *text* with a_b_c and `c $x$ d`', 'code:c $x$ d'],
  ['so $a_1*b_1$ and $|x|$', 'math:a_1*b_1', 'math:|x|'],
  ['$$\n\\{x\\} - y\n$$', 'math:\\{x\\} - y'],
  ['$$\n- a\n+ b\n$$', 'math:- a\n+ b'],
  ['\\begin{align*}\na &= b \\\\\n* c\n\\end{align*}', 'math:\\begin{align*}\na &= b \\\\\n* c\n\\end{align*}'],
  ['\\[\nx^2\n\\]', 'math:x^2'],
  ['- one $l_1*l_2$\n- two `$t$`', 'math:l_1*l_2', 'code:$t$'],
  ['```sh\necho $A $B $$\n\n$$x$$\n```', 'code:echo $A $B $$\n\n$$x$$'],
  ['    indented $x$', 'code:indented $x$'],
  ['| $|a|$ | b |\n|---|---|\n| ![p](t.png) | `$c$` |', 'math:|a|', 'picture:t.png', 'code:$c$'],
  ['![p](in line.png) and ![q](b.png)', 'picture:in line.png', 'picture:b.png'],
  ['## heading $h_1$', 'math:h_1'],
  ['<div>\n<img src="c.png">\n</div>', 'html', 'picture:c.png', 'html'],
  ['***'],
];
const blocks = fc
  .array(fc.integer({ min: 0, max: BLOCKS.length - 1 }), { minLength: 1, maxLength: 8 })
  .map((indices) => indices.map((i) => BLOCKS[i]!));

const shortOf = (span: Span): string[] => {
  // Blanks at the beginning of a line mean nothing to TeX; lists put some there.
  if (span.kind === 'math') return [`math:${span.tex.replace(/\n[ \t]+/g, '\n')}`];
  if (span.kind === 'code') return [`code:${span.value}`];
  if (span.kind === 'picture') return [`picture:${span.picture.title}`];
  return span.kind === 'html' ? ['html'] : [];
};

/** Text with every span written as it was found. @throws where spans overlap, are empty, or are out of order. */
function spliced({ text, spans }: Prose): string {
  let out = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at || end <= start || end > text.length) throw new Error(`a span from ${start} to ${end} behind ${at}`);
    out += text.slice(at, start) + text.slice(start, end);
    at = end;
  }
  return out + text.slice(at);
}

const countCode = (node: { type: string; children?: readonly unknown[] }): number =>
  (node.type === 'code' || node.type === 'inlineCode' ? 1 : 0) +
  (node.children ?? []).reduce((sum: number, child) => sum + countCode(child as Parameters<typeof countCode>[0]), 0);

describe('spans of any text', () => {
  it('do not overlap, and put back they give the text byte for byte (400 texts)', async () => {
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (text, trusted) => {
        const prose = await read(text, trusted);
        expect(spliced(prose)).toBe(text);
        for (const span of prose.spans)
          if (trusted && span.kind === 'html') expect(span.html).toBe(text.slice(span.start, span.end));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('become HTML with nothing left of the words that stood for them (120 texts)', async () => {
    await fc.assert(
      fc.asyncProperty(noise, fc.boolean(), async (text, trusted) => {
        const prose = await read(text, trusted);
        const counted = { picture: 0, math: 0 };
        const html = proseHtml(prose, {
          picture: () => {
            counted.picture++;
            return '<img>';
          },
          missing: () => '',
          math: () => {
            counted.math++;
            return '<math></math>';
          },
        });
        expect(html).not.toMatch(/[\uFDD0-\uFDEF]/);
        // A note that nothing refers to is not shown.
        if (!text.includes('[^1]')) {
          expect(counted.math).toBe(prose.spans.filter(({ kind }) => kind === 'math').length);
          expect(counted.picture).toBe(prose.spans.filter(({ kind }) => kind === 'picture').length);
        }
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  it('are those of their blocks, one after the other (120 compositions)', async () => {
    await fc.assert(
      fc.asyncProperty(blocks, fc.constantFrom('\n', '\r\n'), async (chosen, end) => {
        // Two lists or two indented blocks in succession would be one.
        const text = chosen
          .map(([block]) => block)
          .join('\n\n<!-- -->\n\n')
          .replaceAll('\n', end);
        const found = (await read(text)).spans
          .filter((span) => span.kind !== 'html' || !span.html.startsWith('<!--'))
          .flatMap(shortOf);
        expect(found.map((each) => each.replaceAll('\r\n', '\n'))).toEqual(chosen.flatMap(([, ...spans]) => spans));
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  it('are the same in a quote, in a list, and in a quote in a list (120 compositions)', async () => {
    const quoted = (text: string): string => text.replace(/^/gm, '> ');
    const listed = (text: string): string => `- ${text.replace(/\n(?=[^\n])/g, '\n  ')}`;
    await fc.assert(
      fc.asyncProperty(
        blocks,
        fc.constantFrom(
          quoted,
          listed,
          (text: string) => listed(quoted(text)),
          (text: string) => quoted(listed(text)),
        ),
        async (chosen, wrap) => {
          const text = `first\n\n${chosen.map(([block]) => block).join('\n\n<!-- -->\n\n')}`;
          const kinds = async (from: string): Promise<string[]> => (await read(from)).spans.flatMap(shortOf);
          expect(await kinds(wrap(text))).toEqual(await kinds(text));
        },
      ),
      { seed: SEED, numRuns: 120 },
    );
  });

  it('without dollars and backslashes are the code that micromark sees (120 texts)', async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (text) => {
        const plain = text.replace(/[$\\!]/g, 'x').replace(/[\uFDD0-\uFDEF]/g, 'y');
        const code = (await read(plain)).spans.filter(({ kind }) => kind === 'code');
        expect(code.length).toBe(countCode(parseMarkdown(plain)));
      }),
      { seed: SEED, numRuns: 120 },
    );
  });
});

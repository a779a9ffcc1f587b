import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/publish/html/tree.js';
import { refuseEndless } from '../../../src/publish/markdown/refuse-endless.js';
import { reading, refusal } from '../notebook/read.js';

const place = (offset: number): string => `a.md:${offset}`;
const cells = (count: number): object => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: Array.from({ length: count }, () => ({ cell_type: 'code', metadata: {}, source: '', outputs: [] })),
});

describe('what would take minutes to read is refused at once, with its reason and place', () => {
  for (const [what, text] of [
    ['100,000 brackets that close nothing', `a\n\n${']'.repeat(100_000)}`],
    ['25,000 notes in a paragraph', `a\n\n${'[^a]'.repeat(25_000)}`],
    ['25,000 underlined headings without a blank line', `a\n\n${'a\n=\n'.repeat(25_000)}`],
  ] as const)
    it(what, () =>
      expect(() => refuseEndless(text, place)).toThrow(expect.objectContaining({ code: 'text-too-tangled', place: 'a.md:3' })),
    );
  it('3,500,000 words', () =>
    expect(() => refuseEndless('a '.repeat(3_500_000), place)).toThrow(expect.objectContaining({ code: 'text-too-large' })));
  it('10,001 cells', async () => {
    expect(await refusal(cells(10_001))).toContain('notebook-too-large: the notebook has 10001 cells');
  });
  it('3,000 tags of different attributes that are never closed, in 3,000 paragraphs: nothing of them is shown', () =>
    expect(readHtml(Array.from({ length: 3000 }, (_, i) => `<b a${i}>`).join('<p>'))).toEqual([]));
});

describe('what is only long is read', () => {
  it('30,000 lines of code with brackets, a picture of 5 MB in its address, 5,000 paragraphs with links', () => {
    const code = `\`\`\`\n${'a[0] = [1]\n'.repeat(30_000)}\`\`\`\n`;
    const picture = `![a](data:image/png;base64,${'A'.repeat(5_000_000)})\n`;
    expect(() => refuseEndless(`${code}\n${picture}\n${'[a](b) and *c*\n\n'.repeat(5000)}`, place)).not.toThrow();
  });
  it('a table of 10,000 rows with links and code; the same rows below a line that makes no table of them are refused', () => {
    const rows = '| [a](b) | *c* | `d` |\n'.repeat(10_000);
    expect(() => refuseEndless(`a\n\n| a | b | c |\n|---|:-:|--:|\n${rows}`, place)).not.toThrow();
    expect(() => refuseEndless(`a\n\n| a | b |\n|---|:-:|--:|\n${rows}`, place)).toThrow();
  });
  it('a notebook of 10,000 cells', async () => expect((await reading(cells(10_000))).post.parts).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { cleanSvg } from '../../../src/publish/html/clean-svg.js';
import { cleanTags } from '../../../src/publish/html/clean-tags.js';
import { sanitizeHtml } from '../../../src/publish/html/sanitize.js';
import { languageOfText } from '../../../src/publish/notebook/headings.js';
import type { Part } from '../../../src/publish/post.js';
import { notebook } from '../../../src/publish/readers/notebook.js';
import { published } from '../jekyll/published.js';
import { config } from '../jekyll/sites.js';
import { memoryFiles } from '../memory-files.js';

/** Of one character: what takes the square of it takes minutes, and the test's time is over long before. */
const MANY = 1_000_000;

describe('a million equal characters in a notebook take no more than their length', () => {
  it('in an attribute of HTML, of a tag and of SVG', () => {
    const value = `${'\t'.repeat(MANY)}x`;
    expect(sanitizeHtml(`<b title="${value}">1</b>`)).toContain('>1</b>');
    expect(cleanTags(`<b title="${value}">`)).toContain('<b title=');
    expect(cleanSvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${'1'.repeat(MANY)}x" viewBox="0 0 30 20"/>`)).toMatchObject({
      width: 30,
      height: 20,
    });
  });

  it('in the text of HTML', () => {
    expect(sanitizeHtml(`<b>${' '.repeat(MANY)}x</b>`)).toContain('x</b>');
  });

  it('in what its language is known by', () => {
    expect(languageOfText(']('.repeat(MANY / 2))).toBe('en');
    expect(languageOfText('\\begin{a}'.repeat(MANY / 10))).toBe('en');
  });

  it('in code, outputs, prose and metadata, up to the post of a Jekyll site', async () => {
    const run = (character: string, length = MANY): string => `a${character.repeat(length)}b`;
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: run('\n', 20_000) },
      {
        cell_type: 'code',
        metadata: {},
        execution_count: 1,
        source: `#${' '.repeat(MANY)}x\n${run('\n')}`,
        outputs: [{ output_type: 'stream', name: 'stdout', text: run(' ') }],
      },
    ];
    const metadata = { kernelspec: { name: `${'1'.repeat(MANY)}x` } };
    const bytes = new TextEncoder().encode(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
    const post = await notebook.read(
      { bytes, source: 'a.ipynb', path: 'a.ipynb' },
      { files: memoryFiles({}), allowMissing: false, note: () => {}, runExperiments: async () => [] },
    );
    const code = post.parts.find((part): part is Extract<Part, { kind: 'code' }> => part.kind === 'code');
    expect(code?.value.endsWith('b')).toBe(true);
    const { rendered } = await published(post, { '_config.yml': config({ plugins: [] }), '_layouts/post.html': 'post' });
    expect(rendered.post.text).toContain('downhill:begin');
  });
});

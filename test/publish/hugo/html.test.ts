import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeHtml } from '../../../src/publish/page/code-html.js';
import { browser } from './browser.js';
import { HARD_CODE, hardPost } from './hard-post.js';
import { pageTests, rendered } from './shown-page.js';

let chromium: Browser;
beforeAll(async () => {
  chromium = await browser();
});
afterAll(() => chromium?.close());

pageTests(
  () => chromium,
  () => chromium,
);

describe('a page that stands alone', () => {
  it('gives the same bytes for the same post', async () => {
    expect(await rendered(await hardPost(true))).toBe(await rendered(await hardPost(true)));
  });
});

describe('code with a quiet look', () => {
  const text = (markup: string): string =>
    markup
      .replace(/<span class="[kcsn]">|<\/span>/g, '')
      .replace(/&#(\d+);|&(amp|lt|gt|quot);/g, (_, number, name) =>
        number ? String.fromCharCode(Number(number)) : { amp: '&', lt: '<', gt: '>', quot: '"' }[name as 'amp'],
      );

  it('is the code, character by character, in every language', () => {
    for (const language of ['python', 'js', 'cpp', 'bash', 'r', 'julia', 'sql', 'yaml', 'brainfuck', null])
      for (const code of HARD_CODE) expect(text(codeHtml(code, language))).toBe(code);
  });

  it('tells words, strings, numbers and comments of Python apart', () => {
    expect(codeHtml("for x in f'a#b': # 1\n  y2 = .5e-3", 'python')).toBe(
      '<span class="k">for</span> x <span class="k">in</span> <span class="s">f&#39;a#b&#39;</span>: <span class="c"># 1</span>\n  y2 = <span class="n">.5e-3</span>',
    );
  });
});

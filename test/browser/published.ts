import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, workshop } from '../cli/terminal.js';
import { asked, pictures } from '../publish/hugo/browser.js';
import { opened } from '../publish/hugo/shown-page.js';

const FIGURES = ['data', 'fit', 'loss', 'landscape', 'residuals', 'parameters'];
const DOCUMENT = `---
title: 사인 곡선
date: 2022-07-15
lang: ko
---

# 사인 곡선

기울기는 {{downhill sine.W | 2}}입니다. $y = W\\sin(X) + b$

\`\`\`downhill
id: sine
seed: 7
data:
  rows: 60
  columns:
    X: uniform(0, 1) * 10
    Y: 10*sin(X) + 1.5 + normal(0, 1)
model: Y ~ W*sin(X) + b
method: gd
learning rate: 0.5
epochs: 40
start: { W: 0, b: 0 }
figures: [${FIGURES.join(', ')}]
\`\`\`

![한 점](img/점.svg)
`;

/** That a browser, which the caller opens and closes, shows all of a page that the command line made of an experiment. */
export function publishedTests(browser: () => Browser): void {
  let room: ReturnType<typeof workshop>;
  let text = '';
  beforeAll(async () => {
    room = workshop({
      'post.md': DOCUMENT,
      'img/점.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 35"><circle cx="9" cy="9" r="5"/></svg>',
    });
    const { exit, stderr } = await call(['publish', 'post.md', '--to', 'html:out']);
    expect([exit, stderr]).toEqual([0, '']);
    text = readFileSync('out/post.html', 'utf8');
  });
  afterAll(() => room?.leave());

  it('shows every figure of an experiment and every picture, without a request or a word on the console, and nothing moves', async () => {
    const { page, seen } = await opened(browser(), text);
    expect(await pictures(page)).toEqual({ count: FIGURES.length + 1, broken: [] });
    await page.mouse.wheel(0, 50_000);
    await page.waitForFunction('[...document.images].every((image) => image.complete && image.naturalWidth > 0)');
    expect(await asked(page, 'window.moved()')).toEqual([]);
    expect(await asked(page, "document.querySelectorAll('math').length")).toBeGreaterThan(0);
    expect(seen).toEqual([]);
    await page.close();
  });
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from '../../cli/terminal.js';

const NOTEBOOK = readFileSync(new URL('../../../examples/notebook.ipynb', import.meta.url));

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({ 'site/_config.yml': 'title: Site\n' });
  mkdirSync('examples');
  writeFileSync('examples/notebook.ipynb', NOTEBOOK);
});
afterAll(() => room.leave());

describe('examples/notebook.ipynb', () => {
  it('becomes a Jekyll post without a word of warning: 2 pictures at half their pixels, 3 formulas, a table, braces in code', async () => {
    const words = ['examples/notebook.ipynb', '--to', 'jekyll:site', '--date', '2022-07-15', '--json'];
    const { documents } = JSON.parse((await call(['publish', ...words])).stdout);
    expect([documents[0].title, documents[0].notes]).toEqual(['커피 한 잔이 잠을 얼마나 줄일까', []]);
    const text = readFileSync(`site/${documents[0].post}`, 'utf8');
    expect(text.match(/<img [^>]*width="570"/g)).toHaveLength(2);
    expect(text.match(/<math/g)).toHaveLength(3);
    expect(text.match(/<table/g)).toHaveLength(1);
    expect(text).toContain('한 잔에 $4, 두 잔에 $8이지만');
    expect(text).not.toMatch(/\{\{ (?:name|value|error) \}\}|\{% comment/);
    expect(text).toContain('alt="점과 직선: ');
    expect(readdirSync('site/assets/downhill/notebook')).toHaveLength(2);
  });

  it('becomes one page that carries its pictures', async () => {
    await call(['publish', 'examples/notebook.ipynb', '--to', 'html:out']);
    expect(readFileSync('out/notebook.html', 'utf8').match(/<img src="data:image\/png;base64,/g)).toHaveLength(2);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, ripple, workshop } from '../../cli/terminal.js';

const block = (id: string, more = '', figures = '[loss]'): string => `\`\`\`downhill
id: ${id}
seed: 7
data:
  rows: 30
  columns:
    x: uniform(0, 1)
    y: 2*x + 1 + normal(0, 0.1)
model: y ~ a*x + b
figures: ${figures}
${more}\`\`\`
`;
const FILE = '```downhill\nid: from-file\ndata: data/points.csv\nmodel: y ~ a*x + b\nfigures: [data]\n```\n';
const TEXT = `---
title: Quotes
date: 2022-07-15
lang: ko
---

# Quotes

기울기는 {{downhill one.a | 2}}이고 **{{downhill one.b | 3}}**에서 시작합니다. 식으로는 $a = {{downhill one.a | 2}}$.

| 값 | 오차 |
|---|---|
| {{downhill one.a \\| 1}} | {{downhill one.a.standardError \\| 3}} |

\`{{downhill one.a}}\` stays as it is, in code.

${block('one')}
Between.

${FILE}
${block('기울기', '', '[]')}
End: {{downhill one.outcome}}, {{downhill from-file.a | 1}}.
`;

let room: ReturnType<typeof workshop>;
beforeAll(async () => {
  room = workshop({
    'post/data/points.csv': ripple(20),
    'post/post.md': TEXT,
    'post/shown.md': `# Shown\n\n${block('a', 'show: [figures]\n')}\n${block('b', 'show: []\n')}\n${block('c', 'show: [outcome, parameters]\n')}`,
    'post/unknown.md': block('a', 'show: [figure]\n'),
    'post/inside.md': `> ${block('a').split('\n').join('\n> ')}\n`,
    'post/slow.md': block('a', 'method: gd\nlearning rate: 0.01\nepochs: 100000000\nstop: mae < 1e-9\n'),
    'site/_config.yml': 'title: Site\n',
    'dry/_config.yml': 'title: Site\n',
  });
});
afterAll(() => room.leave());

const POST = 'site/_posts/2022-07-15-post.md';
const KEPT = 'post/post.downhill/published';
const publish = (...more: string[]) => call(['publish', 'post/post.md', '--to', 'jekyll:site', ...more]);
/** Makes what is kept of a block recognisable: a text that no run writes. */
const mark = (id: string, text: string): void => {
  const path = `${KEPT}/${id}/block.json`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"alt": "[^"]*"/, `"alt": "${text}"`));
};

describe('an experiment document, published', () => {
  it('writes nothing beside the document under --dry-run', async () => {
    const { exit } = await call(['publish', 'post/post.md', '--to', 'jekyll:dry', '--dry-run']);
    expect(exit).toBe(0);
    expect(existsSync('post/post.downhill')).toBe(false);
    expect(readdirSync('dry')).toEqual(['_config.yml']);
  });

  it('quotes the results that run finds, in text, tables and formulas, and leaves code alone', async () => {
    const { exit, stderr } = await publish();
    expect([exit, stderr]).toEqual([0, '']);
    await call(['run', 'post/post.md', '--out', 'record']);
    const { a, b } = JSON.parse(readFileSync('record/one/result.json', 'utf8')).parameters;
    const file = JSON.parse(readFileSync('record/from-file/result.json', 'utf8')).parameters;
    const text = readFileSync(POST, 'utf8');
    expect(text).toContain(`기울기는 ${a.value.toFixed(2)}이고 **${b.value.toFixed(3)}**에서`);
    expect(text).toContain(`| ${a.value.toFixed(1)} | ${a.standardError.toFixed(3)} |`);
    expect(text).toContain(`End: converged, ${file.a.value.toFixed(1)}.`);
    expect(text).toMatch(new RegExp(`<mn[^>]*>${a.value.toFixed(2).replace('.', '(?:\\.|&#46;)')}</mn>`));
    expect(text).toContain('`{{ "{" }}{downhill one.a}}`');
    expect(text).not.toMatch(/\{\{ *downhill/);
  });

  it('says nothing of a quoted result: it is no Liquid that the site should know', async () => {
    const { documents } = JSON.parse((await publish('--json')).stdout);
    expect(documents[0].notes.filter(({ code }: { code: string }) => code === 'liquid-as-text')).toEqual([]);
  });

  it('shows definition, figures, parameters and outcome in a region of the block’s name, Hangul in ASCII', () => {
    const text = readFileSync(POST, 'utf8');
    const regions = [...text.matchAll(/<!-- downhill:begin (.*?) -->/g)].map((match) => match[1]);
    expect(regions).toEqual(['one', 'from-file', expect.stringMatching(/^giulgi-[0-9a-f]{8}$/)]);
    expect(text).toContain('실험 정의: one');
    expect(text).toContain('seed: 7');
    expect(text).toContain('95% 신뢰구간');
    expect(text).toContain('수렴함');
  });

  it('gives every figure its size and says what it shows, with numbers', () => {
    const text = readFileSync(POST, 'utf8');
    const images = [...text.matchAll(/<img [^>]*>/g)].map((match) => match[0]);
    expect(images).toHaveLength(2);
    for (const image of images) {
      expect(image).toMatch(/ width="\d+" height="\d+"/);
      expect(image).toMatch(/ alt="[^"]*\d[^"]*"/);
    }
  });

  it('runs nothing again that did not change: what was kept is shown', async () => {
    mark('one', 'kept one');
    mark('from-file', 'kept file');
    await publish();
    const text = readFileSync(POST, 'utf8');
    expect(text).toContain('alt="kept one"');
    expect(text).toContain('alt="kept file"');
  });

  it('runs a block again when it changes, and only that one', async () => {
    writeFileSync('post/post.md', TEXT.replace('seed: 7', 'seed: 8'));
    await publish();
    const text = readFileSync(POST, 'utf8');
    expect(text).not.toContain('alt="kept one"');
    expect(text).toContain('alt="kept file"');
    writeFileSync('post/post.md', TEXT);
    await publish();
  });

  it('runs a block again when its data change', async () => {
    mark('one', 'kept one');
    writeFileSync('post/data/points.csv', ripple(21));
    await publish();
    const text = readFileSync(POST, 'utf8');
    expect(text).toContain('alt="kept one"');
    expect(text).not.toContain('alt="kept file"');
  });

  it('runs a block again when a kept picture is damaged, or what is kept is no JSON', async () => {
    mark('one', 'kept one');
    mark('from-file', 'kept file');
    const png = readdirSync(`${KEPT}/one`).find((name) => name.endsWith('loss.png')) as string;
    writeFileSync(`${KEPT}/one/${png}`, 'x');
    writeFileSync(`${KEPT}/from-file/block.json`, '{');
    const { exit } = await publish();
    expect(exit).toBe(0);
    expect(readFileSync(POST, 'utf8')).not.toMatch(/alt="kept/);
  });

  it('publishes the same bytes from what was kept as from a run', async () => {
    const first = readFileSync(POST, 'utf8');
    await publish();
    expect(readFileSync(POST, 'utf8')).toBe(first);
  });

  it('shows what `show` lists, in its order', async () => {
    const { exit } = await call(['publish', 'post/shown.md', '--to', 'html:out']);
    expect(exit).toBe(0);
    const page = readFileSync(`out/${readdirSync('out').find((name) => name.endsWith('.html'))}`, 'utf8');
    expect(page.match(/<img /g)).toHaveLength(1);
    expect(page.match(/<table/g)).toHaveLength(1);
    expect(page.indexOf('converged after')).toBeLessThan(page.indexOf('<table'));
    expect(page).not.toContain('The experiment');
  });

  it('refuses a part that there is not, with its line', async () => {
    const { exit, stderr } = await call(['publish', 'post/unknown.md', '--to', 'html:out']);
    expect(exit).toBe(1);
    expect(stderr).toContain('post/unknown.md:11:');
    expect(stderr).toContain('definition, figures, parameters, outcome, findings');
    expect(stderr).toContain('got "figure"');
  });

  it('refuses a block inside of a quotation, with its line', async () => {
    const { exit, stderr } = await call(['publish', 'post/inside.md', '--to', 'html:out']);
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/quotation.*\(post\/inside\.md:1:\d+\)/)]);
  });

  it('writes nothing and exits 130 when it is cancelled', async () => {
    const before = readdirSync('out');
    const { exit } = await call(['publish', 'post/slow.md', '--to', 'html:out'], { interruptAt: 2 });
    expect(exit).toBe(130);
    expect(readdirSync('out')).toEqual(before);
  });
});

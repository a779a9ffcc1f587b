import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { call, ripple, workshop } from '../cli/terminal.js';
import { englishIn, isEnglish, textsIn } from './english-in.js';

const DECAY = `x,y\n${Array.from({ length: 40 }, (_, i) => `${i / 4},${5 * 0.6 ** (i / 4) + 1 + [0.05, -0.1, 0.08, -0.02, 0.03][i % 5]!}`).join('\n')}\n`;
const WAVE = `x,y\n${Array.from({ length: 40 }, (_, i) => `${i / 4},${3 * Math.sin(i / 4) + 1 + [0.3, -0.2, 0.1, -0.4, 0.2][i % 5]!}`).join('\n')}\n`;
const POST = `---
title: 경사하강
lang: ko
---

값은 {{downhill wave.W | 2}}입니다. 수식 $\\frac{1$ 은 읽을 수 없습니다.

\`\`\`downhill
id: wave
seed: 7
data:
  rows: 50
  columns:
    X: uniform(0, 10)
    Y: 10*sin(X) + normal(0, 1)
model: Y ~ W*sin(X) + b
start: { W: 'uniform(-1, 1)', b: 0 }
method: gd
learning rate: 0.01
epochs: 100
gradient: { W: mean((prediction - Y)*X), b: mean(prediction - Y) }
stop: mae < 0.001
figures: [data, fit, loss, residuals, parameters, landscape]
expect: [converged, saddle]
\`\`\`
`;
const NOTES = `# 이름, 값\n1,5;2,5\n3,5;;\n4,5;9,1\n5,5;11,2\n6,5;12,8\n`;

let leave = (): void => {};
beforeAll(() => {
  ({ leave } = workshop({
    'line.csv': ripple(40),
    'decay.csv': DECAY,
    'wave.csv': WAVE,
    'notes.csv': NOTES,
    'gap.csv': 'x,y\n1,2.1\n2,3.9\n3,\n4,8.2\n5,9.9\n',
    'two.csv': `x,y,z\n${Array.from({ length: 20 }, (_, i) => `${i},${2 * i + (i % 3)},${5 - i + (i % 2)}`).join('\n')}\n`,
    'post.md': POST,
    'blog/_config.yml': 'title: b\n',
    'blog/_posts/2022-07-15-a.md': '---\ntitle: a: b\n---\n\n![x](/images/none.png) {% nope %}\n\n![y](images/broken.png)\n',
    'blog/images/broken.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
  }));
});
afterAll(() => leave());

const EXP = 'y ~ A*exp(-k*x) + c';
const LINES: readonly (readonly string[])[] = [
  [],
  ['fit', 'line.csv', 'y ~ a*x + b'],
  ['fit', 'decay.csv', EXP, '--profile', '--bootstrap', '40'],
  ['fit', 'decay.csv', EXP, '--bootstrap', '40', '--resample', 'residuals', '--bounds', 'k > 0'],
  ...['adagrad', 'adam', 'adamw', 'gd', 'lbfgs', 'lm', 'momentum', 'nadam', 'nesterov', 'rmsprop', 'varpro'].map((method) => [
    ...['fit', 'decay.csv', EXP, '--method', method, '--epochs', '30'],
  ]),
  ...['cauchy', 'huber', 'mae', 'soft-l1', 'tukey'].map((loss) => ['fit', 'decay.csv', EXP, '--loss', loss]),
  ...['auto', 'auto-constant', 'adgd', '9'].map((rate) => [
    ...['fit', 'line.csv', 'y ~ a*x + b', '--method', 'gd', '--learning-rate', rate, '--epochs', '200'],
  ]),
  ...['mae < 0.5', 'loss < 1', 'gradient < 1', 'loss change < 1', 'step < 1', 'epoch >= 3', 'evaluations > 3'].map((stop) => [
    ...['fit', 'line.csv', 'y ~ a*x + b', '--method', 'gd', '--stop', stop],
  ]),
  ['fit', 'two.csv', 'y ~ a*x + b; z ~ c*x + b', '--sigma', '1, 2'],
  ['fit', 'two.csv', 'y ~ a*x + b; z ~ c*x + d', '--sigma', '1, 2', '--absolute-sigma'],
  ['fit', 'gap.csv', 'y ~ a*x + b', '--skip-invalid'],
  ['fit', 'notes.csv', '값 ~ a*이름 + b', '--skip-invalid'],
  ['fit', 'wave.csv', 'y ~ A*sin(w*x + p) + c', '--study', 'seeds=20'],
  ['fit', 'wave.csv', 'y ~ A*sin(w*x) + c', '--method', 'gd', '--start', 'A=1, c=0, w=uniform(0, 2)', '--study', 'seeds=20'],
  ['compare', 'line.csv', 'y ~ a*x + b', 'y ~ a*x + b + c*x^2', 'y ~ a*exp(b*x)'],
  ['compare', 'line.csv', 'y ~ a*x', 'y ~ a*exp(b*x)', '--nested'],
  ['compare', 'line.csv', 'y ~ a*x + b', 'y ~ a*x + b + c*x^2', '--loss', 'mae'],
  ['compare', 'decay.csv', 'y ~ A*exp(-k*x)', 'y ~ A/(1 + k*x)', EXP, '--epochs', '3'],
  ['sweep', 'wave.csv', 'y ~ W*sin(x) + b', '--epochs', '200', '--starts', '5', '--out', 'sweep'],
  ['sweep', 'wave.csv', 'y ~ A*sin(w*x) + b', '--epochs', '200', '--starts', '5', '--method', 'gd,momentum,adam'],
  ['sweep', 'wave.csv', 'y ~ W*sin(x) + b', '--rates', '5,9', '--starts', '3', '--stop', 'mae < 0.001'],
  ['race', 'decay.csv', EXP, '--epochs', '200', '--out', 'race'],
  ['race', 'wave.csv', 'y ~ A*sin(w*x) + b', '--methods', 'all', '--epochs', '100'],
  ['gradient', 'y ~ W*sin(x) + b', '--loss', 'huber'],
  ['generate', 'x = uniform(0, 1)', '--rows', '3'],
  ['run', 'post.md', '--study', 'seeds=5', '--out', 'record'],
  ...['html', 'github', 'paste'].map((target) => ['publish', 'post.md', '--to', `${target}:${target}`, '--date', '2022-07-15']),
  ['publish', '--check', '--to', 'jekyll:blog'],
  ['repair', 'blog', '--dry-run'],
  ['methods'],
  ['methods', 'adam'],
  ['functions'],
  ['functions', 'gamma'],
  ['findings'],
];

/** What no translation is due to: formulas, names, references and what is pasted elsewhere. */
const MACHINE =
  /(?:^|\.)(?:schema|formula|latex|reference|numpy|javascript|plain|text|update|example|examples|file|files|written|command|line|code|codes|fix|updateLines|shouldBe|component|definition|model)(?:\.|$)/;
const isRead = (path: string): boolean => !MACHINE.test(path);

// Without commands, lines of a program, and references, which are printed as they are; a sentence over several lines is put together.
const proseOf = (report: string): string[] =>
  METHODS.reduce((text, { reference }) => text.replace(spaced(reference), ''), report)
    .replaceAll(/\n {4,}(?=\S)/g, ' ')
    .split('\n')
    .filter((line) => !/^\s*(?:downhill|cat|for|let|const) /.test(line));

/** A text, wherever its lines are broken. */
const spaced = (text: string): RegExp =>
  new RegExp(
    text
      .split(' ')
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
  );

describe('with --lang ko a command says nothing in English', () => {
  for (const words of LINES)
    it(`downhill ${words.join(' ')}: no line has an English word beside another`, async () => {
      const { stdout, stderr, exit } = await call([...words, '--lang', 'ko'], { columns: 4000 });
      expect([0, 1, 3]).toContain(exit);
      expect(stderr).not.toMatch(/^downhill: .*\(.*\)$/m);
      expect(proseOf(`${stdout}\n${stderr}`).filter((line) => englishIn(line).length > 0)).toEqual([]);
    });

  for (const words of LINES.filter(([first]) => !['generate', 'gradient', undefined].includes(first)))
    it(`downhill ${words.join(' ')} --json: no text in it has an English word beside another, and messages have Hangul`, async () => {
      const { stdout } = await call([...words, '--lang', 'ko', '--json']);
      const texts = textsIn(JSON.parse(stdout), isRead);
      expect(texts.filter(([, text]) => englishIn(text).length > 0)).toEqual([]);
      expect(texts.filter(([path, text]) => /\.(?:message|advice|summary|why)$/.test(path) && isEnglish(text))).toEqual([]);
    });

  for (const name of Object.keys(COMMANDS))
    it(`downhill ${name} --help: no line has an English word beside another`, async () => {
      const { stdout } = await call([name, '--help', '--lang', 'ko'], { columns: 4000 });
      expect(proseOf(stdout).filter((line) => englishIn(line).length > 0)).toEqual([]);
    });

  it('nor do the pictures that run, sweep and race have written', () => {
    const pictures = ['record', 'sweep', 'race'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.svg'))
        .map((path) => join(folder, path)),
    );
    expect(pictures.length).toBeGreaterThan(8);
    for (const path of pictures) {
      const texts = [...readFileSync(path, 'utf8').matchAll(/<(title|desc|text)\b[^>]*>([^<]*)/g)];
      expect(texts.filter(([, , text]) => englishIn(text!).length > 0)).toEqual([]);
      expect(texts.filter(([, kind, text]) => kind !== 'text' && isEnglish(text!))).toEqual([]);
    }
  });
});

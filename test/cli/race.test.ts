import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exp, sin } from '../../src/base/elementary/scalar.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { runFit } from '../../src/experiment/fit.js';
import { race } from '../../src/experiment/race/race.js';
import { call, workshop } from './terminal.js';

const X = Array.from({ length: 30 }, (_, i) => i / 3);
const Y = X.map((x, i) => 4 * exp(-x / 2) + 1 + 0.05 * sin(i * i));
const CSV = `x,y\n${X.map((x, i) => `${x},${Y[i]}`).join('\n')}\n`;
const FORMULA = 'y ~ A*exp(-k*x) + c';
const WORDS = ['race', 'data.csv', FORMULA, '--start', 'A=1, k=1, c=0', '--methods', 'gd,adam@0.05,lm'];

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({ 'data.csv': CSV });
});
afterAll(() => room.leave());

describe('downhill race', () => {
  it('prints the methods in the order of their ranking, each with the course of its loss, and what it means', async () => {
    const { exit, stdout, stderr } = await call(WORDS);
    expect([exit, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    const ranked = lines.filter((line) => /^ {2}\d /.test(line));
    expect(ranked.map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual([
      ['1', 'lm'],
      ['2', 'gd'],
      ['3', 'adam@0.05'],
    ]);
    for (const line of ranked) expect(line).toMatch(/converged +[▁▂▃▄▅▆▇█]+$/);
    expect(stdout).toContain('lm was there first');
    expect(lines.every((line) => line.length <= 100)).toBe(true);
  });

  it('leaves the courses out where they do not fit or are not wanted, and speaks Korean', async () => {
    expect((await call(WORDS, { columns: 80 })).stdout).not.toMatch(/[▁▂▃▄▅▆▇█]/);
    expect((await call([...WORDS, '--no-plot'])).stdout).not.toMatch(/[▁▂▃▄▅▆▇█]/);
    expect((await call([...WORDS, '--lang', 'ko'])).stdout).toContain('가장 먼저 도착한 방법은 lm');
    expect((await call([...WORDS, '--quiet'])).stdout).toBe('');
  });

  it('with --json prints what the library returns, with the file as its source, byte for byte twice', async () => {
    const { exit, stdout } = await call([...WORDS, '--json']);
    const made = race(FORMULA, { x: X, y: Y }, { start: { A: 1, k: 1, c: 0 }, methods: ['gd', 'adam@0.05', 'lm'] });
    const expected = JSON.parse(JSON.stringify({ ...made, data: { ...made.data, source: 'data.csv' } }));
    expect([exit, JSON.parse(stdout)]).toEqual([0, expected]);
    expect((await call([...WORDS, '--json'])).stdout).toBe(stdout);
  });

  it('--out writes result, table, ways, figures and the command that repeats it, the same bytes twice', async () => {
    const { exit, stdout } = await call([...WORDS, '--out', 'one', '--theme', 'dark']);
    expect(exit).toBe(0);
    const files = [
      'command.txt',
      'landscape.png',
      'landscape.svg',
      'loss.png',
      'loss.svg',
      'race.csv',
      'race.json',
      'traces.csv',
    ];
    expect(readdirSync('one').sort()).toEqual(files);
    for (const file of files) expect(stdout).toContain(file);
    expect(readFileSync('one/command.txt', 'utf8')).toBe(
      `downhill race data.csv '${FORMULA}' --start 'A=1, k=1, c=0' --methods gd,adam@0.05,lm --theme dark\n`,
    );
    await call([...WORDS, '--out', 'two', '--theme', 'dark']);
    for (const file of files) expect(readFileSync(join('two', file)).equals(readFileSync(join('one', file))), file).toBe(true);
    expect(JSON.parse(readFileSync('one/race.json', 'utf8'))).toMatchObject({ schema: 'downhill.race/1', ranking: [2, 0, 1] });
  });

  it('the table and the ways read back: an order, rising evaluations, the losses of the trace of a fit to the bit', async () => {
    await call([...WORDS, '--out', 'read']);
    const read = (name: string) => readTable(readFileSync(join('read', name)), { source: name });
    const cells = (name: string, column: string): string[] => [...(read(name).columns.get(column)?.cells ?? [])].map(String);
    expect(cells('race.csv', 'rank')).toEqual(['1', '2', '3']);
    expect(cells('race.csv', 'method')).toEqual(['lm', 'gd', 'adam@0.05']);
    expect(cells('race.csv', 'arrived')).toEqual(['lowest', 'lowest', 'lowest']);
    const methods = cells('traces.csv', 'method');
    const losses = cells('traces.csv', 'loss').filter((_, i) => methods[i] === 'gd');
    const { trace } = runFit(FORMULA, tableFromArrays({ x: X, y: Y }), { start: { A: 1, k: 1, c: 0 }, method: 'gd' });
    expect(losses.map(Number)).toEqual([...trace.loss]);
    const spent = cells('traces.csv', 'evaluations')
      .filter((_, i) => methods[i] === 'gd')
      .map(Number);
    expect(spent).toEqual([...spent].sort((a, b) => a - b));
    expect(spent[0]).toBe(1);
  });

  it('exits with 3 where no method arrived anywhere, and with 0 where one did', async () => {
    const words = (methods: string): string[] => [...WORDS.slice(0, 5), '--methods', methods, '--epochs', '30'];
    expect((await call(words('gd@9,adam'))).exit).toBe(3);
    expect((await call(words('gd@9,lm'))).exit).toBe(0);
  });

  it('Ctrl-C ends it with what it has: the methods that ran, in the record too, and exit 130', async () => {
    const { exit, stdout, stderr } = await call([...WORDS, '--json', '--out', 'cut'], { interruptAt: 3 });
    expect(exit).toBe(130);
    expect(stderr).toContain('stopping with what there is');
    const found = JSON.parse(stdout);
    expect(found.methods.at(-1)).toMatchObject({ outcome: 'cancelled' });
    expect(found.notRun).toContain('lm');
    expect(existsSync('cut/loss.png')).toBe(true);
  });

  it('tells on a terminal which method goes', async () => {
    const { stderr } = await call(WORDS, { terminal: true });
    expect(stderr).toContain('adam@0.05 · ');
  });

  const MISTAKES: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    [
      'a method that does not exist',
      ['--methods', 'gd,adma'],
      2,
      /there is no method "adma" \(--methods\)\n {2}did you mean adam\?/,
    ],
    ['a method twice', ['--methods', 'gd,gd'], 2, /gd was given twice with the same settings/],
    ['a rate for lm', ['--methods', 'lm@0.1'], 2, /lm finds its step sizes itself and takes no learning rate, got "lm@0\.1"/],
    ['a method as in fit', ['--method', 'gd'], 2, /did you mean --methods\?/],
    ['an option of fit alone', ['--bootstrap', '100'], 2, /race has no option --bootstrap/],
    ['nothing to fit', ['--fixed', 'A=1, k=1, c=1'], 1, /nothing is left to fit/],
    ['a start that is none', ['--start', 'A=1, k=-1e4, c=0'], 1, /the loss at the start is Infinity/],
    ['a folder that is a file', ['--out', 'data.csv'], 1, /data\.csv cannot be a folder/],
  ];
  for (const [title, words, code, said] of MISTAKES)
    it(`${title}: one paragraph and exit ${code}, the same as a document under --json`, async () => {
      const { exit, stdout, stderr } = await call(['race', 'data.csv', FORMULA, ...words]);
      expect([exit, stdout]).toEqual([code, '']);
      expect(stderr).toMatch(said);
      const document = JSON.parse((await call(['race', 'data.csv', FORMULA, ...words, '--json'])).stdout);
      expect(document.schema).toBe('downhill.error/1');
    });
});

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../src/data/read.js';
import { call, workshop } from './terminal.js';

const SINE = `x,y,w\n${Array.from({ length: 24 }, (_, i) => {
  const x = (i * 37) % 100;
  return `${x / 10},${Math.round(1000 * (10 * Math.sin(x / 10) + 1.5)) / 1000 + (((i * 13) % 7) - 3) / 4},${1 + (i % 3)}`;
}).join('\n')}\n`;

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({ 'data.csv': SINE, 'gap.csv': 'x,y\n1,2\n2,\n3,4\n' });
});
afterAll(() => room.leave());

const SWEEP = ['sweep', 'data.csv', 'y ~ W*sin(x) + b'] as const;

describe('downhill sweep', () => {
  it('prints a table with the limit drawn in, a map, and what they mean, in both languages', async () => {
    const { exit, stdout, stderr } = await call(SWEEP);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toContain('data.csv, 24 rows · 20 starts, at most 1000 epochs');
    expect(stdout).toMatch(/rate +arrived +diverged +epochs \(median\)/);
    expect(stdout).toMatch(/── best in theory 1\.\d+ ──[\s\S]*── stability limit 1\.898 ──/);
    expect(stdout).toMatch(/20\/20 .*← fastest/);
    expect(stdout).toMatch(/[█▓▒░]+│×+/);
    expect(stdout).toContain('│ stability limit');
    expect(stdout).toContain('Fastest: learning rate');
    const korean = (await call([...SWEEP, '--lang', 'ko'])).stdout;
    expect(korean).toMatch(/학습률 +도착 +발산 +에포크\(중앙값\)/);
    expect(korean).toContain('가장 빠름');
    expect((await call([...SWEEP, '--quiet'])).stdout).toBe('');
  });

  it('--json is downhill.sweep/1, the same bytes twice, one run for each rate, start and method', async () => {
    const words = [...SWEEP, '--rates', '0.1,1,9', '--starts', '4', '--method', 'gd,adam', '--json'];
    const { stdout } = await call(words);
    const found = JSON.parse(stdout);
    expect(found.schema).toBe('downhill.sweep/1');
    expect(found.methods.map(({ name }: { name: string }) => name)).toEqual(['gd', 'adam']);
    expect(found.methods[0].runs.length).toBe(12);
    expect(found.methods[0].rates[2]).toMatchObject({ rate: 9, runs: 4, arrived: 0, diverged: 4, medianEpochs: null });
    expect(found.methods[1].stabilityLimit).toBeNull();
    expect((await call(words)).stdout).toBe(stdout);
  });

  it('the start and rate of a run, given to fit, lead to the same loss', async () => {
    const found = JSON.parse((await call([...SWEEP, '--rates', '0.4', '--starts', '2', '--json'])).stdout);
    const [run] = found.methods[0].runs;
    const { W, b } = found.starts[run.start].values;
    const words = ['fit', 'data.csv', SWEEP[2], '--method', 'gd', '--learning-rate', '0.4', '--start', `W=${W}, b=${b}`];
    const fitted = JSON.parse((await call([...words, '--epochs', String(run.epochs), '--stop', 'loss < 0', '--json'])).stdout);
    expect(fitted.quality.loss).toBe(run.loss);
  });

  it('starts are a number, what they are drawn from, both, or each of them', async () => {
    const starts = async (...texts: string[]): Promise<Record<string, number>[]> => {
      const options = texts.flatMap((text) => ['--starts', text]);
      const { stdout } = await call([...SWEEP, ...options, '--rates', '1', '--json']);
      return JSON.parse(stdout).starts.map(({ values }: { values: Record<string, number> }) => values);
    };
    expect(await starts('3')).toHaveLength(3);
    expect(await starts('W=uniform(5, 6)')).toHaveLength(20);
    const three = await starts('W=uniform(5, 6), b=0', '3');
    expect(three.every(({ W, b }) => W! >= 5 && W! <= 6 && b === 0)).toBe(true);
    expect(three).toHaveLength(3);
    expect(await starts('W=1, b=2', 'W=3, b=4')).toEqual([
      { W: 1, b: 2 },
      { W: 3, b: 4 },
    ]);
    expect(await starts('W=1, b=2')).toHaveLength(1);
  });

  it('--out writes sweep.json, tables, the map and the command that repeats it, the same bytes twice, in either theme', async () => {
    const words = [...SWEEP, '--rates', '0.5,1,5', '--starts', '3', '--seed', '2'];
    const { stdout } = await call([...words, '--out', 'one']);
    expect(stdout).toContain('written to one: sweep.json, rates.csv, runs.csv, map.svg, map.png, command.txt');
    await call([...words, '--out', 'two']);
    for (const name of readdirSync('one'))
      expect(readFileSync(`two/${name}`).equals(readFileSync(`one/${name}`)), name).toBe(true);
    expect(readFileSync('one/command.txt', 'utf8')).toBe(
      "downhill sweep data.csv 'y ~ W*sin(x) + b' --rates 0.5,1,5 --starts 3 --seed 2\n",
    );
    expect(readFileSync('one/map.svg', 'utf8')).toContain('>Which learning rates arrive</title>');
    const runs = readTable(readFileSync('one/runs.csv'), { source: 'runs.csv' });
    expect([...runs.columns.keys()]).toEqual([
      'method',
      'rate',
      'start',
      'outcome',
      'epochs',
      'loss',
      'left',
      'start W',
      'start b',
    ]);
    expect(runs.rows).toBe(9);
    expect(readTable(readFileSync('one/rates.csv'), { source: 'rates.csv' }).rows).toBe(3);
    await call([...words, '--theme', 'dark', '--out', 'dark']);
    expect(readFileSync('dark/map.svg', 'utf8')).toContain('#14181f');
  });

  it('Ctrl-C ends it with what it has, exit 130', async () => {
    const { exit, stdout, stderr } = await call([...SWEEP, '--rates', '1e-4,1', '--epochs', '100000', '--json'], {
      interruptAt: 60,
    });
    expect(exit).toBe(130);
    expect(stderr).toContain('stopping with what there is');
    const found = JSON.parse(stdout);
    expect(found.methods[0].rates[0].others).toBe(20);
    expect(found.methods[0].rates[1].arrived).toBe(20);
    expect(found.verdict.join(' ')).toContain('Cancelled: 20 runs were not finished');
  });

  it('tells how it goes on a terminal, and where the terminal is too narrow draws no map', async () => {
    const { stderr } = await call([...SWEEP, '--epochs', '2000', '--rates', '0.001'], { terminal: true });
    expect(stderr).toMatch(/sweep · epoch \d+ of 2000/);
    expect((await call(SWEEP, { columns: 12 })).stdout).not.toContain('█');
  });

  for (const [words, exit, code] of [
    [['--rates', '0'], 2, 'rates-invalid'],
    [['--rates', '-1'], 2, 'rates-invalid'],
    [['--rates', 'quick'], 2, 'rates-invalid'],
    [['--rates', '1e400'], 2, 'rates-invalid'],
    [['--rates', '3..1'], 2, 'rates-invalid'],
    [['--starts', '0'], 2, 'starts-out-of-range'],
    [['--starts', 'many'], 2, 'starts-out-of-range'],
    [['--starts', '3', '--starts', '4'], 2, 'starts-out-of-range'],
    [['--starts', 'Q=1'], 1, 'unknown-parameter'],
    [['--method', 'adm'], 2, 'method-unknown'],
    [['--method', 'lm'], 2, 'method-without-rate'],
    [['--method', ''], 2, 'methods-invalid'],
    [['--epochs', '0'], 2, 'epochs-out-of-range'],
    [['--stop', 'mea < 1'], 2, 'stop-malformed'],
    [['--set', 'mu=1'], 2, 'setting-unknown'],
    [['--out', 'data.csv'], 1, 'folder-is-file'],
  ] as const)
    it(`${words.join(' ')} is refused in one paragraph, exit ${exit}, ${code} in JSON`, async () => {
      const said = await call([...SWEEP, ...words]);
      expect([said.exit, said.stdout]).toEqual([exit, '']);
      expect(said.stderr.split('\n').length).toBeLessThan(6);
      const { stdout } = await call([...SWEEP, ...words, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ schema: 'downhill.error/1', code });
    });

  it('cells that are no numbers are bad input, and a note of the head line with --skip-invalid', async () => {
    const words = ['sweep', 'gap.csv', 'y ~ a*x'];
    expect((await call(words)).exit).toBe(1);
    expect((await call([...words, '--skip-invalid'])).stdout).toContain('gap.csv, 2 rows (1 left out)');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textWidth } from '../../src/cli/table-text.js';
import { call, ripple, workshop } from './terminal.js';

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({
    'data.csv': ripple(40),
    'ko.csv': `온도,길이\n${Array.from({ length: 20 }, (_, i) => `${i},${3 * i + 2 + (i % 3) / 10}`).join('\n')}\n`,
    'odd name/it’s.csv': ripple(10),
  });
});
afterAll(() => room.leave());

const LINE = ['fit', 'data.csv', 'y ~ a*x + b'] as const;
const SLOW = [...LINE, '--method', 'gd', '--learning-rate', '0.0001', '--epochs', '5', '--seed', '7'] as const;
const json = async (words: readonly string[], more = {}) => {
  const { exit, stdout, stderr } = await call([...words, '--json'], more);
  expect(stderr).toBe('');
  return { exit, result: JSON.parse(stdout) };
};

describe('downhill fit', () => {
  it('finds slope 2 and intercept 1 within 0.05 of a rippled line and exits 0', async () => {
    const { exit, result } = await json(LINE);
    expect(exit).toBe(0);
    expect(result.schema).toBe('downhill.fit/1');
    expect(Math.abs(result.parameters.a.value - 2)).toBeLessThan(0.05);
    expect(Math.abs(result.parameters.b.value - 1)).toBeLessThan(0.05);
    expect(result.outcome).toBe('converged');
  });

  it('exits 3 where the epochs are used up, and prints the result all the same', async () => {
    const { exit, result } = await json(SLOW);
    expect([exit, result.outcome, result.stop.epochs]).toEqual([3, 'out-of-epochs', 5]);
    const { exit: spoken, stdout } = await call(SLOW);
    expect(spoken).toBe(3);
    expect(stdout).toContain('out of epochs after 5 epochs');
  });

  it('exits 0 where the rule of the user ends it', async () => {
    const { exit, result } = await json([...LINE, '--method', 'gd', '--learning-rate', '0.001', '--stop', 'mae < 30']);
    expect([exit, result.outcome]).toEqual([0, 'stopped-by-rule']);
  });

  it('exits 130 on Ctrl-C, with what it has', async () => {
    const { exit, stdout, stderr } = await call([...SLOW.slice(0, 6), '1e-9', '--epochs', '1e9', '--no-plot'].map(String), {
      interruptAt: 3,
    });
    expect(exit).toBe(130);
    expect(stdout).toContain('cancelled');
    expect(stderr).toContain('stopping with what there is');
  });

  it('shows progress on a terminal only, and clears it', async () => {
    const words = [...LINE, '--method', 'gd', '--learning-rate', '1e-9', '--epochs', '50', '--no-plot'];
    const shown = await call(words, { terminal: true, env: { NO_COLOR: '1' } });
    expect(shown.stderr).toMatch(/fit · epoch \d+ of 50 · .* a second · at most .* left · loss /);
    expect(shown.stderr.endsWith('\r\x1b[2K')).toBe(true);
    expect((await call(words)).stderr).toBe('');
    expect((await call([...words, '--quiet'], { terminal: true })).stderr).toBe('');
  });

  it('colours a terminal, but neither a pipe nor with NO_COLOR', async () => {
    expect((await call(LINE, { terminal: true })).stdout).toContain('\x1b[');
    expect((await call(LINE)).stdout).not.toContain('\x1b[');
    expect((await call(LINE, { terminal: true, env: { NO_COLOR: '1' } })).stdout).not.toContain('\x1b[');
  });

  it('prints formula, parameters with errors and intervals, quality, outcome and a plot', async () => {
    const { stdout } = await call(LINE);
    expect(stdout).toMatch(/^y ~ a\*x \+ b {3}data\.csv, 40 rows\n/);
    expect(stdout).toMatch(/ {2}a +[12]\.\d+ +0\.00\d+ +\[[12]\.\d+, [12]\.\d+\]/);
    expect(stdout).toMatch(/R² 0\.99\d+ · RMSE 0\.\d+ · MAE 0\.\d+ · .*38 degrees of freedom/);
    expect(stdout).toContain('converged after');
    expect(stdout).toMatch(/[⠀-⣿]/);
    expect((await call([...LINE, '--no-plot'])).stdout).not.toMatch(/[⠀-⣿]/);
    expect((await call([...LINE, '--quiet'])).stdout).toBe('');
  });

  it('aligns columns with Hangul, and speaks Korean when it is told to', async () => {
    const { stdout } = await call(['fit', 'ko.csv', '길이 ~ 기울기*온도 + b', '--lang', 'ko', '--no-plot']);
    const lines = stdout.split('\n').slice(2, 5);
    expect(lines[0]).toContain('매개변수');
    expect(new Set(lines.map(textWidth)).size).toBe(1);
    expect(stdout).toContain('수렴함');
  });

  it('takes columns, filters, fixed values, ties, bounds and settings', async () => {
    const { result } = await json([
      ...LINE.slice(0, 2),
      'y ~ a*u + b*u + c',
      ...[
        '--let',
        'u = x/10; w = 2',
        '--where',
        'x > 4',
        '--fixed',
        'c=1',
        '--tie',
        'b = 3*a',
        '--bounds',
        '0 < a < 10',
        '--start',
        'a=1',
      ],
      ...['--method', 'momentum', '--set', 'momentum=0.5', '--learning-rate', '0.01'],
    ]);
    expect(result.data.rows).toBe(35);
    expect(Math.abs(result.parameters.a.value - 5)).toBeLessThan(0.05);
    expect(result.parameters.b.value).toBeCloseTo(3 * result.parameters.a.value, 12);
    expect(result.parameters.c.value).toBe(1);
    expect(result.method.settings.momentum).toBe(0.5);
    expect([result.where, result.let]).toEqual(['x > 4', { u: 'x/10', w: '2' }]);
  });

  it('gives a setting of the loss to the loss', async () => {
    const { result } = await json([...LINE, '--loss', 'huber', '--set', 'delta=0.1', '--method', 'lbfgs']);
    expect(result.loss).toBe('huber');
    expect(result.robust).toMatchObject({ delta: 0.1, automatic: false });
    const settled = await json([...LINE, '--loss', 'huber', '--set', 'delta=auto']);
    expect(settled.result.robust.automatic).toBe(true);
    expect(settled.result).toEqual((await json([...LINE, '--loss', 'huber'])).result);
  });

  it('reads standard input', async () => {
    const { result } = await json(['fit', '-', 'y ~ a*x + b'], { stdin: ripple(10) });
    expect(result.data).toMatchObject({ source: '<stdin>', rows: 10 });
  });

  it('writes the same bytes whatever the folder is called, and a command that repeats it', async () => {
    const words = [...LINE, '--method', 'gd', '--learning-rate', '0.001', '--epochs', '20', '--figures', 'loss', '--seed', '3'];
    await call([...words, '--out', 'one']);
    await call([...words, '--json', '--out=deep/other', '--no-plot']);
    const names = readdirSync('one').sort();
    expect(names).toEqual([
      'command.txt',
      'descent.gif',
      'descent.svg',
      'fitted.csv',
      'loss.png',
      'loss.svg',
      'result.json',
      'trace.csv',
    ]);
    for (const name of names) expect(readFileSync(`deep/other/${name}`).equals(readFileSync(`one/${name}`)), name).toBe(true);
    expect(readFileSync('one/command.txt', 'utf8')).toBe(
      "downhill fit data.csv 'y ~ a*x + b' --method gd --learning-rate 0.001 --epochs 20 --figures loss --seed 3\n",
    );
    const { stdout } = await call([...words, '--json']);
    expect(readFileSync('one/result.json', 'utf8')).toBe(stdout);
  });

  it('quotes the words of the command for a shell and makes its paths relative', async () => {
    await call(['fit', `${room.path}/odd name/it’s.csv`, 'y ~ a*x + b', '--figures', 'none', '--out', 'three']);
    expect(readFileSync('three/command.txt', 'utf8')).toBe("downhill fit 'odd name/it’s.csv' 'y ~ a*x + b' --figures none\n");
    expect(readdirSync('three').sort()).toEqual(['command.txt', 'fitted.csv', 'result.json', 'trace.csv']);
  });

  it('draws figures for a dark page, which changes nothing else, and knows no third theme', async () => {
    const words = [...LINE, '--figures', 'qq,leverage', '--no-plot'];
    await call([...words, '--out', 'light']);
    await call([...words, '--theme', 'dark', '--out', 'dark']);
    expect(readFileSync('dark/qq.svg', 'utf8')).toContain('fill="#14181f"');
    for (const name of ['result.json', 'fitted.csv', 'trace.csv'])
      expect(readFileSync(`dark/${name}`).equals(readFileSync(`light/${name}`)), name).toBe(true);
    expect(readFileSync('dark/command.txt', 'utf8')).toContain('--theme dark');
    const { exit, stderr } = await call([...words, '--theme', 'sepia']);
    expect(exit).toBe(2);
    expect(stderr).toContain('--theme must be light or dark, got "sepia"');
  });

  it('keeps the result and says why where a figure cannot be drawn', async () => {
    const { exit, stderr } = await call([...LINE, '--figures', 'minima,data', '--out', 'kept']);
    expect(exit).toBe(0);
    expect(stderr).toContain('the figure minima needs more than one search');
    expect(readdirSync('kept')).toEqual(expect.arrayContaining(['data.svg', 'result.json']));
    expect(readdirSync('kept')).not.toContain('minima.svg');
  });
});

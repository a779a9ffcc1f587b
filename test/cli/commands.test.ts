import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { call, ripple, workshop } from './terminal.js';

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({ 'data.csv': ripple(40), 'new.csv': 'x,prediction\n100,a\n200,b\n' });
});
afterAll(() => room.leave());

describe('the command line', () => {
  it('lists every command with what it does, in both languages', async () => {
    for (const lang of ['en', 'ko'] as const) {
      const { exit, stdout } = await call(['--help', '--lang', lang]);
      expect(exit).toBe(0);
      for (const load of Object.values(COMMANDS)) {
        const command = await load();
        expect(stdout).toContain(`downhill ${command.name}`);
        expect(stdout).toContain(command.summary[lang]);
      }
    }
    expect((await call([])).exit).toBe(0);
  });

  for (const name of Object.keys(COMMANDS))
    it(`${name} --help shows its usage, the common options and examples that begin with downhill, in both languages`, async () => {
      const command = await COMMANDS[name]?.();
      for (const lang of ['en', 'ko'] as const) {
        const { exit, stdout } = await call([name, '--help', '--lang', lang]);
        expect(exit).toBe(0);
        expect(stdout).toMatch(new RegExp(`^(Usage|사용법): downhill ${name} `));
        for (const option of ['--json', '--quiet', '--lang <en|ko>', '-h, --help']) expect(stdout).toContain(option);
        expect(command?.examples.length).toBeGreaterThan(1);
        for (const example of command?.examples ?? []) expect(stdout).toContain(`# ${example.does[lang]}\n  ${example.line}`);
        expect(stdout).not.toContain('undefined');
      }
      expect((await call(['help', name])).stdout).toBe((await call([name, '--help'])).stdout);
    });

  it('tells its version', async () => {
    expect((await call(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse((await call(['--version', '--json'])).stdout).schema).toBe('downhill.version/1');
  });

  it('proposes the nearest command and option', async () => {
    expect((await call(['gradiant', 'y ~ a*x'])).stderr).toContain('did you mean downhill gradient?');
    expect((await call(['fit', 'a', 'b', '--learing-rate', '1'])).stderr).toContain('did you mean --learning-rate?');
    expect((await call(['gradient', '-x^2'])).stderr).toContain('goes after --');
  });
});

describe('downhill generate', () => {
  it('prints what np.random.seed(7) draws, to the bit', async () => {
    const { stdout } = await call(['generate', 'X = uniform(0, 1)', '--rows', '3', '--seed', '7', '--random', 'numpy']);
    expect(stdout).toBe('X\n0.07630828937395717\n0.7799187922401146\n0.4384092314408935\n');
  });

  it('makes later columns of earlier ones', async () => {
    const { stdout } = await call(['generate', 'x = index', 'y = 2*x + 1; z = y^2', '--rows', '2']);
    expect(stdout).toBe('x,y,z\n0,1,1\n1,3,9\n');
  });

  it('writes to a file the bytes that it prints, and the same as JSON', async () => {
    const words = ['generate', 'x = normal(0, 1)', '--rows', '5', '--seed', '3'];
    const { stdout } = await call(words);
    expect((await call([...words, '--out', 'made.csv'])).stdout).toContain('5 rows written to made.csv');
    expect(readFileSync('made.csv', 'utf8')).toBe(stdout);
    const table = JSON.parse((await call([...words, '--json'])).stdout);
    expect(table.schema).toBe('downhill.table/1');
    expect(`x\n${table.columns.x.join('\n')}\n`).toBe(stdout);
  });
});

describe('downhill predict', () => {
  it('adds prediction and bands to the rows, beside columns of these names', async () => {
    await call(['fit', 'data.csv', 'y ~ a*x + b', '--out', 'fit', '--figures', 'none']);
    const { exit, stdout } = await call(['predict', 'fit/result.json', 'new.csv']);
    expect(exit).toBe(0);
    const [head, first] = stdout.split('\n');
    expect(head).toBe('x,prediction,prediction_2,mean_low,mean_high,new_low,new_high');
    const [x, mark, value, low, high, newLow, newHigh] = (first as string).split(',');
    expect([x, mark]).toEqual(['100', 'a']);
    expect(Math.abs(Number(value) - 201)).toBeLessThan(1);
    expect(Number(newLow)).toBeLessThan(Number(low));
    expect(Number(low)).toBeLessThan(Number(value));
    expect(Number(value)).toBeLessThan(Number(high));
    expect(Number(high)).toBeLessThan(Number(newHigh));
    const wider = JSON.parse((await call(['predict', 'fit/result.json', 'new.csv', '--level', '0.99', '--json'])).stdout);
    expect(wider.mean_low[0]).toBeLessThan(Number(low));
    expect((await call(['predict', 'fit/result.json', 'new.csv', '--level', '2'])).exit).toBe(2);
  });
});

describe('downhill gradient', () => {
  it('derives several formulas one after the other, and says what they share', async () => {
    const { stdout } = await call(['gradient', 'y1 ~ a*exp(-k*t); y2 ~ c*k*t']);
    expect(stdout).toContain('∂/∂k  =  -a*t*exp(-k*t)');
    expect(stdout).toContain('∂/∂k  =  c*t');
    expect(stdout).toMatch(/\nk: in several formulas/);
    const { equations } = JSON.parse((await call(['gradient', 'a*x; b*x', '--json'])).stdout);
    expect(equations.map((one: { parameters: string[] }) => one.parameters)).toEqual([['a'], ['b']]);
  });

  it('gives text, LaTeX, NumPy and JavaScript, and says which names it took for columns', async () => {
    const { stdout } = await call(['gradient', 'y ~ W*sin(x) + b']);
    expect(stdout).toMatch(/columns +y, x {3}\(guessed from their names; say --columns x,t to choose\)/);
    expect(stdout).toMatch(/parameters +W, b/);
    for (const part of ['∂/∂W  =  sin(x)', 'mean((prediction - y)*sin(x))', 'np.sin(x)', 'Math.sin(x)', '\\sin'])
      expect(stdout).toContain(part);
  });

  it('takes columns, parameters or a file for the names', async () => {
    const parameters = async (...words: string[]) => JSON.parse((await call(['gradient', ...words, '--json'])).stdout).parameters;
    expect(await parameters('y ~ k*year + x', '--columns', 'year')).toEqual(['k', 'x']);
    expect(await parameters('y ~ k*year + x', '--parameters', 'k')).toEqual(['k']);
    expect(await parameters('y ~ k*x + t', '--data', 'data.csv')).toEqual(['k', 't']);
    expect(await parameters('Y_1 ~ W*sin(X) + b')).toEqual(['W', 'b']);
    expect((await call(['gradient', 'y ~ a*x', '--columns', 'x', '--parameters', 'a'])).exit).toBe(2);
  });
});

describe('the registries', () => {
  it('methods lists every method with its reference, and each has a page', async () => {
    const { stdout } = await call(['methods']);
    const { methods } = JSON.parse((await call(['methods', '--json'])).stdout);
    expect(methods.map((method: { name: string }) => method.name)).toEqual(METHODS.map((method) => method.name));
    for (const method of METHODS) {
      expect(stdout).toContain(method.title.en);
      const page = (await call(['methods', method.name, '--lang', 'ko'])).stdout;
      expect(page).toContain(method.title.ko);
      for (const setting of Object.keys(method.settings)) expect(page).toContain(setting);
    }
  });

  it('functions lists every operation, and each has a page under all its names', async () => {
    const { stdout } = await call(['functions']);
    const { functions } = JSON.parse((await call(['functions', '--json'])).stdout);
    expect(functions.length).toBe(OPERATIONS.length);
    for (const operation of OPERATIONS) {
      expect(stdout).toContain(operation.title.en);
      for (const name of [operation.name, `np.${operation.name}`, ...(operation.aliases ?? [])])
        expect((await call(['functions', name, '--lang', 'ko'])).stdout).toContain(operation.title.ko);
    }
  });
});

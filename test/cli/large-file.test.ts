import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from './terminal.js';

const ROWS = 5000;
const row = (i: number): string => `a${i % 3},${i / 1000},${3 - (2 * i) / 1000 + ((i * 37) % 11) / 50}`;
const text = `name,x,y\n${Array.from({ length: ROWS }, (_, i) => row(i)).join('\n')}\n`;
let shop: ReturnType<typeof workshop>;

beforeAll(() => {
  shop = workshop({ 'data.csv': text, 'bad.csv': `${text}b,5,six\n` });
});
afterAll(() => shop.leave());

describe('downhill fit of a file that is too large to be read whole', () => {
  it('gives the result of the file read whole, and says in a note how it was read', async () => {
    const words = ['fit', 'data.csv', 'y ~ a*x + b', '--json'];
    const [whole, parts] = [await call(words), await call(words, { largest: 1000 })];
    const [{ findings: none, ...wanted }, { findings, ...got }] = [JSON.parse(whole.stdout), JSON.parse(parts.stdout)];
    expect([none, parts.exit, parts.stderr]).toEqual([[], 0, '']);
    expect(got).toEqual(wanted);
    expect(findings.map(({ code, severity }: Record<string, string>) => `${severity} ${code}`)).toEqual(['note read-in-parts']);
  });

  it('reports to a person, in their language', async () => {
    const { stdout, exit } = await call(['fit', 'data.csv', 'y ~ a*x + b', '--lang', 'ko'], { largest: 1000 });
    expect([exit, stdout.includes('나누어 읽었고')]).toEqual([0, true]);
  });

  it('keeps numbers as floats where it is asked to, as it does for files that are read whole', async () => {
    const words = ['fit', 'data.csv', 'y ~ a*x + b', '--float32', '--json'];
    const [whole, parts] = [await call(words), await call(words, { largest: 1000 })];
    const [{ findings: some, ...wanted }, { findings, ...got }] = [JSON.parse(whole.stdout), JSON.parse(parts.stdout)];
    expect(got).toEqual(wanted);
    const codes = (of: readonly { readonly code: string }[]): string[] => of.map(({ code }) => code);
    expect([codes(some), codes(findings)]).toEqual([['float32'], ['read-in-parts', 'float32']]);
  });

  it('says in which line a cell is no number', async () => {
    const { stderr, exit } = await call(['fit', 'bad.csv', 'y ~ a*x + b'], { largest: 1000 });
    expect([exit, stderr.includes('bad.csv:5002:3')]).toEqual([1, true]);
  });

  it.each([
    [['--out', 'fit'], 'file-too-large', '--out'],
    [['--weights', 'x'], 'stream-not-possible', 'the option weights'],
    [['--bootstrap', '10'], 'stream-not-possible', 'the option bootstrap'],
  ])('refuses what needs all rows at once: %o', async (more, code, what) => {
    const { stdout, exit } = await call(['fit', 'data.csv', 'y ~ a*x + b', '--json', ...more], { largest: 1000 });
    const error = JSON.parse(stdout);
    expect([exit, error.code, error.message.includes(what)]).toEqual([1, code, true]);
  });
});

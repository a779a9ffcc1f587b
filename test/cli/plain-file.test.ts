import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from './terminal.js';

const ROWS = 100_001;
const y = (i: number): number => 3 - (2 * i) / ROWS + ((i * 37) % 11) / 50;
const file = (head: string, row: (i: number) => string, end = '\n'): string =>
  `${head}${end}${Array.from({ length: ROWS }, (_, i) => row(i)).join(end)}${end}`;
let shop: ReturnType<typeof workshop>;

beforeAll(() => {
  shop = workshop({
    'plain.csv': file('name,kind,x,y,w', (i) => `no ${i},${i % 2 ? 'calm' : 'storm'},${i / ROWS},${y(i)},${1 + (i % 3)}`),
    'missing.csv': file('# measured\nx;y', (i) => `${i / ROWS};${i % 1000 === 999 ? 'NA' : y(i)}`, '\r\n'),
    'bad.csv': file('x,y', (i) => `${i / ROWS},${i === 70_000 ? 'six' : y(i)}`),
    'commas.csv': file('x;y', (i) => `${String(i / ROWS).replace('.', ',')};${String(y(i)).replace('.', ',')}`),
  });
});
afterAll(() => shop.leave());

describe('commands on a large file of plain numbers', () => {
  it.each([
    [['fit', 'plain.csv', 'y ~ a*x + b']],
    [['fit', 'plain.csv', 'y ~ a*x + b', '--weights', 'w', '--let', 'u = x^2', '--where', 'x > 0.25', '--json']],
    [['fit', 'plain.csv', 'y ~ a*exp(-k*x) + c', '--float32', '--lang', 'ko']],
    [['fit', 'plain.csv', 'y ~ b[w] + a*x', '--json']],
    [['fit', 'missing.csv', 'y ~ a*x + b', '--skip-invalid', '--json']],
    [['fit', 'plain.csv', 'y ~ a*x + b', '--where', 'kind == "calm"', '--json']],
    [['fit', 'missing.csv', 'y ~ a*x + b']],
    [['fit', 'bad.csv', 'y ~ a*x + b']],
    [['fit', 'commas.csv', 'y ~ a*x + b', '--json']],
    [['fit', 'plain.csv', 'y ~ a*z + b']],
    [['compare', 'plain.csv', 'y ~ a', 'y ~ a*x + b', '--json']],
    [['sweep', 'plain.csv', 'y ~ a*x + b', '--rates', '0.1..1', '--epochs', '20', '--json']],
    [['race', 'plain.csv', 'y ~ a*x + b', '--methods', 'gd,adam', '--epochs', '20', '--json']],
  ])('%o: the bytes of the file read as text', async (words) => {
    const [whole, plain] = [await call(words), await call(words, { plainFrom: 0 })];
    expect(plain).toEqual(whole);
    expect(whole.stdout + whole.stderr).not.toBe('');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from './terminal.js';

const ROWS = 100_001;
const y = (i: number): number => 3 - (2 * i) / ROWS + ((i * 37) % 11) / 50;
const file = (head: string, row: (i: number) => string, end = '\n'): string =>
  `${head}${end}${Array.from({ length: ROWS }, (_, i) => row(i)).join(end)}${end}`;
let shop: ReturnType<typeof workshop>;

beforeAll(() => {
  shop = workshop({
    'plain.csv': file(
      'name,kind,year,x,y,w',
      (i) => `no ${i},${i % 2 ? 'calm' : 'storm'},${1950 + (i % 70)}.0,${i / ROWS},${y(i)},${1 + (i % 3)}`,
    ),
    'missing.csv': file('# measured\nx;y', (i) => `${i / ROWS};${i % 1000 === 999 ? 'NA' : y(i)}`, '\r\n'),
    'bad.csv': file('x,y', (i) => `${i / ROWS},${i === 70_000 ? 'six' : y(i)}`),
    'commas.csv': file('x;y', (i) => `${String(i / ROWS).replace('.', ',')};${String(y(i)).replace('.', ',')}`),
  });
});
afterAll(() => shop.leave());

describe('commands on a large file of plain numbers', () => {
  it.each([
    ['plain', ['fit', 'plain.csv', 'y ~ a*x + b']],
    ['plain', ['fit', 'plain.csv', 'y ~ a*x + b', '--weights', 'w', '--let', 'u = x^2', '--where', 'x > 0.25', '--json']],
    ['plain', ['fit', 'plain.csv', 'y ~ a*exp(-k*x) + c', '--float32', '--lang', 'ko']],
    ['plain', ['fit', 'missing.csv', 'y ~ a*x + b', '--skip-invalid', '--json']],
    ['plain', ['fit', 'missing.csv', 'x ~ a*x + b', '--sigma', 'y', '--skip-invalid', '--json']],
    ['plain', ['fit', 'missing.csv', 'y ~ a*x + b']],
    ['plain', ['fit', 'missing.csv', 'v ~ a*x + b', '--let', 'v = 2*y', '--skip-invalid', '--json']],
    ['plain', ['fit', 'plain.csv', 'y ~ a*u + b', '--let', 'u = log(x)']],
    ['plain', ['compare', 'plain.csv', 'y ~ a', 'y ~ a*x + b', '--json']],
    ['plain', ['sweep', 'plain.csv', 'y ~ a*x + b', '--rates', '0.1..1', '--epochs', '20', '--json']],
    ['plain', ['race', 'plain.csv', 'y ~ a*x + b', '--methods', 'gd,adam', '--epochs', '20', '--json']],
    ['text', ['fit', 'plain.csv', 'y ~ a*u + b', '--let', 'u = x - 0.5', '--float32', '--json']],
    ['text', ['fit', 'plain.csv', 'y ~ a*t + b', '--let', 't = years(year) - 1960', '--json']],
    ['text', ['fit', 'plain.csv', 'y ~ b[w] + a*x', '--json']],
    ['text', ['fit', 'plain.csv', 'y ~ a*x + b', '--where', 'kind == "calm"', '--json']],
    ['text', ['fit', 'bad.csv', 'y ~ a*x + b']],
    ['text', ['fit', 'commas.csv', 'y ~ a*x + b', '--json']],
  ])('read as %s: %o gives the bytes that it gives where everything is read as text', async (way, words) => {
    const wholly: string[] = [];
    const onWhole = (path: string): void => void wholly.push(path);
    const [whole, plain] = [await call(words), await call(words, { plainFrom: 0, onWhole })];
    expect(plain).toEqual(whole);
    expect(whole.stdout + whole.stderr).not.toBe('');
    expect(wholly).toHaveLength(way === 'plain' ? 0 : 1);
  });
});

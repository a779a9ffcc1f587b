import { readFileSync } from 'node:fs';
import { type Arrays, fit } from '../../src/experiment/fit.js';
import { generateTable } from '../../src/experiment/generate.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FindingResult } from '../../src/experiment/result.js';

/** Data sets of every case. */
export const SEEDS = [1, 2, 3, 4];

/** What NumPy and statsmodels say of the same draws: see scripts/vectors/findings.py. */
export const REFERENCE: Readonly<Record<string, readonly Readonly<Record<string, never>>[]>> = JSON.parse(
  readFileSync(new URL('../data/findings.json', import.meta.url), 'utf8'),
);

/** Columns as numpy.random.default_rng(seed) draws them. */
export function drawn(seed: number, rows: number, columns: Readonly<Record<string, string>>): Record<string, number[]> {
  const { table } = generateTable({ rows, columns, seed });
  return Object.fromEntries([...table.columns].map(([name, column]) => [name, Array.from(column.values as ArrayLike<number>)]));
}

export const line = (seed: number, rows = 50, from = 0, to = 10, noise = 1): Record<string, number[]> =>
  drawn(seed, rows, { x: `uniform(${from}, ${to})`, y: `2*x + 1 + normal(0, ${noise})` });

/** All values of some columns times a factor: other units. */
export const scaled = (data: Readonly<Record<string, readonly number[]>>, by: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(data).map(([name, values]) => [name, values.map((value) => value * (by[name] ?? 1))]));

export const codesOf = (formula: string, data: Arrays, options: FitOptions = {}): string[] =>
  fit(formula, data, options).findings.map(({ code }) => code);

export const findingOf = (code: string, formula: string, data: Arrays, options: FitOptions = {}): FindingResult | undefined =>
  fit(formula, data, options).findings.find((finding) => finding.code === code);

export const number = (finding: FindingResult | undefined, key: string): number => finding?.evidence[key] as number;

export const relative = (got: number, want: number): number => Math.abs(got / want - 1);

export const gd = (learningRate: number, epochs: number, more: FitOptions = {}): FitOptions => ({
  method: 'gd',
  learningRate,
  epochs,
  start: { a: 0, b: 0 },
  ...more,
});

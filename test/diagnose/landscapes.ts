import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FindingResult, FitResult } from '../../src/experiment/result.js';

/** Data sets with what is known of their landscapes, by NumPy and SciPy: see scripts/vectors/landscapes.py. Three of each. */
interface Landscapes {
  readonly square: readonly Saddle[];
  readonly exponentials: readonly Saddle[];
  readonly wave: readonly (Known & {
    readonly start: number;
    readonly local: number;
    readonly loss: number;
    readonly minimum: number;
  })[];
  readonly peak: readonly (Known & Minimum & { readonly curvature: number; readonly curvatureAtMinimum: number })[];
  readonly saturated: readonly (Known & Minimum)[];
  readonly exploding: readonly (Data & {
    readonly rate: number;
    readonly way: readonly (readonly number[])[];
    readonly rows: number;
    readonly first: number;
  })[];
}

interface Data {
  readonly data: Columns;
}
type Columns = Readonly<Record<'x' | 'y', readonly number[]>>;
interface Known extends Data {
  readonly fromStart: number;
  readonly lowest: number;
}
interface Minimum {
  readonly minimum: readonly number[];
}
interface Saddle extends Data, Minimum {
  readonly saddle: readonly number[];
  readonly loss: number;
  readonly eigenvalues: readonly number[];
  readonly lowest: number;
}

export const LANDSCAPES = JSON.parse(
  readFileSync(fileURLToPath(new URL('../data/landscapes.json', import.meta.url)), 'utf8'),
) as Landscapes;

export const codes = ({ findings }: FitResult): string[] => findings.map(({ code }) => code);

export const finding = ({ findings }: FitResult, wanted: string): FindingResult | undefined =>
  findings.find(({ code }) => code === wanted);

export const values = ({ parameters }: FitResult): number[] => Object.values(parameters).map(({ value }) => value as number);

/** The largest relative difference; of numbers that should be zero the absolute one. */
export const apart = (found: ArrayLike<number>, known: ArrayLike<number>): number =>
  Math.max(...Array.from(known, (x, j) => Math.abs((found[j] as number) - x) / (Math.abs(x) || 1)));

/** The same in other units: every x and y times a factor. */
export const inUnits = ({ x, y }: Columns, xUnit: number, yUnit: number): { x: number[]; y: number[] } => ({
  x: x.map((value) => value * xUnit),
  y: y.map((value) => value * yUnit),
});

/** Numbers by name in the evidence of a finding; none where it is missing. */
export const numbersOf = (found: FindingResult | undefined, key: string): Record<string, number> =>
  (found?.evidence[key] ?? {}) as Record<string, number>;

/** The start that a finding proposes; none where it is missing. */
export const startOf = (found: FindingResult | undefined): Record<string, number> =>
  (found?.fix?.start ?? {}) as Record<string, number>;

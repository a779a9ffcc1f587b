import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A problem of NIST's Statistical Reference Datasets. */
export interface NistProblem {
  readonly name: string;
  readonly formula: string;
  readonly params: readonly string[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly starts?: readonly (readonly number[])[];
  /** To 11 digits for nonlinear problems, 15 for linear ones. */
  readonly certified: readonly number[];
  readonly stderr: readonly number[];
  readonly rss: number;
  readonly df: number;
  /** The optimum of the decimal data to 24 digits. */
  readonly hp?: { readonly params: readonly string[]; readonly stderr: readonly string[]; readonly rss: string };
}

/**
 * The problems of a set, by name: from the folder that the environment variable DOWNHILL_NIST names, else from ../shared/data beside the repository. NIST's files are not part
 * of the repository; where they are absent this says so on stderr, and the tests that need them are skipped.
 *
 * @param set `nist` (27 nonlinear) or `nist-linear` (11). @returns empty where the files are absent.
 */
export function nistProblems(set: 'nist' | 'nist-linear'): NistProblem[] {
  const root = process.env.DOWNHILL_NIST ?? resolve(import.meta.dirname, '../../../shared/data');
  const folder = join(root, set);
  if (!existsSync(folder)) {
    process.stderr.write(`\nSKIPPED: the tests on NIST's ${set} problems, because ${folder} is absent (set DOWNHILL_NIST)\n`);
    return [];
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as NistProblem);
}

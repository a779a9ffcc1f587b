import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import { type Arrays, runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FitResult } from '../../src/experiment/result.js';
import { experiment } from '../../src/experiment/run.js';

/** A case of the benchmark, and what came of it. */
interface Made {
  readonly formula: string;
  readonly data: Arrays;
  readonly csv?: string;
  readonly options: FitOptions;
  readonly block?: object;
}
interface Kind {
  readonly name: string;
}
interface Verdict {
  readonly missed: readonly string[];
  readonly unexpected: readonly string[];
  readonly wrong: string | null;
}
type Judged = (
  kind: Kind,
  seed: number,
  fitted: (made: Made) => Promise<FitResult>,
  known: ReadonlySet<string>,
) => Promise<Verdict>;

const FOLDER = '../../bench/lib/findings';
const SEED = 7;

async function fitted({ formula, data, csv, options, block }: Made): Promise<FitResult> {
  if (block !== undefined) return (await experiment(block)).result;
  const skipInvalid = options.skipInvalid ?? false;
  const table =
    csv === undefined ? tableFromArrays(data) : readTable(new TextEncoder().encode(csv), { source: 'case.csv', skipInvalid });
  return runFit(formula, table, options).result;
}

const files = ['clean', 'data', 'edges', 'gradients', 'landscape', 'luck', 'others', 'rates'];
const lists = await Promise.all(files.map((file) => import(`${FOLDER}/cases/${file}.mjs`)));
const kinds = lists.flatMap((list): Kind[] => Object.values<Kind[]>(list).flat());
const { judged }: { judged: Judged } = await import(`${FOLDER}/judge.mjs`);
const known = new Set(DIAGNOSES.map(({ code }) => code));

describe('a case whose truth is known by construction', () => {
  it(`is one of 100 kinds or more`, () => expect(kinds.length).toBeGreaterThanOrEqual(100));

  for (const kind of kinds)
    it(`${kind.name}: what is true of it is said, and no error or warning beside it`, async () => {
      const { missed, unexpected, wrong } = await judged(kind, SEED, fitted, known);
      expect({ missed, unexpected, wrong }).toEqual({ missed: [], unexpected: [], wrong: null });
    });
});

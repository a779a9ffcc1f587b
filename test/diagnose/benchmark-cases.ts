import type { Lang } from '../../src/base/text.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import { type Arrays, runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FitResult } from '../../src/experiment/result.js';
import { experiment } from '../../src/experiment/run.js';

/** A case of the benchmark. */
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
type Judge = (
  kind: Kind,
  seed: number,
  fitted: (made: Made) => Promise<FitResult>,
  known: ReadonlySet<string>,
) => Promise<Verdict>;

const FOLDER = '../../bench/lib/findings';
const SEED = 7;
const files = ['clean', 'data', 'edges', 'gradients', 'landscape', 'luck', 'others', 'rates'];
const lists = await Promise.all(files.map((file) => import(`${FOLDER}/cases/${file}.mjs`)));
const { judged: judge }: { judged: Judge } = await import(`${FOLDER}/judge.mjs`);
const known = new Set(DIAGNOSES.map(({ code }) => code));

/** The kinds of cases of `npm run bench -- findings`. */
export const KINDS = lists.flatMap((list): Kind[] => Object.values<Kind[]>(list).flat());

/** A case of a kind, judged, and the results of its fits. @param lang in which the fits speak. */
export async function judged(
  kind: Kind,
  lang: Lang,
): Promise<{ readonly verdict: Verdict; readonly results: readonly FitResult[] }> {
  const results: FitResult[] = [];
  const verdict = await judge(
    kind,
    SEED,
    async (made) => {
      const result = await fitted(made, lang);
      results.push(result);
      return result;
    },
    known,
  );
  return { verdict, results };
}

async function fitted({ formula, data, csv, options, block }: Made, lang: Lang): Promise<FitResult> {
  if (block !== undefined) return (await experiment({ ...block, lang })).result;
  const skipInvalid = options.skipInvalid ?? false;
  const table =
    csv === undefined ? tableFromArrays(data) : readTable(new TextEncoder().encode(csv), { source: 'case.csv', skipInvalid });
  return runFit(formula, table, { ...options, lang }).result;
}

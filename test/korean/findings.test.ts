import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { readTable } from '../../src/data/read.js';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import { type Arrays, runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import type { FitResult } from '../../src/experiment/result.js';
import { experiment } from '../../src/experiment/run.js';
import { runExample } from '../../src/experiment/run-example.js';
import { englishIn, isEnglish } from './english-in.js';

/** A case of the benchmark. */
interface Made {
  readonly formula: string;
  readonly data: Arrays;
  readonly csv?: string;
  readonly options: FitOptions;
  readonly block?: object;
}
type Judged = (
  kind: object,
  seed: number,
  fitted: (made: Made) => Promise<FitResult>,
  known: ReadonlySet<string>,
) => Promise<void>;

const FOLDER = '../../bench/lib/findings';
const SEED = 7;
const files = ['clean', 'data', 'edges', 'gradients', 'landscape', 'luck', 'others', 'rates'];
const lists = await Promise.all(files.map((file) => import(`${FOLDER}/cases/${file}.mjs`)));
const kinds = lists.flatMap((list): { readonly name: string }[] => Object.values<{ readonly name: string }[]>(list).flat());
const { judged }: { judged: Judged } = await import(`${FOLDER}/judge.mjs`);
const known = new Set(DIAGNOSES.map(({ code }) => code));

/** In Korean. */
async function fitted({ formula, data, csv, options, block }: Made): Promise<FitResult> {
  if (block !== undefined) return (await experiment({ ...block, lang: 'ko' })).result;
  const skipInvalid = options.skipInvalid ?? false;
  const table =
    csv === undefined ? tableFromArrays(data) : readTable(new TextEncoder().encode(csv), { source: 'case.csv', skipInvalid });
  return runFit(formula, table, { ...options, lang: 'ko' }).result;
}

/** What of a result a person reads, and is not Korean. */
function leftInEnglish({ findings, method, stop }: FitResult): string[] {
  const said = [...findings.flatMap(({ message, advice }) => [message, advice]), method.why ?? '', stop.detail];
  return said.filter((text) => englishIn(text).length > 0).concat(findings.map(({ message }) => message).filter(isEnglish));
}

describe('what a finding says in Korean', () => {
  for (const kind of kinds)
    it(`${kind.name}: no sentence, reason or way of ending has an English word beside another`, async () => {
      const results: FitResult[] = [];
      await judged(
        kind,
        SEED,
        async (made) => {
          const result = await fitted(made);
          results.push(result);
          return result;
        },
        known,
      );
      expect(results.length).toBeGreaterThan(0);
      expect(results.flatMap(leftInEnglish)).toEqual([]);
    });

  for (const { code, title, test, example } of DIAGNOSES)
    it(`${code}: title, test and all that its example is told are Korean`, async () => {
      const { result } = await runExample(example, 'ko');
      expect(leftInEnglish(result)).toEqual([]);
      for (const text of [title, test]) {
        expect(isEnglish(text.ko)).toBe(false);
        expect(englishIn(text.ko)).toEqual([]);
      }
    });
});

describe('English in a Korean text', () => {
  it.each([
    ['손실이 커졌습니다. the run diverged', true],
    ['the loss grew', true],
    ['조건 "mae or loss"에서 멈춤', false],
    ['Bates and Watts 1981의 상대 오프셋', false],
    ['abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5', false],
    ['mean(prediction - y)를 따라', false],
    ['gd, lm, varpro', false],
    ['국소 최솟값(local minimum)에', false],
  ])('%s: %s', (text, found) => expect(englishIn(text).length > 0).toBe(found));
});

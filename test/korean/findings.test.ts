import { describe, expect, it } from 'vitest';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import type { FitResult } from '../../src/experiment/result.js';
import { runExample } from '../../src/experiment/run-example.js';
import { judged, KINDS } from '../diagnose/benchmark-cases.js';
import { englishIn, isEnglish } from './english-in.js';

/** What of a result a person reads, and is not Korean. */
function leftInEnglish({ findings, method, stop }: FitResult): string[] {
  const said = [...findings.flatMap(({ message, advice }) => [message, advice]), method.why ?? '', stop.detail];
  return said.filter((text) => englishIn(text).length > 0).concat(findings.map(({ message }) => message).filter(isEnglish));
}

describe('what a finding says in Korean', () => {
  for (const kind of KINDS)
    it(`${kind.name}: no sentence, reason or way of ending has an English word beside another`, async () => {
      const { results } = await judged(kind, 'ko');
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

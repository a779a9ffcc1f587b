import { nearest } from '../base/nearest.js';
import { joined, type Text } from '../base/text.js';
import { DIAGNOSES } from '../diagnose/findings/index.js';
import type { Outcome } from '../optimize/outcome.js';
import type { BlockIssue } from './block-issue.js';
import type { FitResult } from './result.js';

/** How a run ought to end. */
export interface Expectation {
  /** Any of these; empty: any at all. */
  readonly outcomes: readonly Outcome[];
  /** All of these codes. */
  readonly findings: readonly string[];
}

// A record, so that a new outcome that is missing here does not compile.
const OUTCOMES: Readonly<Record<Outcome, true>> = {
  converged: true,
  'stopped-by-rule': true,
  diverged: true,
  stalled: true,
  'out-of-epochs': true,
  cancelled: true,
  'not-finite': true,
};
const isOutcome = (word: string): word is Outcome => Object.hasOwn(OUTCOMES, word);

/** Sorts the words of an `expect` key into outcomes and findings. @param issues gets the words that are neither. */
export function readExpectation(written: string | readonly string[], issues: BlockIssue[]): Expectation {
  const words = typeof written === 'string' ? [written] : written;
  const codes = new Set(DIAGNOSES.map((diagnosis) => diagnosis.code));
  for (const [i, word] of words.entries()) {
    if (isOutcome(word) || codes.has(word)) continue;
    const close = nearest(word, [...Object.keys(OUTCOMES), ...codes]);
    issues.push({
      path: typeof written === 'string' ? ['expect'] : ['expect', i],
      at: 'value',
      code: 'expectation-unknown',
      message: `"${word}" is neither an outcome nor the code of a finding`,
      advice:
        close === null
          ? `outcomes: ${Object.keys(OUTCOMES).join(', ')}; findings: ${[...codes].join(', ')}`
          : `did you mean ${close}?`,
    });
  }
  return { outcomes: words.filter(isOutcome), findings: words.filter((word) => codes.has(word)) };
}

/** What a result lacks of what was expected of it, in words; null when it is as expected. */
export function unmet(expectation: Expectation, result: FitResult): Text | null {
  const { outcomes, findings } = expectation;
  const parts: Text[] = [];
  if (outcomes.length > 0 && !outcomes.includes(result.outcome))
    parts.push({
      en: `expected ${outcomes.join(' or ')}, got ${result.outcome}`,
      ko: `기대한 결과는 ${outcomes.join(' 또는 ')}인데 ${result.outcome}입니다`,
    });
  const missing = findings.filter((code) => !result.findings.some((finding) => finding.code === code));
  if (missing.length > 0)
    parts.push({
      en: `expected the finding${missing.length === 1 ? '' : 's'} ${missing.join(', ')}`,
      ko: `기대한 진단이 없습니다: ${missing.join(', ')}`,
    });
  return parts.length === 0 ? null : joined(...parts.flatMap((part, i) => (i === 0 ? [part] : ['; ', part])));
}

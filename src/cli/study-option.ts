import type { Command as Commander } from 'commander';
import type { StudyOptions } from '../experiment/study/options.js';
import { usageError } from './failure.js';
import { collect, shown, typedNumber } from './option-values.js';
import type { Session } from './session.js';

/** `--study`, of the commands that run something which other seeds change. */
export const studyOption = (program: Commander, { say }: Session): Commander =>
  program.option(
    '--study <settings>',
    say({
      en: "also runs with other seeds, how many succeed and what decides: seeds=200, and what a success is: 'success=abs(W - 10) < 0.5'; repeatable",
      ko: "다른 시드로도 실행해 성공한 비율과 결과를 가르는 것을 출력: seeds=200, 성공의 기준: 'success=abs(W - 10) < 0.5'. 반복 가능",
    }),
    collect,
  );

/** What was typed after `--study`, once or several times; undefined where it was not. */
export function studyOf(texts: unknown): StudyOptions | undefined {
  if (texts === undefined) return undefined;
  const found: Record<string, string> = {};
  // The comparisons of a success may hold commas: it goes on to the end.
  for (const text of texts as readonly string[])
    for (const part of text.split(/,(?=\s*success\s*=)/)) {
      const [, key, value = ''] = /^\s*(seeds|success)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
      if (key === undefined || value === '')
        throw usageError(
          'study-malformed',
          `--study takes seeds=200 or success=…, got ${shown(part.trim())}`,
          'write --study seeds=200',
          '--study',
        );
      found[key] = value;
    }
  const { seeds: written, success } = found;
  const seeds = typedNumber(written ?? '');
  if (!(Number.isInteger(seeds) && seeds >= 2 && seeds <= 1e5))
    throw usageError(
      'study-seeds-out-of-range',
      written === undefined
        ? '--study says what a success is, but not how many seeds are tried'
        : `seeds of --study must be an integer from 2 to 1e5, got ${shown(written)}`,
      'try --study seeds=200',
      '--study',
    );
  return { seeds, ...(success === undefined ? {} : { success }) };
}

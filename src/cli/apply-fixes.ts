import type { Fix } from '../diagnose/finding.js';
import { optionsOfFix } from '../experiment/block-options.js';
import type { FitOptions } from '../experiment/options.js';
import type { Run } from '../experiment/run-result.js';
import { fitReport } from './fit-report.js';
import type { Session } from './session.js';
import { isCancelled } from './verdict.js';

/** A fix may bring out another finding. */
const ROUNDS = 3;

/**
 * Fits again with the first fix that the findings propose, the gravest first, as long as there is a new one: a fix that was applied before did not help. Shows each fit
 * that is not the last, and what was changed after it.
 */
export async function applyFixes(first: Run, refit: (more: FitOptions) => Promise<Run>, session: Session): Promise<Run> {
  let run = first;
  let more: FitOptions = {};
  const applied = new Set<string>();
  while (applied.size < ROUNDS && !isCancelled(run)) {
    const next = run.result.findings.find(({ fix }) => fix !== undefined && !applied.has(JSON.stringify(fix)));
    if (next?.fix === undefined) break;
    for (const line of fitReport(run.result, session)) session.line(line);
    session.line(`\n${session.paint.strong(session.say({ en: 'applied', ko: '적용함' }))}: ${fixText(next.fix)}\n`);
    applied.add(JSON.stringify(next.fix));
    more = { ...more, ...optionsOfFix(next.fix) };
    run = await refit(more);
  }
  if (applied.size === 0 && !isCancelled(run)) session.line(`${session.say(NOTHING)}\n`);
  return run;
}

const NOTHING = {
  en: 'nothing to apply: no finding proposes a change that downhill can make by itself',
  ko: '적용할 것이 없습니다. downhill이 스스로 고칠 수 있는 제안이 없습니다',
};

const fixText = (fix: Fix): string =>
  Object.entries(fix)
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? valuesText(value) : value}`)
    .join(', ');

const valuesText = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, number]) => `${name} = ${number}`)
    .join(', ');

import type { Fix } from '../diagnose/finding.js';
import { optionsOfFix } from '../experiment/block-options.js';
import type { FitOptions } from '../experiment/options.js';
import type { Run } from '../experiment/run-result.js';
import { findingLines } from './fit-report.js';
import type { Session } from './session.js';
import { isCancelled } from './verdict.js';

/** A fix may bring out another finding; the same fix twice means that it does not help. */
const ROUNDS = 3;

/** Fits again with the fixes that the findings propose, as long as there are new ones; says what it changes. */
export async function applyFixes(first: Run, refit: (more: FitOptions) => Promise<Run>, session: Session): Promise<Run> {
  let run = first;
  let more: FitOptions = {};
  for (let round = 0; round < ROUNDS && !isCancelled(run); round++) {
    const fixable = run.result.findings.filter((finding) => finding.fix !== undefined);
    // The first finding is the gravest: its fix wins.
    const fixes = [...fixable].reverse().map((finding) => optionsOfFix(finding.fix ?? {}));
    const next: FitOptions = Object.assign({}, more, ...fixes);
    if (JSON.stringify(next) === JSON.stringify(more)) break;
    for (const finding of fixable) {
      for (const line of findingLines(finding, session)) session.line(line);
      const changes = Object.entries(finding.fix ?? {}).map(([key, value]) => `${key}: ${fixText(value)}`);
      session.line(`  ${session.say({ en: 'applied', ko: '적용함' })}: ${changes.join(', ')}\n`);
    }
    more = next;
    run = await refit(more);
  }
  return run;
}

const fixText = (value: Fix[string]): string =>
  typeof value === 'object'
    ? Object.entries(value)
        .map(([name, number]) => `${name} = ${number}`)
        .join(', ')
    : String(value);

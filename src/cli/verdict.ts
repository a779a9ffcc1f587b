import { isTrusted } from '../experiment/outcome-text.js';
import type { FitResult } from '../experiment/result.js';
import type { Run } from '../experiment/run-result.js';
import { EXIT, type Exit } from './session.js';

/** Whether a result may be used, as an exit code. */
export function fitExit({ outcome, findings }: FitResult): Exit {
  if (outcome === 'cancelled') return EXIT.cancelled;
  return isTrusted(outcome) && findings.every((finding) => finding.severity !== 'error') ? EXIT.done : EXIT.untrustworthy;
}

/** Whether Ctrl-C ended the search or what follows it. */
export const isCancelled = ({ result, leftOut }: Pick<Run, 'result' | 'leftOut'>): boolean =>
  result.outcome === 'cancelled' || leftOut.length > 0;

import type { FitResult } from '../experiment/result.js';
import { isTrusted } from './fit-report.js';
import { EXIT, type Exit } from './session.js';

/** Whether a result may be used, as an exit code. */
export function fitExit({ outcome, findings }: FitResult): Exit {
  if (outcome === 'cancelled') return EXIT.cancelled;
  return isTrusted(outcome) && findings.every((finding) => finding.severity !== 'error') ? EXIT.done : EXIT.untrustworthy;
}

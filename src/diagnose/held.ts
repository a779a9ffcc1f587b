import type { DiagnosedRun } from './diagnosis.js';
import { deadStart } from './findings/dead-start.js';
import { plateau } from './findings/plateau.js';
import { saddle } from './findings/saddle.js';

/**
 * Whether the landscape holds a run where it is: parameters that stand still together there act in other places, and more epochs lead nowhere. The finding that says what holds it
 * says more.
 */
export const isHeld = (run: DiagnosedRun): boolean =>
  [saddle, plateau, deadStart].some(({ diagnose }) => diagnose(run)?.severity === 'error');

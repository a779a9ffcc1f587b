import { estimate } from '../statistics/index.js';
import { conditionOf, type LocalSearches } from './local-search.js';

/** Scaled condition number above which a minimum of a search looks degenerate. */
const CONDITION = 1e7;
/** Standard error over value. */
const ERROR = 10;
/** Of the runs test. */
const RUNS = -3;

/** Whether what a search found has a mark of wrong fits: measured on NIST's problems, see docs/decisions/answer-engine.md. */
export function looksWrong(
  { best, minima }: LocalSearches,
  rows: number,
  /** predicted − observed in the order of an abscissa. */
  residuals: (point: Float64Array) => Float64Array,
): boolean {
  if (best === null) return true;
  const { result } = best;
  if (result.outcome !== 'converged' || minima.length > 1) return true;
  const { answer, point } = result;
  if (!(conditionOf(answer) < CONDITION)) return true;
  const found = estimate({
    r: answer.r as Float64Array,
    parameters: point.length,
    rows,
    variance: (2 * rows * answer.loss) / Math.max(rows - point.length, 1),
  });
  const errors = found?.standardErrors;
  if (errors === null || errors === undefined) return true;
  if (point.some((value, j) => (errors[j] as number) > ERROR * Math.abs(value))) return true;
  return runsScore(residuals(point)) < RUNS;
}

/** z of Wald and Wolfowitz 1940, Ann. Math. Statist. 11; −∞ where all signs are alike. */
function runsScore(residuals: Float64Array): number {
  const n = residuals.length;
  let positive = 0;
  let runs = 1;
  for (let i = 0; i < n; i++) {
    if ((residuals[i] as number) >= 0) positive++;
    if (i > 0 && (residuals[i] as number) >= 0 !== (residuals[i - 1] as number) >= 0) runs++;
  }
  const negative = n - positive;
  if (n < 8) return 0;
  if (positive === 0 || negative === 0) return Number.NEGATIVE_INFINITY;
  const expected = 1 + (2 * positive * negative) / n;
  return (runs - expected) / Math.sqrt(((expected - 1) * (expected - 2)) / (n - 1));
}

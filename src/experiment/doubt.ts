import { estimate } from '../statistics/index.js';
import { conditionOf, type LocalSearches } from './local-search.js';

/** Scaled condition number above which a minimum of a search looks degenerate. */
const CONDITION = 1e7;
/** Standard error over value. */
const ERROR = 10;
/** Signs of fewer residuals tell nothing. */
export const LEAST_ROWS = 8;

/** Whether what a search found has a mark of wrong fits: measured on NIST's problems, see docs/decisions/answer-engine.md. */
export function looksWrong(
  { best, minima }: LocalSearches,
  rows: number,
  /** z of the runs test on the residuals in the order of an abscissa. */
  runs: (point: Float64Array) => number,
  /** z below which it is a mark. */
  limit: number,
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
  return rows >= LEAST_ROWS && runs(point) < limit;
}

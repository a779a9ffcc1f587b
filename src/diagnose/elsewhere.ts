import { project } from '../optimize/bounds.js';
import { estimate } from '../statistics/index.js';
import type { DiagnosedRun } from './diagnosis.js';

/** Fixed, irregular: a formula that is degenerate on a line only must not seem to be so everywhere. */
const NEARBY = [1.37, 0.39, 1.83, 0.71, 1.53];
/** A start of the last search may be degenerate itself: a peak narrower than the distance of two rows. */
const AWAY = [7.3, 0.31, 2.9, 17, 0.83];
const POINTS = 4;

/**
 * The first σmin/σmax that is `enough`, else the largest, of the column-scaled Jacobian at the start and around it: where it is small as well, parameters are indistinguishable by formula and design, not
 * by what these data ask of them.
 *
 * @returns null where no derivatives are finite there.
 */
export function bestElsewhere({ start, lower, upper, rows, evaluate }: DiagnosedRun, enough: number): number | null {
  const scaled = (factors: readonly number[], k: number): Float64Array =>
    project(
      start.map((x, j) => {
        const factor = factors[(j + k) % factors.length] as number;
        return x === 0 ? factor - 1 : x * factor;
      }),
      { lower, upper },
    );
  const points = [start, ...[NEARBY, AWAY].flatMap((factors) => Array.from({ length: POINTS }, (_, k) => scaled(factors, k)))];
  let best: number | null = null;
  for (const point of points) {
    const r = evaluate({ points: [point], want: 'qr' })[0]?.r;
    const found = r === undefined ? null : estimate({ r, parameters: start.length, rows, variance: null });
    if (found !== null) best = Math.max(best ?? 0, 1 / found.conditionNumber);
    if (best !== null && best >= enough) return best;
  }
  return best;
}

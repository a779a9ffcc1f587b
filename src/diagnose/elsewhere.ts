import { estimate } from '../statistics/index.js';
import type { DiagnosedRun } from './diagnosis.js';

/** Fixed, irregular: a formula that is degenerate on a line only must not seem to be so everywhere. */
const OFFSETS = [0.37, -0.61, 0.83, -0.29, 0.53];
const POINTS = 4;

/**
 * The largest σmin/σmax of the column-scaled Jacobian at the start and around it: where it is small as well, parameters are indistinguishable by formula and design, not
 * by what these data ask of them.
 *
 * @returns null where no derivatives are finite there.
 */
export function bestElsewhere({ start, lower, upper, rows, evaluate }: DiagnosedRun): number | null {
  const points = Array.from({ length: POINTS }, (_, k) =>
    start.map((x, j) => {
      const offset = k === 0 ? 0 : (OFFSETS[(j + k) % OFFSETS.length] as number);
      return Math.min(Math.max(x === 0 ? offset : x * (1 + offset), lower[j] as number), upper[j] as number);
    }),
  );
  const ratios = points.flatMap((point) => {
    const r = evaluate({ points: [point], want: 'qr' })[0]?.r;
    const found = r === undefined ? null : estimate({ r, parameters: start.length, rows, variance: null });
    return found === null ? [] : [1 / found.conditionNumber];
  });
  return ratios.length === 0 ? null : Math.max(...ratios);
}

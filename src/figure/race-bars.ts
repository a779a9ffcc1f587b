import { log10 } from '../base/elementary/scalar.js';
import type { RaceSource, RaceWay } from './race-source.js';

/** Below the target by so much bars are at their lowest. */
const BELOW = 1e-2;

/**
 * The loss above the lowest over the evaluations as one line of bars per method, in the order of `ways`: all on the same axes, both logarithmic. A line ends where its method
 * ended; a loss that is not finite is a blank.
 *
 * @param levels from low to high.
 */
export function raceBars(source: RaceSource, width: number, levels: string): string[] {
  const { ways, start, lowest, target } = source;
  const [high, low] = [start.loss - lowest.loss, (target - lowest.loss) * BELOW];
  const most = Math.max(2, ...ways.map(({ evaluations }) => evaluations.at(-1) ?? 1));
  const column = (count: number): number => Math.min(width - 1, Math.floor((log10(Math.max(count, 1)) / log10(most)) * width));
  const height = (loss: number): number => {
    const above = loss - lowest.loss;
    if (above <= low || !(high > low && low > 0)) return 0;
    const share = log10(above / low) / log10(high / low);
    return Math.min(levels.length - 1, Math.max(0, Math.floor(share * levels.length)));
  };
  return ways.map((way) => barsOf(way, column, (loss) => (Number.isFinite(loss) ? (levels[height(loss)] as string) : ' ')));
}

function barsOf({ evaluations, loss }: RaceWay, column: (count: number) => number, bar: (loss: number) => string): string {
  const cells: string[] = [];
  loss.forEach((value, i) => {
    const at = column(evaluations[i] as number);
    while (cells.length < at) cells.push(cells.at(-1) ?? bar(value));
    cells[at] = bar(value);
  });
  return cells.join('');
}

import type { AxisSpec } from './axis.js';
import type { ChartOption, ChartOptions, FigureSource } from './chart.js';
import { envelope } from './envelope.js';
import { pathOf, simplify } from './path.js';
import { lastEpoch } from './words.js';

/** Above, most of a linear axis shows that nothing happens any more. */
const LONG = 500;

export const EPOCH_OPTION: ChartOption = {
  type: 'text',
  among: ['linear', 'log'],
  title: { en: 'Axis of the epochs; without it, log for more than 500', ko: '에포크 축. 쓰지 않으면 500 에포크가 넘을 때 로그' },
};

/** The axis of epochs: from 0, also where it is logarithmic. */
export function epochAxis(source: FigureSource, options: ChartOptions): AxisSpec {
  const last = Math.max(1, lastEpoch(source));
  const isLog = options.epochs === undefined ? last > LONG : options.epochs === 'log';
  return {
    label: isLog ? { en: 'epoch (log)', ko: '에포크 (로그)' }[source.lang] : { en: 'epoch', ko: '에포크' }[source.lang],
    domain: [0, last],
    scale: isLog ? 'symlog' : 'linear',
    counts: true,
  };
}

/** A line over epochs, in pixels, with every spike. */
export const courseOf = (xs: ArrayLike<number>, ys: ArrayLike<number>): string =>
  envelope(xs, ys)
    .map((piece) => pathOf(simplify(piece.length > 1 ? piece : [...piece, ...piece], 0.05)))
    .join('');

import { extent, padded, verticalAxis } from './axis.js';
import type { FigureSource } from './chart.js';

/** The loss over the epochs as one line of bars, heights even in its logarithm where it is positive. */
export function lossBars({ trace }: FigureSource, width: number, levels: string): string {
  if (width < 8 || trace.length < 2) return '';
  const values = trace.loss.filter(Number.isFinite);
  const span = extent(values);
  if (span === null) return '';
  const isLog = span[0] > 0;
  const axis = verticalAxis(
    {
      label: '',
      domain: isLog && span[0] < span[1] ? span : padded(...span, 0),
      scale: isLog && span[0] < span[1] ? 'log' : 'linear',
    },
    0,
    1,
  );
  const last = trace.epoch[trace.length - 1] as number;
  const greatest = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  trace.loss.forEach((loss, i) => {
    const column = Math.min(width - 1, Math.floor(((trace.epoch[i] as number) / last) * width));
    if (Number.isFinite(loss)) greatest[column] = Math.max(greatest[column] as number, loss);
  });
  let before = values[0] as number;
  return Array.from(greatest, (loss) => {
    if (loss !== Number.NEGATIVE_INFINITY) before = loss;
    const height = axis.map(before);
    return levels[Math.min(levels.length - 1, Math.max(0, Math.floor(height * levels.length)))] as string;
  }).join('');
}

import type { Trace } from './trace.js';

/**
 * A trace as CSV: `epoch,loss,mae,gradient_norm,rate` and a column per parameter, a line per row, lines ending in `\n`.
 *
 * Numbers are written so that they read back to the same bits, in any locale: shortest decimals, `-0`, `NaN`, `Infinity`. A mean absolute error that is not known is an empty
 * cell. A parameter that is named
 * like one of the first columns is written as `loss (parameter)`. Names with commas, quotes or line breaks are quoted (RFC 4180).
 *
 * @example
 * const one = Float64Array.of(1);
 * const figures = { epoch: one, loss: one, mae: one, gradientNorm: one, rate: Float64Array.of(NaN), values: [one] };
 * traceCsv({ parameters: ['W'], length: 1, seen: 1, ...figures }) // 'epoch,loss,mae,gradient_norm,rate,W\n1,1,1,1,NaN,1\n'
 */
export function traceCsv(trace: Trace): string {
  const figures: readonly [string, Float64Array][] = [
    ['epoch', trace.epoch],
    ['loss', trace.loss],
    ['mae', trace.mae],
    ['gradient_norm', trace.gradientNorm],
    ['rate', trace.rate],
  ];
  const taken = new Set(figures.map(([name]) => name));
  const names = trace.parameters.map((name) => (taken.has(name) ? `${name} (parameter)` : name));
  const columns = [...figures.map(([, values]) => values), ...trace.values];
  const lines = [[...figures.map(([name]) => name), ...names].map(field).join(',')];
  const cell = (column: Float64Array, x: number): string =>
    trace.sparseMae === true && column === trace.mae && Number.isNaN(x) ? '' : digits(x);
  for (let i = 0; i < trace.length; i++) lines.push(columns.map((column) => cell(column, column[i] as number)).join(','));
  return `${lines.join('\n')}\n`;
}

const digits = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

const field = (text: string): string => (/[",\n\r]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

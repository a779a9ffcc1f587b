import { type Axis, type AxisSpec, extent, horizontalAxis, padded, verticalAxis } from './axis.js';
import { braille } from './braille.js';
import type { CurveBand, FigureSource } from './chart.js';
import { numberText } from './number-text.js';
import { seriesSources } from './series.js';
import { bandCells, COLUMN_PX, cellsOf, ROW_PX } from './terminal-cells.js';
import { lossBars } from './terminal-loss.js';
import { ASCII, type Signs, UNICODE } from './terminal-signs.js';
import { columnsOf, cut, padStart, printable } from './terminal-text.js';
import { samples, windowAround } from './window.js';
import { abscissaLabel, lastEpoch } from './words.js';

/** What a piece of a terminal plot is, for colouring. */
export type TerminalRole = 'observed' | 'curve' | 'band' | 'loss' | 'axis' | 'label';

export interface TerminalOptions {
  /** Width of the terminal, default 72; below 24 there is no plot. */
  readonly columns?: number;
  /** Rows of the plot itself, default 16; below 3 there is no plot. */
  readonly rows?: number;
  /** Only ASCII: `o` for data, `*` for the curve. */
  readonly ascii?: boolean;
  /** Colours a piece of text; absent: no colour. Must not change its width. */
  readonly paint?: (text: string, role: TerminalRole) => string;
}

/**
 * Data and fit as text, several responses below each other: points for the data, a fine line for the curve in its confidence band, ticks, and
 * the course of the loss below. Points and curve are told apart without colour.
 *
 * @returns lines joined by `\n`, none wider than `columns`; the empty string where there is no room or nothing finite.
 */
export function terminalPlot(source: FigureSource, options: TerminalOptions = {}): string {
  const rows = options.rows ?? 16;
  return source.series === undefined ? onePlot(source, { ...options, rows }, true) : belowEachOther(source, { ...options, rows });
}

/** @param course whether that of the loss stands below. */
function onePlot(source: FigureSource, options: TerminalOptions & { readonly rows: number }, course: boolean): string {
  const { columns = 72, rows, ascii = false, paint = (text) => text } = options;
  const signs = ascii ? ASCII : UNICODE;
  const content = contentOf(source);
  if (content === null || columns < 24 || rows < 3) return '';
  const y = verticalAxis(content.y, rows * ROW_PX, 0);
  const labels = y.ticks.map((tick) => signs.number(tick.text));
  const gutter = Math.max(...labels.map(columnsOf), 0) + 1;
  const width = columns - gutter - 3;
  if (width < 8) return '';
  const x = horizontalAxis(content.x, 0, width * COLUMN_PX);
  const { curve, band } = content;
  const shaded = curve === null || band === null ? NOTHING : bandCells(curve.xs, band, x, y, width, rows);
  const field = drawField(source, content, shaded, x, y, width, rows, ascii, paint);
  const tickRows = new Map(
    y.ticks.map((tick, i) => [Math.min(rows - 1, Math.floor(y.map(tick.value) / ROW_PX)), labels[i] as string]),
  );
  const axis = (text: string): string => paint(text, 'axis');
  const lines = field.map((line, row) => {
    const label = tickRows.get(row);
    return `${axis(padStart(label ?? '', gutter - 1))} ${axis(label === undefined ? signs.side : signs.sideTick)}${line}`;
  });
  return [
    paint(cut(`${' '.repeat(gutter + 1)}${printable(source.response)}`, columns, signs.ellipsis), 'label'),
    ...lines,
    ...bottom(x, width, gutter, signs, axis, printable(abscissaLabel(source)), paint),
    ...key(source, shaded.size > 0, course, gutter, columns, signs, paint),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A plot per response; the course of the loss, which they share, below the last. */
function belowEachOther(source: FigureSource, options: TerminalOptions & { readonly rows: number }): string {
  const singles = seriesSources(source);
  const rows = Math.max(LEAST_ROWS, Math.floor((options.rows * 1.5) / singles.length));
  return singles
    .map((single, k) => onePlot(single, { ...options, rows }, k === singles.length - 1))
    .filter((plot) => plot !== '')
    .join('\n\n');
}

const LEAST_ROWS = 7;
const NOTHING: ReadonlySet<number> = new Set();

interface Content {
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  /** The curve, or null where predictions are points. */
  readonly curve: { readonly xs: Float64Array; readonly ys: Float64Array } | null;
  /** The confidence band on the places of the curve, or null where there is none. */
  readonly band: CurveBand | null;
}

function contentOf(source: FigureSource): Content | null {
  const { abscissa, observed, point, curve } = source;
  const x = extent(abscissa.values);
  const y = extent(observed);
  if (x === null || y === null) return null;
  const xs = samples(abscissa.values, 481);
  const line = curve === undefined ? null : { xs, ys: curve(point, xs) };
  const window = windowAround(y, line?.ys ?? source.predicted, 0.35);
  return {
    x: { label: '', domain: padded(...x, 0.02), scale: 'linear', counts: abscissa.name === '' },
    y: { label: '', domain: padded(...window.span, 0.06), scale: 'linear' },
    curve: line,
    band: line === null ? null : (source.bands?.(line.xs, source.level ?? 0.95)?.confidence ?? null),
  };
}

function drawField(
  source: FigureSource,
  { curve }: Content,
  shaded: ReadonlySet<number>,
  x: Axis,
  y: Axis,
  width: number,
  rows: number,
  ascii: boolean,
  paint: NonNullable<TerminalOptions['paint']>,
): string[] {
  const signs = ascii ? ASCII : UNICODE;
  const { abscissa, observed } = source;
  const points = cellsOf(abscissa.values, observed, x, y, width, rows);
  const dots = braille(width, rows);
  if (curve !== null)
    dots.line(
      Float64Array.from(curve.xs, (value) => (x.map(value) / COLUMN_PX) * 2),
      Float64Array.from(curve.ys, (value) => (y.map(value) / ROW_PX) * 4),
    );
  const guesses = curve === null ? cellsOf(abscissa.values, source.predicted, x, y, width, rows) : new Set<number>();
  const guess = ascii ? 'x' : '×';
  return Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: width }, (_cell, column) => {
      const at = row * width + column;
      if (points.has(at)) return paint(signs.point, 'observed');
      if (guesses.has(at)) return paint(guess, 'curve');
      const dot = dots.at(column, row);
      if (dot !== '') return paint(ascii ? '*' : dot, 'curve');
      return shaded.has(at) ? paint(signs.band, 'band') : ' ';
    });
    return cells.join('').trimEnd();
  });
}

function bottom(
  x: Axis,
  width: number,
  gutter: number,
  signs: Signs,
  axis: (text: string) => string,
  name: string,
  paint: NonNullable<TerminalOptions['paint']>,
): string[] {
  const floor = Array.from({ length: width }, () => signs.floor);
  const numbers = Array.from({ length: width + 2 }, () => ' ');
  let free = 0;
  for (const tick of x.ticks) {
    const column = Math.min(width - 1, Math.floor(x.map(tick.value) / COLUMN_PX));
    const text = signs.number(tick.text);
    const from = Math.max(0, Math.min(width + 1 - text.length, column - ((text.length - 1) >> 1)));
    floor[column] = signs.floorTick;
    if (from < free) continue;
    numbers.splice(from, text.length, ...text);
    free = from + text.length + 1;
  }
  const indent = ' '.repeat(gutter);
  const label = cut(name, width, signs.ellipsis);
  return [
    `${indent}${axis(signs.corner + floor.join(''))}`,
    `${indent} ${axis(numbers.join('').trimEnd())}`,
    `${indent} ${paint(padStart(label, Math.floor((width + columnsOf(label)) / 2)), 'label')}`,
  ];
}

/** What the signs mean, and how the loss went. */
function key(
  source: FigureSource,
  hasBand: boolean,
  course: boolean,
  gutter: number,
  columns: number,
  signs: Signs,
  paint: NonNullable<TerminalOptions['paint']>,
): string[] {
  const { response, lang, trace } = source;
  const indent = ' '.repeat(gutter + 1);
  const room = columns - gutter - 1;
  const guess = source.curve === undefined ? (signs === ASCII ? 'x' : '×') : signs.curve;
  const percent = numberText((source.level ?? 0.95) * 100, 5);
  const about = hasBand ? `   ${signs.band} ${{ en: `${percent}% band`, ko: `${percent}% 신뢰대` }[lang]}` : '';
  const fitted = { en: 'fit', ko: '적합' }[lang];
  const name = cut(printable(response), room - columnsOf(`${signs.point}    ${guess} ${fitted}${about}`), signs.ellipsis);
  // No room for any of the name: no key.
  const lines =
    name === ''
      ? []
      : [`${indent}${paint(signs.point, 'observed')} ${name}   ${paint(guess, 'curve')} ${fitted}${paint(about, 'band')}`];
  const [first, last] = [trace.loss[0] ?? Number.NaN, trace.loss[trace.length - 1] ?? Number.NaN];
  const word = { en: 'loss', ko: '손실' }[lang];
  const end = `${signs.number(numberText(first, 3))} ${signs.arrow} ${signs.number(numberText(last, 3))}`;
  const bars = lossBars(source, Math.min(40, room - columnsOf(word) - columnsOf(end) - 4), signs.levels);
  if (course && lastEpoch(source) > 0 && bars !== '')
    lines.push(`${indent}${paint(word, 'label')} ${paint(bars, 'loss')}  ${end}`);
  return lines;
}

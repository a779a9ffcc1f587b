import { ellipsize, textWidth } from './measure.js';
import type { Occupancy } from './obstacles.js';
import { type Box, grown } from './path.js';
import type { Mark, PointSymbol } from './scene.js';
import { GRID, INK, MIDDLE, PAPER, TEXT_SIZE } from './theme.js';

export interface LegendItem {
  readonly text: string;
  readonly sample: PointSample | LineSample | AreaSample;
}

interface PointSample {
  readonly kind: 'point';
  readonly colour: string;
  readonly symbol: PointSymbol;
}

/** Several colours are drawn as lines below each other: a family of lines. */
interface LineSample {
  readonly kind: 'line';
  readonly colours: readonly string[];
  readonly dash?: readonly number[];
  readonly width?: number;
  /** On the middle of the line. */
  readonly symbol?: PointSymbol;
}

/** A filled band; with `edge` its rims are drawn too. */
interface AreaSample {
  readonly kind: 'area';
  readonly colour: string;
  readonly opacity: number;
  readonly edge?: { readonly colour: string; readonly dash: readonly number[] };
}

const ROW = 21;
const SAMPLE = 22;
const LONGEST = 260;
const MARGIN = 12;

/** A box in the corner or at the edge of the plot where nothing lies, or null where every such place covers data. */
export function legendInside(
  items: readonly LegendItem[],
  plot: Box,
  taken: Occupancy,
): { readonly marks: readonly Mark[]; readonly box: Box } | null {
  const width = Math.ceil(Math.max(...items.map((item) => textWidth(label(item), TEXT_SIZE)))) + SAMPLE + 9 + 26;
  const height = items.length * ROW + 12;
  if (width + 2 * MARGIN > plot.right - plot.left || height + 2 * MARGIN > plot.bottom - plot.top) return null;
  const xs = [plot.left + MARGIN, plot.right - MARGIN - width, (plot.left + plot.right - width) / 2];
  const ys = [plot.bottom - MARGIN - height, plot.top + MARGIN, (plot.top + plot.bottom - height) / 2];
  for (const [column, row] of PLACES) {
    const [left, top] = [Math.round(xs[column] as number), Math.round(ys[row] as number)];
    const box = { left, top, right: left + width, bottom: top + height };
    if (taken.count(grown(box, 6)) === 0) return { marks: boxed(items, box), box };
  }
  return null;
}

/** Corners first, then the middles of the edges: [column, row]. */
const PLACES = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 0],
  [2, 1],
  [0, 2],
  [1, 2],
] as const;

function boxed(items: readonly LegendItem[], box: Box): Mark[] {
  const { left, top } = box;
  return [
    {
      kind: 'rect',
      x: left,
      y: top,
      width: box.right - left,
      height: box.bottom - top,
      radius: 6,
      fill: PAPER,
      stroke: GRID,
      opacity: 0.94,
      role: 'legend',
    },
    ...items.flatMap((item, i) => entry(item, left + 13, top + 16.5 + i * ROW)),
  ];
}

/** Above the plot, in rows: covers nothing wherever the data lie. */
export function legendAbove(
  items: readonly LegendItem[],
  left: number,
  right: number,
): { readonly height: number; readonly marks: (top: number) => Mark[] } {
  const rows: LegendItem[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const width = entryWidth(item);
    if (used + width > right - left) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1]?.push(item);
    used += width;
  }
  return {
    height: rows.length * ROW,
    marks: (top) =>
      rows.flatMap((row, i) => {
        let x = left;
        return row.flatMap((item) => {
          const marks = entry(item, x, top + i * ROW + ROW / 2);
          x += entryWidth(item);
          return marks;
        });
      }),
  };
}

const label = (item: LegendItem): string => ellipsize(item.text, LONGEST, TEXT_SIZE);
const entryWidth = (item: LegendItem): number => SAMPLE + 9 + textWidth(label(item), TEXT_SIZE) * 1.04 + 22;

function entry(item: LegendItem, x: number, y: number): Mark[] {
  return [
    ...sampleMarks(item.sample, x, y),
    { kind: 'text', x: x + SAMPLE + 9, y: y + MIDDLE, text: label(item), size: TEXT_SIZE, fill: INK, role: 'legend' },
  ];
}

function sampleMarks(sample: LegendItem['sample'], x: number, y: number): Mark[] {
  if (sample.kind === 'point')
    return [
      {
        kind: 'points',
        xs: Float64Array.of(x + SAMPLE / 2),
        ys: Float64Array.of(y),
        radius: 4,
        symbol: sample.symbol,
        fill: sample.colour,
        role: 'legend',
      },
    ];
  if (sample.kind === 'area') return areaMarks(sample, x, y);
  const { colours, dash = [], width = 2.5, symbol } = sample;
  const lines = colours.map((stroke, i): Mark => {
    const at = y + (i - (colours.length - 1) / 2) * 4;
    return { kind: 'line', x1: x, y1: at, x2: x + SAMPLE, y2: at, stroke, strokeWidth: width, dash, role: 'legend' };
  });
  if (symbol === undefined) return lines;
  return [...lines, ...sampleMarks({ kind: 'point', colour: colours[0] ?? INK, symbol }, x, y)];
}

const BAND = 11;

function areaMarks({ colour, opacity, edge }: AreaSample, x: number, y: number): Mark[] {
  const [top, bottom] = [y - BAND / 2, y + BAND / 2];
  return [
    { kind: 'rect', x, y: top, width: SAMPLE, height: BAND, fill: colour, opacity, role: 'legend' },
    ...(edge === undefined ? [] : [top, bottom]).map(
      (at): Mark => ({
        kind: 'line',
        x1: x,
        y1: at,
        x2: x + SAMPLE,
        y2: at,
        stroke: edge?.colour ?? colour,
        strokeWidth: 1,
        dash: edge?.dash ?? [],
        role: 'legend',
      }),
    ),
  ];
}

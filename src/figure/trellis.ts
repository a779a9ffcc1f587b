import type { Lang } from '../base/text.js';
import { type Axis, type AxisSpec, horizontalAxis, verticalAxis } from './axis.js';
import { axes, type Frame, gridLines, header, headerHeight, leftMargin, WIDTH } from './frame.js';
import { type LegendItem, legendAbove } from './legend.js';
import { ellipsize, flow, textWidth } from './measure.js';
import type { Mark, Scene } from './scene.js';
import { INK, lettering, MUTED, PAPER, TEXT_SIZE } from './theme.js';

/** Plots beside and below each other, each with a horizontal axis of its own, over one vertical axis: for one question about several quantities. */
export interface TrellisSpec {
  readonly lang: Lang;
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly y: AxisSpec;
  readonly legend: readonly LegendItem[];
  readonly plots: readonly TrellisPlot[];
}

export interface TrellisPlot {
  /** Above the plot on the left. */
  readonly name: string;
  /** Beside the name, where there is room for all of it. */
  readonly note: string;
  readonly colour: string;
  /** Its label is not written: the name says it. */
  readonly x: AxisSpec;
  /** Not clipped: marks stay in the frame by themselves. */
  draw(frame: Frame): readonly Mark[];
}

const GAP = 38;
const RIGHT = 34;
const ABOVE = 24;
const BELOW = 34;

export function trellis(spec: TrellisSpec): Scene {
  const { plots } = spec;
  const columns = plots.length === 1 ? 1 : plots.length <= 4 ? 2 : 3;
  const plotHeight = [300, 196, 150][columns - 1] as number;
  const lines = flow(spec.subtitle, WIDTH - 58 - 24, TEXT_SIZE, 2);
  const left = leftMargin(verticalAxis(spec.y, plotHeight, 0));
  const legend = legendAbove(spec.legend, left, WIDTH - RIGHT);
  const first = headerHeight(lines.length) + legend.height + 8;
  const plotWidth = (WIDTH - RIGHT - left - (columns - 1) * GAP) / columns;
  const frames = plots.map((plot, i): Frame => {
    const from = left + (i % columns) * (plotWidth + GAP);
    const top = first + ABOVE + Math.floor(i / columns) * (ABOVE + plotHeight + BELOW);
    return {
      left: from,
      right: from + plotWidth,
      top,
      bottom: top + plotHeight,
      x: within(horizontalAxis(plot.x, from, from + plotWidth), from, from + plotWidth),
      y: verticalAxis(spec.y, top + plotHeight, top),
    };
  });
  const bottom = Math.max(...frames.map((frame) => frame.bottom));
  return {
    width: WIDTH,
    height: bottom + BELOW + 6,
    title: spec.title,
    description: spec.description,
    lang: spec.lang,
    background: PAPER,
    marks: [
      ...header(spec.title, lines, left, WIDTH),
      ...legend.marks(first - legend.height - 4),
      ...frames.flatMap((area, i) => drawPlot(plots[i] as TrellisPlot, area, i % columns === 0)),
      yLabel(spec.y.label, first + ABOVE, bottom),
    ],
  };
}

/** Without the numbers that would reach into the neighbouring plot. */
function within(axis: Axis, left: number, right: number): Axis {
  const fits = ({ value, text }: Axis['ticks'][number]): boolean => {
    const half = textWidth(text, TEXT_SIZE) / 2;
    return axis.map(value) - half > left - GAP / 2 + 3 && axis.map(value) + half < right + GAP / 2 - 3;
  };
  return { ...axis, ticks: axis.ticks.filter(fits) };
}

function drawPlot(plot: TrellisPlot, area: Frame, isFirst: boolean): Mark[] {
  const name = ellipsize(plot.name, area.right - area.left, TEXT_SIZE, 600);
  const after = area.left + textWidth(name, TEXT_SIZE, 600) * 1.03 + 9;
  const y = area.top - 9;
  const hasRoom = after + textWidth(plot.note, TEXT_SIZE) <= area.right + GAP / 2 - 4;
  return [
    ...gridLines(area),
    ...plot.draw(area),
    ...axes(area).filter((mark) => isFirst || mark.role !== 'tick-y'),
    { kind: 'text', x: area.left, y, text: name, size: TEXT_SIZE, weight: 600, fill: lettering(plot.colour), role: 'label' },
    ...(hasRoom ? [{ kind: 'text', x: after, y, text: plot.note, size: TEXT_SIZE, fill: MUTED, role: 'label' } as const] : []),
  ];
}

const yLabel = (text: string, top: number, bottom: number): Mark => ({
  kind: 'text',
  x: 18,
  y: (top + bottom) / 2,
  text: ellipsize(text, bottom - top, TEXT_SIZE),
  size: TEXT_SIZE,
  anchor: 'middle',
  rotate: -90,
  fill: INK,
  role: 'label',
});

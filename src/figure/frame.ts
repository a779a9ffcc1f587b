import type { Lang } from '../base/text.js';
import { type Axis, type AxisSpec, horizontalAxis, verticalAxis } from './axis.js';
import { endLabelRoom, endLabels } from './end-labels.js';
import { type LegendItem, legendAbove, legendInside } from './legend.js';
import { ellipsize, flow, textWidth } from './measure.js';
import { type Obstacle, occupancy } from './obstacles.js';
import type { Box } from './path.js';
import type { Mark, Plot, Scene, TextMark } from './scene.js';
import { GRID, INK, MIDDLE, MUTED, PAPER, TEXT_SIZE, TITLE_SIZE } from './theme.js';

/** A picture with one plot: what is around the data is laid out here, what is inside is drawn by the chart. */
export interface FrameSpec {
  readonly lang: Lang;
  readonly width?: number;
  readonly height?: number;
  readonly title: string;
  /** Joined by ` · `, on two lines where one is too short. */
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly legend?: readonly LegendItem[];
  /** True where the legend stands above the plot in any case. */
  readonly legendAbove?: boolean;
  /** Names of lines, written at their right ends. */
  readonly ends?: readonly { readonly text: string; readonly colour: string; readonly value: number }[];
  /** Room on the right for marks of the chart's own. */
  readonly right?: number;
  /** Room below, within `height`, for marks of the chart's own. */
  readonly below?: number;
  /** Room on the right of title and subtitle for marks of the chart's own. */
  readonly beside?: number;
  /** False where the plot is filled. */
  readonly grid?: boolean;
  draw(frame: Frame): Drawing;
}

export interface Frame extends Box {
  readonly x: Axis;
  readonly y: Axis;
}

export interface Drawing {
  readonly marks: readonly Mark[];
  /** What the legend must not cover. */
  readonly obstacles?: readonly Obstacle[];
}

export const WIDTH = 760;
export const HEIGHT = 470;
const BOTTOM = 52;

export function frame(spec: FrameSpec): Scene {
  const inside = layOut(spec, null);
  const { legend = [] } = spec;
  if (legend.length === 0) return inside.scene([]);
  const taken = occupancy(inside.frame, inside.drawing.obstacles ?? []);
  const placed = spec.legendAbove === true ? null : legendInside(legend, inside.frame, taken);
  if (placed !== null) return inside.scene(placed.marks);
  const above = legendAbove(legend, inside.frame.left, inside.frame.right);
  const outside = layOut(spec, above.height);
  return outside.scene(above.marks(outside.frame.top - above.height - 8));
}

interface Layout {
  readonly frame: Frame;
  readonly drawing: Drawing;
  scene(legend: readonly Mark[]): Scene;
}

function layOut(spec: FrameSpec, legendHeight: number | null): Layout {
  const { width = WIDTH, height = HEIGHT, ends = [] } = spec;
  const room = endLabelRoom(ends.map((end) => end.text));
  const margin = Math.max(24, room, spec.right ?? 0);
  const lines = flow(spec.subtitle, width - 58 - 24 - (spec.beside ?? 0), TEXT_SIZE, 2);
  const top = headerHeight(lines.length) + (legendHeight === null ? 0 : legendHeight + 8);
  const bottom = height - BOTTOM - (spec.below ?? 0);
  const y = verticalAxis(spec.y, bottom, top);
  const left = leftMargin(y);
  const x = fittingAxis(spec.x, left, width - margin, width);
  const right = x.map(spec.x.domain[1]);
  const area: Frame = { left, right, top, bottom, x, y };
  const drawing = spec.draw(area);
  const plot: Plot = { x: left, y: top, width: right - left, height: bottom - top, xAxis: rangeOf(x), yAxis: rangeOf(y) };
  return {
    frame: area,
    drawing,
    scene: (legend) => ({
      width,
      height,
      title: spec.title,
      description: spec.description,
      lang: spec.lang,
      background: PAPER,
      marks: [
        ...header(spec.title, lines, left, width - (spec.beside ?? 0)),
        ...(spec.grid === false ? [] : gridLines(area)),
        ...drawing.marks,
        ...axes(area),
        ...axisLabels(area),
        ...legend,
        ...endLabels(
          ends.map((end) => ({ ...end, y: area.y.map(end.value) })),
          right + 9,
          top,
          bottom,
        ),
      ],
      plot,
    }),
  };
}

/** The last number stands on the sheet as a whole. */
function fittingAxis(spec: AxisSpec, left: number, right: number, width: number): Axis {
  const axis = horizontalAxis(spec, left, right);
  const last = axis.ticks.at(-1);
  const over = last === undefined ? 0 : axis.map(last.value) + textWidth(last.text, TEXT_SIZE) / 2 + 6 - width;
  return over > 0 ? horizontalAxis(spec, left, Math.floor(right - over)) : axis;
}

export const headerHeight = (lines: number): number => 62 + 18 * (lines - 1);

/** Room for the rotated label, the ticks, and gaps; never so small that pictures under each other do not line up. */
export const leftMargin = (y: Axis): number =>
  Math.max(58, Math.ceil(32 + Math.max(0, ...y.ticks.map((tick) => textWidth(tick.text, TEXT_SIZE) * 1.03)) + 8));

export function header(title: string, lines: readonly string[], left: number, width: number): TextMark[] {
  return [
    {
      kind: 'text',
      x: left,
      y: 26,
      text: ellipsize(title, width - left - 24, TITLE_SIZE, 600),
      size: TITLE_SIZE,
      weight: 600,
      fill: INK,
      role: 'title',
    },
    ...lines.map(
      (text, i): TextMark => ({ kind: 'text', x: left, y: 46 + 18 * i, text, size: TEXT_SIZE, fill: MUTED, role: 'subtitle' }),
    ),
  ];
}

export function gridLines({ left, right, top, bottom, x, y }: Frame): Mark[] {
  const d = [
    ...x.ticks.map((tick) => `M${pixel(x.map(tick.value))} ${pixel(top)}V${pixel(bottom)}`),
    ...y.ticks.map((tick) => `M${pixel(left)} ${pixel(y.map(tick.value))}H${pixel(right)}`),
  ].join('');
  return [{ kind: 'path', d, stroke: GRID, strokeWidth: 1, role: 'grid' }];
}

const pixel = (value: number): number => Math.round(value * 100) / 100 + 0;

/** The line below and the numbers of both axes. */
export function axes({ left, right, bottom, x, y }: Frame): Mark[] {
  return [
    { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom, stroke: INK, strokeWidth: 1, role: 'axis' },
    ...x.ticks.map(
      (tick): Mark => ({
        kind: 'text',
        x: x.map(tick.value),
        y: bottom + 18,
        text: tick.text,
        size: TEXT_SIZE,
        anchor: 'middle',
        fill: MUTED,
        role: 'tick-x',
      }),
    ),
    ...y.ticks.map(
      (tick): Mark => ({
        kind: 'text',
        x: left - 8,
        y: y.map(tick.value) + MIDDLE,
        text: tick.text,
        size: TEXT_SIZE,
        anchor: 'end',
        fill: MUTED,
        role: 'tick-y',
      }),
    ),
  ];
}

function axisLabels({ left, right, top, bottom, x, y }: Frame): Mark[] {
  return [
    {
      kind: 'text',
      x: (left + right) / 2,
      y: bottom + 40,
      text: ellipsize(x.label, right - left, TEXT_SIZE),
      size: TEXT_SIZE,
      anchor: 'middle',
      fill: INK,
      role: 'label',
    },
    {
      kind: 'text',
      x: 18,
      y: (top + bottom) / 2,
      text: ellipsize(y.label, bottom - top, TEXT_SIZE),
      size: TEXT_SIZE,
      anchor: 'middle',
      rotate: -90,
      fill: INK,
      role: 'label',
    },
  ];
}

export const rangeOf = ({ label, domain, scale, constant, ticks }: Axis): Plot['xAxis'] => ({
  label,
  domain,
  scale,
  ...(constant === undefined ? {} : { constant }),
  ticks,
});

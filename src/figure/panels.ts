import type { Lang } from '../base/text.js';
import { type AxisSpec, horizontalAxis, verticalAxis } from './axis.js';
import { axes, type Drawing, type Frame, gridLines, header, headerHeight, leftMargin, rangeOf, WIDTH } from './frame.js';
import { type LegendItem, legendAbove } from './legend.js';
import { ellipsize, flow } from './measure.js';
import type { Mark, Scene } from './scene.js';
import { INK, lettering, MIDDLE, TEXT_SIZE } from './theme.js';

/** Plots below each other over one horizontal axis: for quantities of different size. */
export interface PanelsSpec {
  readonly lang: Lang;
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly description: string;
  readonly x: AxisSpec;
  readonly panels: readonly Panel[];
  /** Of one panel; default 84. */
  readonly height?: number;
  /** Room on the right; default as much as ends take. */
  readonly right?: number;
  /** What is drawn in all of them; stands above. */
  readonly legend?: readonly LegendItem[];
}

export interface Panel {
  readonly y: AxisSpec;
  readonly colour: string;
  /** Written at the right end. */
  readonly end: { readonly text: string; readonly value: number } | null;
  draw(frame: Frame): Drawing;
}

const PANEL = 84;
const GAP = 16;
const RIGHT = 104;
/** A left edge that no axis needs. */
const WIDEST = 160;
const BELOW = 52;

export function panels(spec: PanelsSpec): Scene {
  const lines = flow(spec.subtitle, WIDTH - 58 - 24, TEXT_SIZE, 2);
  const { height: tall = PANEL, right = RIGHT, legend = [] } = spec;
  // As high as it is with any left edge: only that is known before the axes are.
  const above = headerHeight(lines.length) + (legend.length === 0 ? 0 : legendAbove(legend, WIDEST, WIDTH - right).height + 4);
  // The name of a panel stands above it.
  const tops = spec.panels.map((_, i) => above + 14 + i * (tall + GAP + 14));
  const ys = spec.panels.map((panel, i) => verticalAxis(panel.y, (tops[i] as number) + tall, tops[i] as number));
  const left = Math.max(...ys.map(leftMargin)) - 10;
  const x = horizontalAxis(spec.x, left, WIDTH - right);
  const frames = spec.panels.map(
    (_, i): Frame => ({
      left,
      right: WIDTH - right,
      top: tops[i] as number,
      bottom: (tops[i] as number) + tall,
      x,
      y: ys[i] as Frame['y'],
    }),
  );
  const last = frames.at(-1) as Frame;
  const height = last.bottom + BELOW;
  return {
    width: WIDTH,
    height,
    title: spec.title,
    description: spec.description,
    lang: spec.lang,
    background: '#ffffff',
    marks: [
      ...header(spec.title, lines, left, WIDTH),
      ...(legend.length === 0 ? [] : legendAbove(legend, left, WIDTH - right).marks(headerHeight(lines.length) - 6)),
      ...frames.flatMap((area, i) => drawPanel(spec.panels[i] as Panel, area, area === last)),
      xLabel(last, height),
    ],
    plot: { x: left, y: last.top, width: last.right - left, height: tall, xAxis: rangeOf(x), yAxis: rangeOf(last.y) },
  };
}

function drawPanel(panel: Panel, area: Frame, isLast: boolean): Mark[] {
  const all = axes(area);
  return [
    ...gridLines(area),
    ...panel.draw(area).marks,
    ...(isLast ? all : all.filter((mark) => mark.role !== 'tick-x')),
    {
      kind: 'text',
      x: area.left,
      y: area.top - 7,
      text: ellipsize(panel.y.label, area.right - area.left, TEXT_SIZE, 600),
      size: TEXT_SIZE,
      weight: 600,
      fill: lettering(panel.colour),
      role: 'label',
    },
    ...(panel.end === null
      ? []
      : [
          {
            kind: 'text',
            x: area.right + 9,
            y: Math.min(Math.max(area.y.map(panel.end.value), area.top), area.bottom) + MIDDLE,
            text: ellipsize(panel.end.text, RIGHT - 14, TEXT_SIZE, 600),
            size: TEXT_SIZE,
            weight: 600,
            fill: lettering(panel.colour),
            role: 'label',
          } as const,
        ]),
  ];
}

const xLabel = ({ left, right, x }: Frame, height: number): Mark => ({
  kind: 'text',
  x: (left + right) / 2,
  y: height - 12,
  text: x.label,
  size: TEXT_SIZE,
  anchor: 'middle',
  fill: INK,
  role: 'label',
});

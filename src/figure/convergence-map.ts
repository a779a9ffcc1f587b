import type { Lang, Text } from '../base/text.js';
import { horizontalAxis, verticalAxis } from './axis.js';
import { colourScale, colourScaleRoom } from './colour-scale.js';
import { type Cell, cellMarks, ENDS, epochScale, rateEdges } from './convergence-cells.js';
import { labelledRates, roomOf } from './convergence-rates.js';
import { description, subtitle } from './convergence-words.js';
import { axes, type Frame, header, headerHeight, leftMargin, rangeOf, WIDTH } from './frame.js';
import { legendAbove } from './legend.js';
import { ellipsize, flow } from './measure.js';
import type { Mark, Scene } from './scene.js';
import { INK, PAPER, TEXT_SIZE } from './theme.js';

/** What a convergence map is drawn from. */
export interface ConvergenceSource {
  readonly lang: Lang;
  readonly formula: string;
  /** Of each run at most. */
  readonly epochs: number;
  /** When a run has arrived, where the user said so: `mae < 0.001`. */
  readonly stop: string | null;
  /** At least one; the loss of each start, NaN where it is not finite. */
  readonly starts: ArrayLike<number>;
  /** At least one. */
  readonly methods: readonly ConvergenceMethod[];
}

export interface ConvergenceMethod {
  readonly title: Text;
  /** Ascending, > 0, at least one. */
  readonly rates: readonly number[];
  /** Above, no run stays near the minimum; null where that is not known. `symbol`: `2/λmax`. */
  readonly limit: number | null;
  readonly limitSymbol: string | null;
  /** 2/(λmax + λmin); null where there is none. */
  readonly theory: number | null;
  readonly best: { readonly rate: number; readonly epochs: number } | null;
  readonly cells: readonly Cell[];
}

const BELOW = 52;
const PANEL_NAME = 20;
const GAP = 14;
/** Heights of a map, of one and of several, and of a start where there is room. */
const HEIGHTS = { one: [150, 400], several: [90, 240] } as const;
const START = 16;

/** Which learning rates arrive from which starts, in how many epochs: a panel for each method, with the stability limit drawn in. */
export function convergenceMap(source: ConvergenceSource): Scene {
  const { lang, methods, starts } = source;
  const lines = flow(subtitle(source), WIDTH - 58 - 24, TEXT_SIZE, 2);
  const scale = epochScale(methods.flatMap(({ cells }) => cells));
  const scaleRoom = scale === null ? 24 : colourScaleRoom(scale);
  const edges = methods.map(({ rates }) => rateEdges(rates));
  const domain = [
    Math.min(...edges.map((all) => all[0] as number)),
    Math.max(...edges.map((all) => all.at(-1) as number)),
  ] as const;
  const legend = Object.values(ENDS)
    .filter(({ outcomes }) => methods.some(({ cells }) => cells.some(({ outcome }) => outcomes.includes(outcome))))
    .map(({ text, colour, symbol }) => ({ text: text[lang], sample: { kind: 'point', colour, symbol } as const }));

  const several = methods.length > 1;
  const [least, most] = several ? HEIGHTS.several : HEIGHTS.one;
  const tall = Math.min(Math.max(starts.length * START, least), most);
  const ySpec = {
    label: { en: 'start, by its loss', ko: '시작점 (손실 순)' }[lang],
    domain: [0.5, starts.length + 0.5] as const,
    scale: 'linear',
    counts: true,
  } as const;
  const left = leftMargin(verticalAxis(ySpec, tall, 0));
  const right = WIDTH - scaleRoom;
  const x = horizontalAxis(
    { label: { en: 'learning rate (log)', ko: '학습률 (로그)' }[lang], domain, scale: 'log' },
    left,
    right,
  );
  const above = legend.length === 0 ? null : legendAbove(legend, left, right);
  let top = headerHeight(lines.length) + (above === null ? 0 : above.height + 8);
  const frames = methods.map((method): Frame => {
    top += (several ? PANEL_NAME : 0) + roomOf(method, lang, domain);
    const area = { left, right, top, bottom: top + tall, x, y: verticalAxis(ySpec, top + tall, top) };
    top = area.bottom + GAP;
    return area;
  });
  const [first, last] = [frames[0] as Frame, frames.at(-1) as Frame];
  const order = ranks(starts);
  return {
    width: WIDTH,
    height: last.bottom + BELOW,
    title: { en: 'Which learning rates arrive', ko: '학습률에 따른 도착 여부' }[lang],
    description: description(source),
    lang,
    background: PAPER,
    marks: [
      ...header({ en: 'Which learning rates arrive', ko: '학습률에 따른 도착 여부' }[lang], lines, left, WIDTH),
      ...(above?.marks(headerHeight(lines.length) - 8) ?? []),
      ...methods.flatMap((method, m): Mark[] => {
        const area = frames[m] as Frame;
        const own = axes(area);
        return [
          ...cellMarks(method.cells, { edges: edges[m] as number[], order, area, scale }),
          ...(area === last ? own : own.filter(({ role }) => role !== 'tick-x')),
          ...labelledRates(method, edges[m] as number[], area, lang),
          ...(several ? [panelName(method.title[lang], area, method, lang, domain)] : []),
        ];
      }),
      label(x.label, (left + right) / 2, last.bottom + 40, right - left),
      { ...label(ySpec.label, 18, (first.top + last.bottom) / 2, last.bottom - first.top), rotate: -90 },
      ...(scale === null
        ? []
        : colourScale(
            scale,
            { ...first, bottom: last.bottom },
            { en: 'epochs until arrival (log)', ko: '도착까지의 에포크 (로그)' }[lang],
          )),
    ],
    plot: { x: left, y: last.top, width: right - left, height: tall, xAxis: rangeOf(x), yAxis: rangeOf(last.y) },
  };
}

/** The place of each start from below, 0 … n − 1: by its loss, those that are not finite above all. */
function ranks(losses: ArrayLike<number>): number[] {
  const finite = (k: number): number => (Number.isFinite(losses[k]) ? (losses[k] as number) : Number.POSITIVE_INFINITY);
  const sorted = Array.from(losses, (_, k) => k).sort((a, b) =>
    finite(a) === finite(b) ? a - b : finite(a) < finite(b) ? -1 : 1,
  );
  const places = new Array<number>(losses.length);
  for (const [place, k] of sorted.entries()) places[k] = place;
  return places;
}

const label = (text: string, x: number, y: number, room: number) =>
  ({
    kind: 'text',
    x,
    y,
    text: ellipsize(text, room, TEXT_SIZE),
    size: TEXT_SIZE,
    anchor: 'middle',
    fill: INK,
    role: 'label',
  }) as const;

const panelName = (
  text: string,
  { left, top }: Frame,
  method: ConvergenceMethod,
  lang: Lang,
  domain: readonly [number, number],
): Mark => ({
  kind: 'text',
  x: left,
  y: top - roomOf(method, lang, domain) - 6,
  text,
  size: TEXT_SIZE,
  weight: 600,
  fill: INK,
  role: 'label',
});

import { extent, horizontalAxis, padded, verticalAxis } from './axis.js';
import type { FigureSource } from './chart.js';
import { cloud } from './cloud.js';
import { inTheme, type Theme } from './dark.js';
import { courseOf, epochAxis } from './epochs.js';
import { type Frame, frame, HEIGHT } from './frame.js';
import { framesOf, type Moment, moments } from './frames.js';
import { lossAxis } from './loss-axis.js';
import { movingCurve, movingPoints } from './moving.js';
import { countText, numberText } from './number-text.js';
import { fixed } from './path.js';
import { placed } from './placed.js';
import type { Mark, Scene } from './scene.js';
import { svg } from './svg.js';
import { BLUE, GREY, INK, MUTED, PAPER, TEXT_SIZE, VERMILION } from './theme.js';
import { windowAround } from './window.js';
import { abscissaLabel, epochsText, lastEpoch, lossCourse, parametersText, rowsText, runTexts } from './words.js';

export interface DescentOptions {
  /** At most; default 60, for SVG 40, which glides from one to the next. */
  readonly frames?: number;
  /** Default light. */
  readonly theme?: Theme;
}

/** Room for the strip of the loss. */
const STRIP = 96;
const SECONDS = 4;
const HOLD = 1.6;

/**
 * The descent as an SVG that moves by itself, also inside `<img>`: the data, the curve on its way, epoch and loss, and the loss curve with the
 * place on it. Without animation, and where the reader asked for less motion, it shows the end.
 */
export const animatedSvg = (source: FigureSource, options: DescentOptions = {}): string =>
  svg(inTheme(descent(source, { frames: 40, ...options }), options.theme ?? 'light'));

/** The same as still scenes, one per frame: for GIF and canvas. */
export const descentFrames = (source: FigureSource, options: DescentOptions = {}): Scene[] =>
  framesOf(inTheme(descent(source, options), options.theme ?? 'light'));

/** The descent as a scene whose marks have frames. */
function descent(source: FigureSource, { frames = 60 }: DescentOptions = {}): Scene {
  const { abscissa, observed, response, point, lang } = source;
  const found = moments(source, Math.max(1, frames));
  const shown: readonly Moment[] = found.length > 0 ? found : [{ epoch: 0, point, loss: Number.NaN }];
  const points = shown.map((moment) => moment.point);
  const moving = source.curve !== undefined ? movingCurve(source, source.curve, points) : movingPoints(source, points);
  const base = extent(observed) ?? [0, 1];
  const window = windowAround(base, moving.values, 0.35);
  const x = extent(abscissa.values) ?? [0, 1];
  const last = lastEpoch(source);
  const scene = frame({
    lang,
    title: { en: 'The descent', ko: '경사하강의 과정' }[lang],
    subtitle: runTexts(source),
    beside: 130,
    below: STRIP,
    description: {
      en: `Animation of ${epochsText(last, 'en')} on ${rowsText(observed.length, 'en')}: ${source.formula} ends with ${parametersText(source)}; ${lossCourse(source)}.`,
      ko: `${rowsText(observed.length, 'ko')}에서 ${epochsText(last, 'ko')} 동안의 과정: ${source.formula}, 마지막 값 ${parametersText(source)}. ${lossCourse(source)}.`,
    }[lang],
    x: { label: abscissaLabel(source), domain: padded(...x, 0.025), scale: 'linear', counts: abscissa.name === '' },
    y: { label: response, domain: padded(...window.span, 0.07), scale: 'linear' },
    draw: (area) => ({
      marks: [
        cloud(placed(abscissa.values, area.x.map), placed(observed, area.y.map), area, GREY, 'circle', 'observed'),
        ...moving.marks(area),
        ...counters(source, shown, area),
        ...lossStrip(source, shown, area),
      ],
    }),
  });
  return shown.length === 1
    ? scene
    : { ...scene, animation: { frames: shown.length, seconds: Math.min(SECONDS, shown.length * 0.15), hold: HOLD } };
}

/** Epoch and loss, right of the title. */
function counters({ lang }: FigureSource, shown: readonly Moment[], { right }: Frame): Mark[] {
  const text = (texts: readonly string[]): { text: string; frames: readonly string[] } => ({
    text: texts.at(-1) as string,
    frames: texts,
  });
  const epochs = shown.map(({ epoch }) => ({ en: `epoch ${countText(epoch)}`, ko: `에포크 ${countText(epoch)}` })[lang]);
  const losses = shown.map(({ loss }) => ({ en: `loss ${numberText(loss, 3)}`, ko: `손실 ${numberText(loss, 3)}` })[lang]);
  const x = right - 96;
  return [
    { kind: 'text', x, y: 26, size: 17, weight: 600, fill: VERMILION, role: 'epoch', ...text(epochs) },
    { kind: 'text', x, y: 46, size: TEXT_SIZE, weight: 600, fill: INK, role: 'loss', ...text(losses) },
  ];
}

/** The loss below the plot, and a dot where the run is. */
function lossStrip(source: FigureSource, shown: readonly Moment[], { left, right }: Frame): Mark[] {
  const { trace, lang } = source;
  const [top, bottom] = [HEIGHT - STRIP + 10, HEIGHT - 26];
  const x = horizontalAxis({ ...epochAxis(source, { epochs: 'log' }), label: '' }, left, right);
  const y = verticalAxis(lossAxis(source.loss.title, lang, [trace.loss]), bottom, top);
  const height = (loss: number): number => Math.min(Math.max(y.map(loss), top), bottom);
  const d = courseOf(
    placed(trace.epoch, x.map),
    Float64Array.from(trace.loss, (loss) => (Number.isFinite(loss) ? height(loss) : Number.NaN)),
  );
  const dots = shown.map(({ epoch, loss }) => [x.map(epoch), Number.isFinite(loss) ? height(loss) : top] as const);
  const still = (paths: readonly string[]): { d: string; frames: readonly string[] } => ({
    d: paths.at(-1) as string,
    frames: paths,
  });
  return [
    { kind: 'line', x1: left, y1: bottom + 4, x2: right, y2: bottom + 4, stroke: INK, strokeWidth: 1, role: 'axis' },
    ...x.ticks.map(
      (tick): Mark => ({
        kind: 'text',
        x: x.map(tick.value),
        y: HEIGHT - 6,
        text: tick.text,
        size: 11,
        anchor: 'middle',
        fill: MUTED,
        role: 'tick-x',
      }),
    ),
    {
      kind: 'text',
      x: left - 8,
      y: (top + bottom) / 2 + 2,
      text: { en: 'loss', ko: '손실' }[lang],
      size: TEXT_SIZE,
      anchor: 'end',
      fill: INK,
      role: 'label',
    },
    {
      kind: 'text',
      x: left - 8,
      y: HEIGHT - 6,
      text: { en: 'epoch', ko: '에포크' }[lang],
      size: 11,
      anchor: 'end',
      fill: MUTED,
      role: 'label',
    },
    ...(d === '' ? [] : [{ kind: 'path', d, stroke: BLUE, strokeWidth: 1.75, round: true, role: 'loss-curve' } as const]),
    {
      kind: 'path',
      ...still(dots.map(([at]) => `M${fixed(at)} ${fixed(top)}L${fixed(at)} ${fixed(bottom + 4)}`)),
      stroke: VERMILION,
      strokeWidth: 1,
      role: 'now',
    },
    { kind: 'path', ...still(dots.map(dotPath)), stroke: PAPER, strokeWidth: 11, round: true, role: 'now' },
    { kind: 'path', ...still(dots.map(dotPath)), stroke: VERMILION, strokeWidth: 8, round: true, role: 'now' },
  ];
}

/** A piece of no length with round ends. */
const dotPath = ([x, y]: readonly [number, number]): string => `M${fixed(x)} ${fixed(y)}L${fixed(x)} ${fixed(y)}`;

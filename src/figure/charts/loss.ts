import type { AxisSpec } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { courseOf, EPOCH_OPTION, epochAxis } from '../epochs.js';
import { type Frame, frame } from '../frame.js';
import { lossAxis } from '../loss-axis.js';
import { countText, numberText } from '../number-text.js';
import { placed } from '../placed.js';
import type { Mark, Scene } from '../scene.js';
import { BLUE, VERMILION } from '../theme.js';
import { epochsText, lastEpoch, lossCourse, methodText, outcomeText } from '../words.js';

interface Course {
  readonly name: string;
  readonly values: Float64Array;
  readonly colour: string;
  readonly dash: readonly number[];
  /** Known at some epochs only, where the values between are nobody's to draw. */
  readonly sparse?: boolean;
}

export const loss: Chart = {
  name: 'loss',
  title: { en: 'The loss', ko: '손실' },
  summary: {
    en: 'The loss over the epochs, on a logarithmic axis, with every spike.',
    ko: '에포크에 따른 손실을 로그 축에, 튀는 값까지 빠짐없이 보여 준다.',
  },
  needs: [],
  options: {
    epochs: EPOCH_OPTION,
    mae: { type: 'boolean', title: { en: 'Also draw the mean absolute error', ko: '평균절대오차도 그린다' } },
  },
  draw(source, options): Scene {
    const { trace, lang } = source;
    const last = lastEpoch(source);
    const courses: Course[] = [{ name: { en: 'loss', ko: '손실' }[lang], values: trace.loss, colour: BLUE, dash: [] }];
    if (options.mae === true)
      courses.push({ name: 'MAE', values: trace.mae, colour: VERMILION, dash: [7, 4], sparse: trace.sparseMae === true });
    const axis = lossAxis(
      source.loss.title,
      lang,
      courses.map(({ values }) => values),
    );
    const ends = courses.flatMap(({ name, values, colour }) => {
      const at = lastFinite(values);
      if (at < 0) return [];
      const value = values[at] as number;
      return [{ text: courses.length > 1 ? `${name} ${numberText(value, 3)}` : numberText(value, 3), colour, value }];
    });
    return frame({
      lang,
      height: 420,
      title: { en: `The loss over ${epochsText(last, 'en')}`, ko: `손실 곡선 — 에포크 ${countText(last)}까지` }[lang],
      subtitle: [methodText(source), outcomeText(source), ...remarks(source, axis)],
      description: {
        en: `Over ${epochsText(last, 'en')} of ${methodText(source)}, ${lossCourse(source)}; least ${leastText(source)}. Outcome: ${outcomeText(source)}.`,
        ko: `${methodText(source)}, ${epochsText(last, 'ko')}. ${lossCourse(source)}, 가장 작은 값 ${leastText(source)}. 결과: ${outcomeText(source)}.`,
      }[lang],
      x: epochAxis(source, options),
      y: axis,
      ends,
      draw: (area) => ({ marks: courses.flatMap((course) => drawCourse(source, course, area)) }),
    });
  },
};

function drawCourse({ trace }: FigureSource, { values, colour, dash, sparse }: Course, area: Frame): Mark[] {
  const xs = placed(trace.epoch, area.x.map);
  const ys = Float64Array.from(values, (value) =>
    Number.isFinite(value) ? Math.min(Math.max(area.y.map(value), area.top), area.bottom) : Number.NaN,
  );
  if (sparse === true) {
    const known = [...values.keys()].filter((i) => Number.isFinite(values[i]));
    const at = (all: Float64Array): Float64Array => Float64Array.from(known, (i) => all[i] as number);
    return [{ kind: 'points', xs: at(xs), ys: at(ys), radius: 3.5, symbol: 'circle', fill: colour, role: 'point' }];
  }
  const d = courseOf(xs, ys);
  const at = lastFinite(values);
  if (d === '' || at < 0) return [];
  return [
    { kind: 'path', d, stroke: colour, strokeWidth: 2.25, dash, round: dash.length === 0, role: 'curve' },
    {
      kind: 'points',
      xs: Float64Array.of(xs[at] as number),
      ys: Float64Array.of(ys[at] as number),
      radius: 3.5,
      symbol: 'circle',
      fill: colour,
      role: 'end',
    },
  ];
}

function remarks({ trace, lang }: FigureSource, axis: AxisSpec): string[] {
  const found: string[] = [];
  const broken = trace.loss.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) {
    const epoch = countText(trace.epoch[broken] as number);
    found.push({ en: `not finite at epoch ${epoch}`, ko: `에포크 ${epoch}에서 유한하지 않음` }[lang]);
  }
  if (axis.zeroAt !== undefined)
    found.push({ en: 'a loss of exactly 0 is drawn at the bottom', ko: '정확히 0인 손실은 맨 아래에 그림' }[lang]);
  return found;
}

function leastText({ trace, lang }: FigureSource): string {
  let least = -1;
  trace.loss.forEach((value, i) => {
    if (Number.isFinite(value) && (least < 0 || value < (trace.loss[least] as number))) least = i;
  });
  if (least < 0) return { en: 'none', ko: '없음' }[lang];
  const [value, epoch] = [numberText(trace.loss[least] as number), countText(trace.epoch[least] as number)];
  return { en: `${value} at epoch ${epoch}`, ko: `${value} (에포크 ${epoch})` }[lang];
}

const lastFinite = (values: Float64Array): number => values.findLastIndex(Number.isFinite);

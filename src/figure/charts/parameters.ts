import type { Lang } from '../../base/text.js';
import { type AxisSpec, extent, padded } from '../axis.js';
import type { Chart, FigureSource } from '../chart.js';
import { courseOf, EPOCH_OPTION, epochAxis } from '../epochs.js';
import { type Drawing, type Frame, frame } from '../frame.js';
import { countText, numberText } from '../number-text.js';
import { panels } from '../panels.js';
import { placed } from '../placed.js';
import type { Mark, Scene } from '../scene.js';
import { type Look, look, mix } from '../theme.js';
import { travel } from '../trajectory.js';
import { epochsText, lastEpoch, runTexts } from '../words.js';

/** More lines or panels are no picture any more. */
const MOST = 8;
/** Spans that differ more than this leave the smaller one flat on a common axis. */
const COMPARABLE = 12;

interface Course {
  readonly name: string;
  readonly values: Float64Array;
  readonly truth: number | null;
  readonly look: Look;
  /** Of the finite values and the truth. */
  readonly span: readonly [number, number];
  /** The last finite value. */
  readonly end: number;
}

export const parameters: Chart = {
  name: 'parameters',
  title: { en: 'The parameters', ko: '매개변수' },
  summary: {
    en: 'Every parameter over the epochs; dashed the value that made the data, where it is known.',
    ko: '에포크에 따른 매개변수의 값. 데이터를 만든 값을 알면 파선으로 함께 보여 준다.',
  },
  needs: [],
  options: {
    epochs: EPOCH_OPTION,
    names: {
      type: 'names',
      title: { en: 'Which ones; default: those that move most', ko: '그릴 매개변수. 기본: 가장 많이 움직인 것' },
      bare: true,
    },
  },
  draw(source, options): Scene {
    const { lang, parameters: names } = source;
    const courses = choose(source, options.names).map((index, i) => courseFor(source, index, look(i)));
    const last = lastEpoch(source);
    const shared = {
      lang,
      title: { en: `The parameters over ${epochsText(last, 'en')}`, ko: `매개변수의 변화 — 에포크 ${countText(last)}까지` }[lang],
      subtitle: [
        ...runTexts(source),
        ...(courses.some(({ truth }) => truth !== null) ? [{ en: 'dashed: true value', ko: '파선: 참값' }[lang]] : []),
        ...(courses.length < names.length
          ? [
              { en: `${courses.length} of ${names.length} parameters`, ko: `매개변수 ${names.length}개 중 ${courses.length}개` }[
                lang
              ],
            ]
          : []),
      ],
      description: {
        en: `Over ${epochsText(last, 'en')}: ${courses.map((course) => courseText(course, source)).join('; ')}.`,
        ko: `${epochsText(last, 'ko')} 동안 ${courses.map((course) => courseText(course, source)).join(', ')}.`,
      }[lang],
      x: epochAxis(source, options),
    };
    const spans = courses.map(({ span }) => span[1] - span[0]).filter((size) => size > 0);
    const whole = extent(courses.flatMap(({ span }) => [...span])) ?? [0, 1];
    if (courses.length > 1 && (whole[1] - whole[0] > COMPARABLE * Math.min(...spans) || spans.length < courses.length))
      return panels({
        ...shared,
        panels: courses.map((course) => ({
          y: valueAxis(course.name, lang, [course], course.span),
          colour: course.look.colour,
          end: Number.isFinite(course.end) ? { text: numberText(course.end), value: course.end } : null,
          draw: (area) => drawCourses(source, [{ ...course, look: { ...course.look, dash: [] } }], area),
        })),
      });
    return frame({
      ...shared,
      height: 420,
      y: valueAxis({ en: 'value', ko: '값' }[lang], lang, courses, whole),
      ends: courses
        .filter(({ end }) => Number.isFinite(end))
        .map(({ name, end, look: { colour } }) => ({ text: `${name} = ${numberText(end)}`, colour, value: end })),
      draw: (area) => drawCourses(source, courses, area),
    });
  },
};

function choose(source: FigureSource, asked: unknown): number[] {
  const indices = Array.isArray(asked)
    ? asked.map((name) => source.parameters.indexOf(String(name))).filter((index) => index >= 0)
    : [];
  if (indices.length > 0) return [...new Set(indices)].slice(0, MOST);
  return source.parameters
    .map((_, index) => ({ index, moved: travel(source, index) }))
    .sort((a, b) => b.moved - a.moved || a.index - b.index)
    .slice(0, MOST)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}

function courseFor({ trace, truth, parameters: names }: FigureSource, index: number, withLook: Look): Course {
  const name = names[index] as string;
  const values = trace.values[index] ?? new Float64Array(0);
  const known = truth[name];
  return {
    name,
    values,
    truth: known !== undefined && Number.isFinite(known) ? known : null,
    look: withLook,
    span: extent([...(extent(values) ?? []), ...(known === undefined ? [] : [known])]) ?? [0, 0],
    end: values.findLast(Number.isFinite) ?? Number.NaN,
  };
}

/** Values that grow over many powers of ten (a divergence) need an axis that shows both where it began and where it went. */
function valueAxis(name: string, lang: Lang, courses: readonly Course[], span: readonly [number, number]): AxisSpec {
  const early = Math.max(
    ...courses
      .flatMap(({ values, truth }) => [Math.abs(values[0] ?? 0), Math.abs(values[1] ?? 0), Math.abs(truth ?? 0)])
      .filter(Number.isFinite),
    1e-3,
  );
  const most = Math.max(Math.abs(span[0]), Math.abs(span[1]));
  if (most <= early * 1e4) return { label: name, domain: padded(...span, 0.08), scale: 'linear' };
  const room = (value: number): number => Math.max(-1e300, Math.min(1e300, value * 4));
  return {
    label: { en: `${name} (log, both signs)`, ko: `${name} (양쪽 로그)` }[lang],
    domain: [span[0] < 0 ? room(span[0]) : -early, span[1] > 0 ? room(span[1]) : early],
    scale: 'symlog',
    constant: early,
  };
}

function drawCourses({ trace }: FigureSource, courses: readonly Course[], area: Frame): Drawing {
  const xs = placed(trace.epoch, area.x.map);
  const truths = courses.flatMap(({ truth, look: { colour } }): Mark[] => {
    if (truth === null) return [];
    const y = area.y.map(truth);
    return [
      {
        kind: 'line',
        x1: area.left,
        y1: y,
        x2: area.right,
        y2: y,
        stroke: mix(colour, '#ffffff', 0.25),
        strokeWidth: 1.25,
        dash: [5, 4],
        role: 'truth',
      },
    ];
  });
  const lines = courses.flatMap(({ values, look: { colour, symbol } }): Mark[] => {
    const ys = placed(values, area.y.map);
    const d = courseOf(xs, ys);
    const at = values.findLastIndex(Number.isFinite);
    if (d === '' || at < 0) return [];
    return [
      { kind: 'path', d, stroke: colour, strokeWidth: 2.25, round: true, role: 'curve' },
      {
        kind: 'points',
        xs: Float64Array.of(xs[at] as number),
        ys: Float64Array.of(ys[at] as number),
        radius: 3.8,
        symbol,
        fill: colour,
        role: 'end',
      },
    ];
  });
  return { marks: [...truths, ...lines] };
}

function courseText({ name, values, truth, end }: Course, { lang }: FigureSource): string {
  const [from, to] = [numberText(values[0] ?? Number.NaN), numberText(end)];
  const known = truth === null ? '' : { en: ` (true value ${numberText(truth)})`, ko: ` (참값 ${numberText(truth)})` }[lang];
  return { en: `${name} from ${from} to ${to}${known}`, ko: `${name} ${from} → ${to}${known}` }[lang];
}

import { withParticle } from '../base/particle.js';
import type { Lang } from '../base/text.js';
import type { AxisSpec } from './axis.js';
import { courseOf } from './epochs.js';
import { type Frame, frame } from './frame.js';
import { nameOnLine } from './landmarks.js';
import { lossAxis } from './loss-axis.js';
import { numberText, powerOfTen } from './number-text.js';
import { occupancy } from './obstacles.js';
import type { Point } from './path.js';
import { raceLook } from './race-look.js';
import type { RaceSource, RaceWay } from './race-source.js';
import type { Mark, Scene } from './scene.js';
import { INK, MUTED } from './theme.js';
import { formulaText } from './words.js';

/** Losses above so many times the one at the start leave the picture at the top. */
const HIGHEST = 1e3;
/** Of the drop: what is below is rounding, or as good as nothing. */
const DEEPEST = 1e-16;
const ROUNDING = 8 * Number.EPSILON;

/** How far each method of a race is above the lowest loss, over what it has spent: both axes logarithmic, a name on each line. */
export function raceLoss(source: RaceSource): Scene {
  const { lang, ways, formula, loss, lowest } = source;
  const courses = ways.map((way) => aboveLowest(way, source));
  const title = {
    en: `${loss.title.en} above the lowest`,
    ko: `${loss.title.ko}, 가장 낮은 값과의 차`,
  };
  const axis = lossAxis(title, lang, courses);
  const rim = HIGHEST * (source.start.loss - lowest.loss);
  const leaves = courses.some((course) => course.includes(rim));
  const [first] = ways;
  return frame({
    lang,
    title: { en: 'The race of the methods to the minimum', ko: '최솟값을 향한 방법들의 경주' }[lang],
    subtitle: [
      formulaText(formula),
      { en: 'all from the same start', ko: '모두 같은 시작점에서' }[lang],
      { en: `lowest loss ${numberText(lowest.loss)}`, ko: `가장 낮은 손실 ${numberText(lowest.loss)}` }[lang],
      ...(axis.zeroAt === undefined
        ? []
        : [{ en: 'at the bottom: there, within rounding', ko: '맨 아래: 반올림 오차 안에서 도달' }[lang]]),
    ],
    description: {
      en: `${loss.title.en} above the lowest that is known, ${numberText(lowest.loss)}, over evaluations, for ${numberText(ways.length)} methods from the same start, the first in the ranking first: ${ways.map((way) => wayText(way, source)).join('; ')}.`,
      ko: `같은 시작점에서 출발한 방법 ${numberText(ways.length)}개의 손실 계산 횟수에 따른 ${loss.title.ko}(알려진 가장 낮은 값 ${withParticle(numberText(lowest.loss), '과/와')}의 차이). 순위대로 ${ways.map((way) => wayText(way, source)).join('; ')}.`,
    }[lang],
    x: evaluationsAxis(ways, lang),
    y: leaves ? { ...axis, domain: [axis.domain[0], rim] } : axis,
    draw: (area) => ({ marks: first === undefined ? [] : drawCourses(source, courses, area) }),
  });
}

/** What is left of the way down: NaN where the loss is not finite or out of the picture, 0 where nothing can be told. */
function aboveLowest({ loss }: RaceWay, { lowest, start }: RaceSource): Float64Array {
  const drop = start.loss - lowest.loss;
  const least = Math.max(ROUNDING * Math.abs(lowest.loss), DEEPEST * drop);
  const most = HIGHEST * Math.max(drop, least);
  let out = false;
  return loss.map((value) => {
    const above = value - lowest.loss;
    if (above <= most || Number.isNaN(above)) {
      out = false;
      return above <= least ? 0 : above;
    }
    // The first one outside leads up to the rim.
    const first = !out;
    out = true;
    return first ? most : Number.NaN;
  });
}

function evaluationsAxis(ways: readonly RaceWay[], lang: Lang): AxisSpec {
  const most = Math.max(2, ...ways.map(({ evaluations }) => evaluations.at(-1) ?? 1));
  return {
    label: { en: 'evaluations of the loss (log)', ko: '손실 계산 횟수 (로그)' }[lang],
    domain: [1, most * 1.15],
    scale: 'log',
    counts: true,
  };
}

function drawCourses(source: RaceSource, courses: readonly Float64Array[], area: Frame): Mark[] {
  const { ways, target, lowest, lang } = source;
  const lines = ways.map((way, i) => {
    const xs = way.evaluations.map((count) => area.x.map(Math.max(count, 1)));
    const ys = (courses[i] as Float64Array).map((value) =>
      Number.isNaN(value) ? Number.NaN : Math.min(Math.max(area.y.map(value), area.top), area.bottom),
    );
    return { way, xs, ys, look: raceLook(way.index) };
  });
  const taken = occupancy(
    area,
    lines.map(({ xs, ys }) => ({ xs, ys, connected: true })),
  );
  const goal = area.y.map(target - lowest.loss);
  const seen = goal > area.top && goal < area.bottom - 1;
  if (seen) taken.add({ xs: [area.left, area.right], ys: [goal, goal], connected: true });
  const room = { taken, placed: [], box: area };
  // The better ones on top.
  const marks = [...lines].reverse().flatMap(({ xs, ys, look }): Mark[] => {
    const d = courseOf(xs, ys);
    if (d === '') return [];
    const at = ys.findLastIndex(Number.isFinite);
    return [
      { kind: 'path', d, stroke: look.colour, strokeWidth: 2.1, dash: look.dash, round: look.dash.length === 0, role: 'curve' },
      {
        kind: 'points',
        xs: Float64Array.of(xs[at] as number),
        ys: Float64Array.of(ys[at] as number),
        radius: 4,
        symbol: look.symbol,
        fill: look.colour,
        role: 'end',
      },
    ];
  });
  const goalText = { en: `${powerOfTen(-6)} of the drop left`, ko: `내리막의 ${powerOfTen(-6)}만 남음` }[lang];
  const goalPlaces = Array.from({ length: 12 }, (_, k): Point => [area.left + (k * (area.right - area.left)) / 14, goal - 14]);
  return [
    ...(seen
      ? [
          {
            kind: 'line',
            x1: area.left,
            y1: goal,
            x2: area.right,
            y2: goal,
            stroke: MUTED,
            strokeWidth: 1,
            dash: [3, 4],
            role: 'goal',
          } as const,
        ]
      : []),
    ...marks,
    ...lines.flatMap(({ way, xs, ys, look }) => {
      const places = placesAlong(xs, ys);
      return places.length === 0 ? [] : [nameOnLine(way.label, places, { colour: look.colour, ...room })];
    }),
    ...(seen ? [{ ...nameOnLine(goalText, goalPlaces, { colour: INK, ...room }), weight: 400, fill: MUTED } as Mark] : []),
  ];
}

const STEP = 18;
const ASIDE = 6;
const MOST_ASIDE = 60;

/** The end of a line, then places back along it, and around its end where many lines are one. */
function placesAlong(xs: Float64Array, ys: Float64Array): Point[] {
  const places: Point[] = [];
  for (let i = xs.length - 1; i >= 0; i--) {
    const at: Point = [xs[i] as number, ys[i] as number];
    const [x, y] = places.at(-1) ?? [Number.POSITIVE_INFINITY, 0];
    if (Number.isFinite(at[1]) && (places.length === 0 || Math.abs(at[0] - x) + Math.abs(at[1] - y) >= STEP)) places.push(at);
  }
  const [end] = places;
  if (end === undefined) return [];
  for (let k = 1; k <= MOST_ASIDE; k++) {
    const by = k * ASIDE;
    places.push([end[0], end[1] - by], [end[0], end[1] + by], [end[0] + 2 * by, end[1]], [end[0] - 2 * by, end[1]]);
  }
  return places;
}

/** `lm: 0 after 9`. */
function wayText({ label, loss, evaluations }: RaceWay, { lowest, lang }: RaceSource): string {
  const last = loss.at(-1) ?? Number.NaN;
  const spent = numberText(evaluations.at(-1) ?? 0, 6);
  const above = Number.isFinite(last) ? numberText(last - lowest.loss, 3) : { en: 'not finite', ko: '유한하지 않음' }[lang];
  return { en: `${label} ${above} after ${spent} evaluations`, ko: `${label}: ${spent}번 후 ${above}` }[lang];
}

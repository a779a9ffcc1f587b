import { extent, padded } from '../axis.js';
import type { Chart, FigureSource, Profile } from '../chart.js';
import type { Frame } from '../frame.js';
import { monotoneCubic } from '../monotone-cubic.js';
import { needed } from '../needed.js';
import { numberText } from '../number-text.js';
import { polyline } from '../path.js';
import { placed } from '../placed.js';
import { INFLUENCE } from '../row-names.js';
import type { Mark, Scene } from '../scene.js';
import { BLUE, INK, MUTED, PURPLE } from '../theme.js';
import { type TrellisPlot, trellis } from '../trellis.js';
import { samples, windowAround } from '../window.js';
import { runTexts } from '../words.js';

/** More plots are too small to read. */
const MOST = 9;
const SAMPLES = 241;
/** How far beyond the limits the plots reach. */
const REACH = 1.3;

export const profile: Chart = {
  name: 'profile',
  title: { en: 'Profiles', ko: '프로파일' },
  summary: {
    en: 'The signed root of the loss of fits with one parameter held, over its value, with the limits of the interval: a straight line where ± standard errors is right.',
    ko: '매개변수 하나를 고정한 적합의 손실 증가를 부호 붙은 제곱근으로 그 값에 따라 보여 주고 신뢰구간의 한계를 표시한다. 곧은 선이면 표준오차 구간이 정확하다.',
  },
  needs: ['profiles'],
  options: {
    names: {
      type: 'names',
      title: { en: 'Which parameters; default: all, up to nine', ko: '그릴 매개변수. 기본: 모두, 아홉 개까지' },
      bare: true,
    },
  },
  draw(source, options): Scene {
    const { lang } = source;
    const percent = percentOf(source);
    const all = needed(source.profiles?.(), 'profile', 'profiles of the parameters', INFLUENCE.advice);
    const wanted = Array.isArray(options.names)
      ? all.filter(({ parameter }) => (options.names as string[]).includes(parameter))
      : [];
    const shown = (wanted.length > 0 ? wanted : all).slice(0, MOST).map(curveOf);
    needed(shown[0], 'profile', 'a free parameter', INFLUENCE.advice);
    const reach = REACH * Math.max(...shown.map(({ limit }) => limit));
    return trellis({
      lang,
      title: { en: 'The profiles of the parameters', ko: '매개변수의 프로파일' }[lang],
      subtitle: [
        ...runTexts(source),
        { en: 'straight: the interval ± standard errors is right', ko: '곧으면 표준오차로 구한 구간이 정확함' }[lang],
        ...(shown.length < all.length
          ? [{ en: `${shown.length} of ${all.length} parameters`, ko: `매개변수 ${all.length}개 중 ${shown.length}개` }[lang]]
          : []),
      ],
      description: {
        en: `Profiles of ${shown.map((curve) => told(curve, source)).join('; ')}.`,
        ko: `프로파일: ${shown.map((curve) => told(curve, source)).join(', ')}.`,
      }[lang],
      y: {
        label: { en: 'τ, signed root of the loss', ko: 'τ, 부호 붙은 제곱근' }[lang],
        domain: [-reach, reach],
        scale: 'linear',
      },
      legend: [
        { text: { en: 'profile', ko: '프로파일' }[lang], sample: { kind: 'line', colours: [BLUE], width: 2.25 } },
        {
          text: { en: 'linear approximation', ko: '선형 근사' }[lang],
          sample: { kind: 'line', colours: [MUTED], dash: [6, 4], width: 1.25 },
        },
        {
          text: { en: `${percent}% limits`, ko: `${percent}% 한계` }[lang],
          sample: { kind: 'line', colours: [PURPLE], dash: [2, 3], width: 1.5 },
        },
      ],
      plots: shown.map((curve) => plotOf(curve, reach)),
    });
  },
};

interface Curve {
  readonly parameter: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly limit: number;
  readonly xs: Float64Array;
  readonly taus: Float64Array;
  /** Where the profile meets −limit and +limit; null where it does not get there. */
  readonly ends: readonly [number | null, number | null];
}

function curveOf({ parameter, values, tau, limit, estimate, standardError }: Profile): Curve {
  const places = [...values.keys()].filter((i) => Number.isFinite(values[i]) && Number.isFinite(tau[i]));
  const rising = places.filter((i, k) => k === 0 || (values[i] as number) > (values[places[k - 1] as number] as number));
  const knots = Float64Array.from(rising, (i) => values[i] as number);
  const through = monotoneCubic(
    knots,
    Float64Array.from(rising, (i) => tau[i] as number),
  );
  const xs = knots.length > 1 ? samples(knots, SAMPLES) : knots;
  const taus = xs.map(through);
  const meets = (level: number): number | null => crossing(xs, taus, level);
  const reached = Number.isFinite(limit) && limit > 0 ? limit : 2;
  return { parameter, estimate, standardError, limit: reached, xs, taus, ends: [meets(-reached), meets(reached)] };
}

/** Where a sampled curve first meets a level. */
function crossing(xs: Float64Array, ys: Float64Array, level: number): number | null {
  for (let i = 1; i < xs.length; i++) {
    const [a, b] = [(ys[i - 1] as number) - level, (ys[i] as number) - level];
    if (a === 0) return xs[i - 1] as number;
    if (a * b < 0 || b === 0) return (xs[i - 1] as number) + ((xs[i] as number) - (xs[i - 1] as number)) * (a / (a - b));
  }
  return null;
}

function plotOf(curve: Curve, reach: number): TrellisPlot {
  const { parameter, estimate, standardError, limit, xs, taus, ends } = curve;
  const near = extent(xs.filter((_, i) => Math.abs(taus[i] as number) <= reach)) ?? extent([estimate]) ?? [0, 1];
  const linear = [estimate - limit * standardError, estimate + limit * standardError];
  return {
    name: parameter,
    note: `${numberText(estimate)} ${intervalText(ends)}`,
    colour: BLUE,
    x: { label: parameter, domain: padded(...windowAround(near, linear, 0.5).span, 0.04), scale: 'linear' },
    draw: (area) => drawProfile(curve, area),
  };
}

function drawProfile({ estimate, standardError, limit, xs, taus, ends }: Curve, area: Frame): Mark[] {
  const { left, right, bottom, x, y } = area;
  const path = (d: string, mark: Omit<Extract<Mark, { kind: 'path' }>, 'kind' | 'd'>): Mark[] =>
    d === '' ? [] : [{ kind: 'path', d, ...mark }];
  const line = (from: readonly [number, number], to: readonly [number, number]): string =>
    polyline([from[0], to[0]], [from[1], to[1]], area);
  const tangent = x.domain.map((value) => y.map((value - estimate) / standardError)) as [number, number];
  const marked = ends.flatMap((end, side) => (end === null ? [] : [[x.map(end), y.map(side === 0 ? -limit : limit)] as const]));
  const dots = [...(Number.isFinite(estimate) ? [[x.map(estimate), y.map(0)] as const] : []), ...marked].filter(
    ([px]) => px >= left && px <= right,
  );
  return [
    ...[-limit, limit].flatMap((level) =>
      path(line([left, y.map(level)], [right, y.map(level)]), { stroke: PURPLE, strokeWidth: 1.25, dash: [2, 3], role: 'limit' }),
    ),
    ...marked.flatMap(([px, py]) =>
      path(line([px, py], [px, bottom]), { stroke: PURPLE, strokeWidth: 1.25, dash: [2, 3], role: 'limit' }),
    ),
    ...path(line([left, tangent[0]], [right, tangent[1]]), { stroke: MUTED, strokeWidth: 1.25, dash: [6, 4], role: 'linear' }),
    ...path(polyline(placed(xs, x.map), placed(taus, y.map), area), {
      stroke: BLUE,
      strokeWidth: 2.25,
      round: true,
      role: 'curve',
    }),
    {
      kind: 'points',
      xs: Float64Array.from(dots, ([px]) => px),
      ys: Float64Array.from(dots, ([, py]) => py),
      radius: 3.6,
      symbol: 'circle',
      fill: INK,
      role: 'end',
    },
  ];
}

const intervalText = ([low, high]: Curve['ends']): string =>
  `[${low === null ? '…' : numberText(low)}, ${high === null ? '…' : numberText(high)}]`;

function told({ parameter, estimate, standardError, limit, ends }: Curve, source: FigureSource): string {
  const percent = percentOf(source);
  const linear = intervalText([estimate - limit * standardError, estimate + limit * standardError]);
  return {
    en: `${parameter} ${numberText(estimate)} with ${percent}% limits ${intervalText(ends)}, by standard errors ${linear}`,
    ko: `${parameter} ${numberText(estimate)}, ${percent}% 한계 ${intervalText(ends)}, 표준오차로는 ${linear}`,
  }[source.lang];
}

const percentOf = ({ level = 0.95 }: FigureSource): string => numberText(level * 100, 5);

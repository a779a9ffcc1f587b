import { DownhillError } from '../../base/errors.js';
import { nearest } from '../../base/nearest.js';
import type { Chart, ChartOptions, FigureSource } from '../chart.js';
import { colourScale, colourScaleRoom } from '../colour-scale.js';
import { frame } from '../frame.js';
import { placeLabels } from '../landmarks.js';
import { lossProfile } from '../loss-profile.js';
import { countText, numberText } from '../number-text.js';
import { reliefMarks } from '../relief.js';
import { reliefOver, twoOf } from '../relief-grid.js';
import type { Scene } from '../scene.js';
import { VERMILION } from '../theme.js';
import { bestOf, trajectory, travel, visibleWay, waySpan } from '../trajectory.js';
import { wayMarks } from '../way-marks.js';
import { epochsText, formulaText, lastEpoch, methodText, outcomeText } from '../words.js';

export const landscape: Chart = {
  name: 'landscape',
  title: { en: 'The loss landscape', ko: '손실 지형' },
  summary: {
    en: 'Contours of the loss over two parameters, and the way that the descent took. One parameter: its loss as a curve.',
    ko: '두 매개변수에 따른 손실의 등고선과 경사하강이 지나간 길. 매개변수가 하나면 손실 곡선.',
  },
  needs: ['losses'],
  options: {
    x: { type: 'text', title: { en: 'The parameter on the horizontal axis', ko: '가로축 매개변수' } },
    y: { type: 'text', title: { en: 'The parameter on the vertical axis', ko: '세로축 매개변수' } },
  },
  draw(source, options): Scene {
    if (source.losses === undefined) throw new TypeError('the landscape is drawn from losses');
    if (source.parameters.length === 1) return lossProfile(source, source.losses);
    return drawRelief(source, source.losses, options);
  },
};

function drawRelief(source: FigureSource, losses: NonNullable<FigureSource['losses']>, options: ChartOptions): Scene {
  const { parameters, observed, truth, lang } = source;
  const [x, y] = chooseTwo(source, options);
  const names = [parameters[x], parameters[y]] as [string, string];
  const way = trajectory(source, x, y);
  const best = bestOf(way);
  const knownTruth = names.every((name) => Number.isFinite(truth[name]))
    ? (names.map((name) => truth[name]) as [number, number])
    : null;
  const anchors = (values: readonly number[], at: 0 | 1): number[] => [
    values[0] ?? 0,
    values[best] ?? 0,
    ...(knownTruth === null ? [] : [knownTruth[at]]),
  ];
  const xDomain = waySpan(way.xs, anchors(way.xs, 0));
  const yDomain = waySpan(way.ys, anchors(way.ys, 1));

  // With other parameters in play the way's losses belong to other sections of the landscape.
  const least = parameters.length === 2 ? (way.loss[best] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const hills = reliefOver({ x, y, xDomain, yDomain, held: heldPoint(source) }, losses, observed.length, least);
  const others = parameters.filter((_, j) => j !== x && j !== y);
  const last = lastEpoch(source);
  const leaves = leavingEpoch(way, xDomain, yDomain);
  return frame({
    lang,
    height: 520,
    grid: false,
    right: colourScaleRoom(hills),
    title: { en: 'The loss landscape and the way down', ko: '손실 지형과 경사하강 궤적' }[lang],
    subtitle: [
      formulaText(source.formula),
      methodText(source),
      outcomeText(source),
      ...(others.length > 0 ? [{ en: `other parameters as at the end`, ko: '다른 매개변수는 마지막 값' }[lang]] : []),
      ...(leaves === null
        ? []
        : [
            {
              en: `leaves the picture at epoch ${countText(leaves.epoch)}, as far as ${leaves.farthest}`,
              ko: `에포크 ${countText(leaves.epoch)}에 그림을 벗어남 (${leaves.farthest}까지)`,
            }[lang],
          ]),
    ],
    description: {
      en: `Contours of ${source.loss.title.en} over ${names[0]} and ${names[1]}. In ${epochsText(last, 'en')} the way leads from (${pairText(way, 0)}) to (${pairText(way, way.xs.length - 1)}); least loss on it ${numberText(way.loss[best] ?? Number.NaN)}. Outcome: ${outcomeText(source)}.`,
      ko: `${names[0]}, ${names[1]}에 따른 ${source.loss.title.ko}의 등고선. ${epochsText(last, 'ko')} 동안 (${pairText(way, 0)})에서 (${pairText(way, way.xs.length - 1)})로 이동, 가장 작은 손실 ${numberText(way.loss[best] ?? Number.NaN)}. 결과: ${outcomeText(source)}.`,
    }[lang],
    x: { label: names[0], domain: xDomain, scale: 'linear' },
    y: { label: names[1], domain: yDomain, scale: 'linear' },
    draw(area) {
      const seen = visibleWay(way, area, area.x.map, area.y.map);
      const landmarks = wayMarks(seen, source, VERMILION);
      const target = knownTruth === null ? null : ([area.x.map(knownTruth[0]), area.y.map(knownTruth[1])] as const);
      return {
        marks: [
          ...reliefMarks(hills, area),
          ...landmarks.marks,
          ...placeLabels(landmarks.labels, target, seen, area, lang),
          ...colourScale(hills, area, source.loss.title[lang]),
        ],
      };
    },
  });
}

function chooseTwo(source: FigureSource, { x, y }: ChartOptions): [number, number] {
  const asked = (name: ChartOptions[string] | undefined): number | null =>
    name === undefined ? null : indexOf(source, String(name));
  const moved = source.parameters.map((_, j) => travel(source, j));
  return twoOf(moved, [asked(x), asked(y)]);
}

function indexOf({ parameters }: FigureSource, name: string): number {
  const index = parameters.indexOf(name);
  if (index >= 0) return index;
  const near = nearest(name, parameters);
  throw new DownhillError(
    'unknown-parameter',
    `the figure landscape asks for the parameter "${name}", which the formula does not have`,
    near === null ? `parameters are ${parameters.join(', ')}` : `did you mean "${near}"?`,
    { place: name },
  );
}

/** The last point of the run; where it is not finite, the last that was. */
function heldPoint({ point, trace }: FigureSource): Float64Array {
  if (point.every(Number.isFinite)) return point;
  for (let i = trace.length - 1; i >= 0; i--) {
    const at = Float64Array.from(trace.values, (values) => values[i] as number);
    if (at.every(Number.isFinite)) return at;
  }
  return new Float64Array(point.length);
}

const pairText = ({ xs, ys }: { xs: readonly number[]; ys: readonly number[] }, at: number): string =>
  `${numberText(xs[at] ?? Number.NaN)}, ${numberText(ys[at] ?? Number.NaN)}`;

function leavingEpoch(
  way: { readonly epoch: readonly number[]; readonly xs: readonly number[]; readonly ys: readonly number[] },
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
): { epoch: number; farthest: string } | null {
  const at = way.xs.findIndex(
    (value, i) => value < left || value > right || (way.ys[i] as number) < bottom || (way.ys[i] as number) > top,
  );
  if (at < 0) return null;
  const farthest = [...way.xs, ...way.ys].reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return { epoch: way.epoch[at] as number, farthest: numberText(farthest, 3) };
}

import { withParticle } from '../base/particle.js';
import { extent, padded, paddedLog, valueAt } from './axis.js';
import type { FigureSource } from './chart.js';
import { frame } from './frame.js';
import { placeLabels } from './landmarks.js';
import { countText, numberText } from './number-text.js';
import { grown, polyline } from './path.js';
import { placed } from './placed.js';
import type { Scene } from './scene.js';
import { BLUE, VERMILION } from './theme.js';
import { bestOf, trajectory, visibleWay, waySpan } from './trajectory.js';
import { wayMarks } from './way-marks.js';
import { epochsText, formulaText, lastEpoch, methodText, outcomeText } from './words.js';

const SAMPLES = 361;

/** The landscape of one parameter: its loss as a curve, and the way along it. */
export function lossProfile(source: FigureSource, losses: NonNullable<FigureSource['losses']>): Scene {
  const { parameters, truth, loss, lang } = source;
  const name = parameters[0] as string;
  const way = trajectory(source, 0, null);
  const best = bestOf(way);
  const known = truth[name];
  const anchors = [way.xs[0] ?? 0, way.xs[best] ?? 0, ...(known === undefined ? [] : [known])];
  const domain = waySpan(way.xs, anchors);
  const xs = Float64Array.from({ length: SAMPLES }, (_, i) => valueAt({ domain, scale: 'linear' }, i / (SAMPLES - 1)));
  const heights = losses(Array.from(xs, (x) => Float64Array.of(x)));
  const shown = way.ys.filter((_, i) => (way.xs[i] as number) >= domain[0] && (way.xs[i] as number) <= domain[1]);
  const span = extent([...heights, ...shown]) ?? [0, 1];
  const isLog = span[0] > 0 && span[1] / span[0] > 50;
  const last = lastEpoch(source);
  const out = way.xs.findIndex((x) => x < domain[0] || x > domain[1]);
  const title = loss.title[lang];
  return frame({
    lang,
    title: { en: 'The loss landscape and the way down', ko: '손실 지형과 경사하강 궤적' }[lang],
    subtitle: [
      formulaText(source.formula),
      methodText(source),
      outcomeText(source),
      ...(out < 0
        ? []
        : [
            {
              en: `leaves the picture at epoch ${countText(way.epoch[out] as number)}`,
              ko: `에포크 ${countText(way.epoch[out] as number)}에 그림을 벗어남`,
            }[lang],
          ]),
    ],
    description: {
      en: `${loss.title.en} over ${name} from ${numberText(domain[0])} to ${numberText(domain[1])}. In ${epochsText(last, 'en')} the way leads from ${numberText(way.xs[0] ?? Number.NaN)} to ${numberText(way.xs.at(-1) ?? Number.NaN)}. Outcome: ${outcomeText(source)}.`,
      ko: `${name} ${numberText(domain[0])}~${numberText(domain[1])}에 따른 ${loss.title.ko}. ${epochsText(last, 'ko')} 동안 ${numberText(way.xs[0] ?? Number.NaN)}에서 ${withParticle(numberText(way.xs.at(-1) ?? Number.NaN), '으로/로')} 이동. 결과: ${outcomeText(source)}.`,
    }[lang],
    x: { label: name, domain, scale: 'linear' },
    y: isLog
      ? { label: { en: `${title} (log)`, ko: `${title} (로그)` }[lang], domain: paddedLog(...span), scale: 'log' }
      : { label: title, domain: padded(...span, 0.07), scale: 'linear' },
    draw(area) {
      const seen = visibleWay(way, area, area.x.map, area.y.map);
      const landmarks = wayMarks(seen, source, VERMILION);
      const curve = { xs: placed(xs, area.x.map), ys: placed(heights, area.y.map) };
      const target =
        known === undefined
          ? null
          : ([area.x.map(known), area.y.map((losses([Float64Array.of(known)])[0] as number) || 0)] as const);
      return {
        marks: [
          {
            kind: 'path',
            d: polyline(curve.xs, curve.ys, grown(area, 12)),
            stroke: BLUE,
            strokeWidth: 2.25,
            round: true,
            clip: true,
            role: 'curve',
          },
          ...landmarks.marks,
          ...placeLabels(landmarks.labels, target?.every(Number.isFinite) ? target : null, seen, area, lang),
        ],
      };
    },
  });
}

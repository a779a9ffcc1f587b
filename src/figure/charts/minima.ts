import { type AxisSpec, extent, paddedLog } from '../axis.js';
import type { Chart, FigureSource, Minimum } from '../chart.js';
import { type Frame, frame } from '../frame.js';
import { type Landmark, nameBeside } from '../landmarks.js';
import { needed } from '../needed.js';
import { countText, numberText } from '../number-text.js';
import { occupancy } from '../obstacles.js';
import type { Mark, Scene } from '../scene.js';
import { BLUE, VERMILION } from '../theme.js';
import { runTexts } from '../words.js';

export const minima: Chart = {
  name: 'minima',
  title: { en: 'The minima', ko: '최솟값들' },
  summary: {
    en: 'The minima that the searches ended in: how far above the best one each lies, and how many searches ended there.',
    ko: '여러 번의 탐색이 도달한 최솟값들. 가장 좋은 것보다 얼마나 높은지와 몇 번의 탐색이 거기서 끝났는지 보여 준다.',
  },
  needs: ['minima'],
  options: {},
  draw(source): Scene {
    const { lang, loss } = source;
    const given = needed(
      source.minima,
      'minima',
      'more than one search',
      'leave the start out, or ask for more with --starts 50 (starts: 50 in a document)',
    );
    const known = given.filter((one) => Number.isFinite(one.loss) && one.count > 0);
    const found = [...known].sort((a, b) => a.loss - b.loss || b.count - a.count);
    const searches = given.reduce((sum, { count }) => sum + Math.max(count, 0), 0);
    const best = found[0] ?? { loss: 0, count: 0 };
    const most = Math.max(...found.map(({ count }) => count), 1);
    const lost = searches - found.reduce((sum, { count }) => sum + count, 0);
    const reached = {
      en: `${countText(best.count)} of ${countText(searches)} searches ended in the best minimum`,
      ko: `탐색 ${countText(searches)}번 중 ${countText(best.count)}번이 가장 좋은 최솟값에 도달`,
    }[lang];
    const value = numberText(best.loss);
    return frame({
      lang,
      height: 420,
      title: {
        en: `The minima from ${countText(searches)} ${searches === 1 ? 'search' : 'searches'}`,
        ko: `탐색 ${countText(searches)}번이 도달한 최솟값`,
      }[lang],
      subtitle: [
        ...runTexts(source),
        reached,
        ...(lost > 0 ? [{ en: `${countText(lost)} found none`, ko: `${countText(lost)}번은 찾지 못함` }[lang]] : []),
      ],
      description: {
        en: `${countText(found.length)} minima of ${loss.title.en} from ${countText(searches)} searches; the best is ${value}; ${reached}.`,
        ko: `탐색 ${countText(searches)}번에서 찾은 ${loss.title.ko}의 최솟값 ${countText(found.length)}개. 가장 좋은 값 ${value}. ${reached}.`,
      }[lang],
      x: aboveAxis(found, source),
      y: {
        label: { en: 'searches that ended there', ko: '도달한 탐색 수' }[lang],
        domain: [0, most * 1.15],
        scale: 'linear',
        counts: true,
      },
      draw: (area) => ({ marks: drawMinima(found, source, area) }),
    });
  },
};

/** Beyond this ratio of losses the room around 0 grows no more. */
const WIDEST = 1e12;

/** The loss above the best one, which stands at 0, a little below the next. */
function aboveAxis(found: readonly Minimum[], { lang, loss }: FigureSource): AxisSpec {
  const label = {
    en: `${loss.title.en} above the best (log)`,
    ko: `${loss.title.ko}, 가장 좋은 값과의 차 (로그)`,
  }[lang];
  const above = extent(found.map((one) => one.loss - (found[0]?.loss ?? 0)).filter((value) => value > 0));
  // Alone it stands in the middle, and 0 is the only number.
  if (above === null) return { label, domain: [0.55, 1.8], scale: 'log', zeroAt: 1 };
  const [low, high] = paddedLog(...above);
  const ratio = Math.min(high / low, WIDEST);
  const zeroAt = low / Math.max(2, Math.sqrt(Math.sqrt(ratio)));
  return { label, domain: [zeroAt / Math.max(1.2, Math.sqrt(Math.sqrt(Math.sqrt(ratio)))), high], scale: 'log', zeroAt };
}

function drawMinima(all: readonly Minimum[], { lang }: FigureSource, area: Frame): Mark[] {
  const best = all[0]?.loss ?? 0;
  const found = all.filter(({ loss }) => Number.isFinite(area.x.map(loss - best)));
  const xs = Float64Array.from(found, ({ loss }) => area.x.map(loss - best));
  const ys = Float64Array.from(found, ({ count }) => area.y.map(count));
  const floor = area.y.map(0);
  const stems = found.map(
    (_, i): Mark => ({
      kind: 'line',
      x1: xs[i] as number,
      y1: floor,
      x2: xs[i] as number,
      y2: ys[i] as number,
      stroke: i === 0 ? VERMILION : BLUE,
      strokeWidth: 2.5,
      role: 'stem',
    }),
  );
  const names = found.map(
    ({ loss }, i): Landmark => ({
      at: [xs[i] as number, ys[i] as number],
      text: i === 0 ? `${{ en: 'best', ko: '최선' }[lang]} ${numberText(loss)}` : lossText(loss, best),
      radius: 6,
    }),
  );
  const obstacles = found.map((_, i) => ({
    xs: [xs[i] as number, xs[i] as number],
    ys: [floor, ys[i] as number],
    connected: true,
  }));
  const heads = (of: (i: number) => boolean, symbol: 'circle' | 'star', fill: string): Mark => ({
    kind: 'points',
    xs: xs.filter((_, i) => of(i)),
    ys: ys.filter((_, i) => of(i)),
    radius: symbol === 'star' ? 6 : 5,
    symbol,
    fill,
    role: 'minimum',
  });
  return [
    ...[...stems].reverse(),
    heads((i) => i > 0, 'circle', BLUE),
    heads((i) => i === 0, 'star', VERMILION),
    ...nameBeside(names, occupancy(area, obstacles), area),
  ];
}

/** Losses that look the same are told by their difference. */
const lossText = (loss: number, best: number): string =>
  numberText(loss) === numberText(best) ? `+${numberText(loss - best, 2)}` : numberText(loss);

import { log10 } from '../base/elementary/scalar.js';
import type { Lang } from '../base/text.js';
import type { ConvergenceMethod } from './convergence-map.js';
import { ASIDE, placed } from './convergence-names.js';
import type { Frame } from './frame.js';
import { numberText } from './number-text.js';
import type { Mark } from './scene.js';
import { INK, lettering, PAPER, TEXT_SIZE, VERMILION } from './theme.js';

/** A rate with a name above the map. */
export interface Named {
  readonly rate: number;
  readonly text: string;
  readonly colour: string;
  /** null: it marks its column. */
  readonly dash: readonly number[] | null;
}

const ROW = 18;
/** From names to the map. */
const FOOT = 4;

/** Of the width of the map: lines that are nearer to each other are one. */
const APART = 0.008;

/** The room above the map of a method, for the names of its rates. */
export const roomOf = (method: ConvergenceMethod, lang: Lang, domain: readonly [number, number]): number => {
  const count = namedRates(method, lang, domain).length;
  return count === 0 ? 0 : count * ROW + FOOT;
};

function namedRates(
  { limit, limitSymbol, theory, best }: ConvergenceMethod,
  lang: Lang,
  [low, high]: readonly [number, number],
): Named[] {
  const all: Named[] = [];
  const symbol = limitSymbol === null ? '' : `${limitSymbol} = `;
  if (limit !== null)
    all.push({
      rate: limit,
      text: { en: `stability limit ${symbol}${numberText(limit, 3)}`, ko: `안정 한계 ${symbol}${numberText(limit, 3)}` }[lang],
      colour: VERMILION,
      dash: [6, 4],
    });
  // Where the landscape is a long valley, the best rate in theory is the limit as far as can be seen.
  if (theory !== null && !(limit !== null && log10(limit / theory) < APART * log10(high / low)))
    all.push({
      rate: theory,
      text: {
        en: `best in theory 2/(λmax + λmin) = ${numberText(theory, 3)}`,
        ko: `이론상 최적 2/(λmax + λmin) = ${numberText(theory, 3)}`,
      }[lang],
      colour: INK,
      dash: [2, 4],
    });
  if (best !== null)
    all.push({
      rate: best.rate,
      text: {
        en: `fastest: ${numberText(best.rate)}, ${medianText(best.epochs, 'en')}`,
        ko: `가장 빠름: ${numberText(best.rate)}, ${medianText(best.epochs, 'ko')}`,
      }[lang],
      colour: INK,
      dash: null,
    });
  return all.filter(({ rate }) => rate >= low && rate <= high);
}

/** `8.5 epochs (median)`. */
const medianText = (epochs: number, lang: Lang): string =>
  ({ en: `${numberText(epochs)} epoch${epochs === 1 ? '' : 's'} (median)`, ko: `${numberText(epochs)}에포크(중앙값)` })[lang];

/** The limit and the best rate in theory as lines, the fastest as a frame around its column, each with its name above. */
export function labelledRates(method: ConvergenceMethod, edges: readonly number[], area: Frame, lang: Lang): Mark[] {
  const named = namedRates(method, lang, area.x.domain);
  // Lines over the frame.
  const all = placed(named, area).sort((a, b) => Number(b.dash === null) - Number(a.dash === null));
  return all.flatMap(({ rate, text, colour, dash, x, row, side }): Mark[] => {
    const y = area.top - FOOT - ROW * (named.length - row) + ROW / 2;
    const line = (from: number, to: number, more: { stroke: string; strokeWidth: number; dash?: readonly number[] }): Mark => ({
      kind: 'line',
      x1: x,
      y1: from,
      x2: x,
      y2: to,
      role: 'rate',
      ...more,
    });
    const found = edges.findIndex((edge, i) => i > 0 && rate < edge);
    const column = found < 0 ? edges.length - 1 : found;
    const [left, right] = [edges[column - 1], edges[column]].map((edge) => area.x.map(edge as number)) as [number, number];
    const frame = (stroke: string, strokeWidth: number): Mark => ({
      kind: 'rect',
      x: left,
      y: area.top,
      width: right - left,
      height: area.bottom - area.top,
      radius: 3,
      fill: 'none',
      stroke,
      strokeWidth,
      role: 'best',
    });
    return [
      ...(dash === null
        ? [
            frame(PAPER, 5),
            frame(INK, 2),
            // Beside another line it would only make that one thicker.
            ...(all.some((other) => other.dash !== null && Math.abs(other.x - x) < 4)
              ? []
              : [line(y - 5, area.top, { stroke: colour, strokeWidth: 1.6 })]),
          ]
        : [
            line(area.top, area.bottom, { stroke: PAPER, strokeWidth: 4.4 }),
            line(y - 5, area.bottom, { stroke: colour, strokeWidth: 2, dash }),
          ]),
      {
        kind: 'text',
        x: x + (side === 'end' ? -ASIDE : ASIDE),
        y: y + 4.4,
        text,
        size: TEXT_SIZE,
        anchor: side,
        fill: lettering(colour),
        role: 'label',
      },
    ];
  });
}

import type { PointSymbol } from './scene.js';
import { BROWN, LOOKS, type Look, NAVY, OLIVE, PINK } from './theme.js';

/** Beside the looks of other pictures, which have fewer lines. */
const MORE: readonly Look[] = [
  { colour: PINK, dash: [9, 3, 2, 3, 2, 3], symbol: 'square' },
  { colour: BROWN, dash: [5, 2], symbol: 'cross' },
  { colour: OLIVE, dash: [14, 3, 3, 3], symbol: 'star' },
  { colour: NAVY, dash: [3, 2], symbol: 'triangle' },
];
const ALL: readonly Look[] = [...LOOKS, ...MORE];

const SYMBOLS: readonly PointSymbol[] = ['circle', 'diamond', 'triangle', 'square', 'cross', 'star'];

/** A method's line in the pictures of a race, by its place in the order in which they were named; the second time round dashes and symbols are others. */
export function raceLook(index: number): Look {
  const look = ALL[index % ALL.length] as Look;
  const round = Math.floor(index / ALL.length);
  if (round === 0) return look;
  const symbol = SYMBOLS[(SYMBOLS.indexOf(look.symbol) + round) % SYMBOLS.length] as PointSymbol;
  return { ...look, symbol, dash: [16 + 4 * round, 3, ...(look.dash.length === 0 ? [3, 3] : look.dash)] };
}

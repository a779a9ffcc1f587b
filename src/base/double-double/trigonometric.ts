import { type DoubleDouble, negative, product, quotient, sum, times } from './arithmetic.js';
import { inverseFactorial, seriesOf, sumSeries } from './series.js';

/** sin x for |x| < 10¹⁵; NaN beyond, where no digit of a quadrant is sure. */
export const sin = (x: DoubleDouble): DoubleDouble => turned(x, 0);

/** cos x, likewise. */
export const cos = (x: DoubleDouble): DoubleDouble => turned(x, 1);

/** tan x, likewise. */
export function tan(x: DoubleDouble): DoubleDouble {
  const { sine, cosine } = sineAndCosine(x);
  return quotient(sine, cosine);
}

export function sineAndCosine(x: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  if (!(Math.abs(x[0]) < LIMIT)) return { sine: NOT_A_NUMBER, cosine: NOT_A_NUMBER };
  const quarter = Math.round(x[0] * TWO_OVER_PI);
  const r = reduced(x, quarter);
  const s = sineOf(r);
  const c = cosineOf(r);
  switch (quadrant(quarter)) {
    case 0:
      return { sine: s, cosine: c };
    case 1:
      return { sine: c, cosine: negative(s) };
    case 2:
      return { sine: negative(s), cosine: negative(c) };
    default:
      return { sine: negative(c), cosine: s };
  }
}

/** sin of the angle plus `turn` quarter turns. */
function turned(x: DoubleDouble, turn: number): DoubleDouble {
  if (!(Math.abs(x[0]) < LIMIT)) return NOT_A_NUMBER;
  const quarter = Math.round(x[0] * TWO_OVER_PI);
  const r = reduced(x, quarter);
  const q = quadrant(quarter + turn);
  const value = q % 2 === 0 ? sineOf(r) : cosineOf(r);
  return q < 2 ? value : negative(value);
}

const quadrant = (quarter: number): number => quarter - 4 * Math.floor(quarter / 4);

/** x − k·π/2 with π/2 to 159 bits: each product is exact, each sum right to 105 bits of itself. */
function reduced(x: DoubleDouble, k: number): DoubleDouble {
  if (k === 0) return x;
  return HALF_PI_PIECES.reduce((rest, piece) => sum(rest, times([piece, 0], -k)), x);
}

const sineOf = (r: DoubleDouble): DoubleDouble => product(r, sumSeries(product(r, r), SIN));
const cosineOf = (r: DoubleDouble): DoubleDouble => sumSeries(product(r, r), COS);

const LIMIT = 1e15;
const NOT_A_NUMBER: DoubleDouble = [Number.NaN, 0];
const TWO_OVER_PI = 0.6366197723675814;
const HALF_PI_PIECES = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33] as const;
const alternating = (k: number, n: number): readonly [above: number, below: number] => {
  const [above, below] = inverseFactorial(n);
  return [k % 2 === 0 ? above : -above, below];
};
/** sin r/r and cos r in r² ≤ 0.62. */
const SIN = seriesOf(15, 8, (k) => alternating(k, 2 * k + 1));
const COS = seriesOf(15, 9, (k) => alternating(k, 2 * k));

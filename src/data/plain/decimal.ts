/** 10⁰ … 10²², which doubles hold exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Of the first digits of a number: an integer of so many is a double. */
export const FIRST_DIGITS = 15;
/** Digits behind them that {@link decimal} takes. */
export const MOST_MORE = 4;
/** 2²⁷ + 1 (Veltkamp). */
const SPLIT = 134217729;

/**
 * The double nearest to (first·10^moreDigits + more)·10^exponent: what `Number` gives for the digits.
 *
 * By one division or multiplication where both numbers are doubles (Clinger 1990, PLDI), else in double-double arithmetic (Dekker 1971, Numerische Mathematik 18), whose error of some 2⁻¹⁰⁰ leaves no doubt unless the number lies
 * as near to the middle of two doubles.
 *
 * @param first an integer of at most FIRST_DIGITS digits. @param more the next ones, `moreDigits` ≤ MOST_MORE of them.
 * @returns NaN where this way does not decide it: exponents beyond ±22 that these digits need, and such middles.
 */
export function decimal(first: number, more: number, moreDigits: number, exponent: number): number {
  if (exponent < -22 || exponent > 22) return first === 0 && more === 0 ? 0 : Number.NaN;
  const power = POWERS[exponent < 0 ? -exponent : exponent] as number;
  if (moreDigits === 0) return exponent < 0 ? first / power : first * power;
  const scale = POWERS[moreDigits] as number;
  // The integer as head + tail: exactly, since it has fewer than 64 bits.
  const product = first * scale;
  const head = product + more;
  const tail = productError(first, scale, product) + (more - (head - product));
  if (exponent < 0) {
    const quotient = head / power;
    const back = quotient * power;
    return rounded(quotient, (head - back - productError(quotient, power, back) + tail) / power);
  }
  const scaled = head * power;
  return rounded(scaled, productError(head, power, scaled) + tail * power);
}

/** a·b − fl(a·b), exactly. */
function productError(a: number, b: number, product: number): number {
  const aCut = SPLIT * a;
  const bCut = SPLIT * b;
  const aHead = aCut - (aCut - a);
  const bHead = bCut - (bCut - b);
  const aTail = a - aHead;
  const bTail = b - bHead;
  return aHead * bHead - product + aHead * bTail + aTail * bHead + aTail * bTail;
}

/** fl(head + tail), where a tail that is longer by 2⁻⁴⁰ of itself would round to the same; else NaN. */
function rounded(head: number, tail: number): number {
  const sum = head + tail;
  const left = tail - (sum - head);
  return sum + left * (1 + 2 ** -40) === sum ? sum : Number.NaN;
}

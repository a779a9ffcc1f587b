import { scale } from '../elementary/exponential.js';
import { numbers } from '../elementary/numbers.js';
import { type DoubleDouble, difference, plus, times } from './arithmetic.js';

/**
 * The number that a decimal text means, to 106 bits: 2.5134 is not its nearest double.
 *
 * @param text as `String(x)` writes a double, or with more digits. @returns NaN for any other text; for 0 and beyond the doubles what `Number` gives.
 * @example fromDecimal('0.1') // [0.1, -5.551115123125783e-18]
 */
export function fromDecimal(text: string): DoubleDouble {
  const high = Number(text);
  if (high === 0 || (Number.isInteger(high) && Math.abs(high) < 2 ** 53 && text === String(high))) return [high, 0];
  const match = DECIMAL.exec(text);
  if (match === null) return [high === Number.POSITIVE_INFINITY || high === Number.NEGATIVE_INFINITY ? high : Number.NaN, 0];
  if (!Number.isFinite(high)) return [high, 0];
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = whole + fraction;
  const exponent = Number(power) - fraction.length;
  const power10 = POWERS_OF_TEN[-exponent];
  return digits.length <= 17 && power10 !== undefined
    ? [high, lowOfShort(high, wholeOf(digits, sign === '-' ? -1 : 1), power10)]
    : [high, lowOfLong(high, BigInt(`${sign === '-' ? '-' : ''}${digits}`), exponent)];
}

/** {@link fromDecimal} of the shortest text of each number, as two columns. */
export function fromDecimals(values: Float64Array): { high: Float64Array; low: Float64Array } {
  const low = new Float64Array(values.length);
  // Numbers of a column mostly have as many places as the one before.
  let places = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!hasPlaces(value, places)) places = placesOf(value);
    low[i] =
      places < 0
        ? fromDecimal(String(value))[1]
        : lowOfShort(value, [wholeAt(value, places), 0], POWERS_OF_TEN[places] as number);
  }
  return { high: values, low };
}

/** The least k ≥ 0 with x = m/10ᵏ and up to 15 digits, −1 where there is none: a double has at most one such decimal, and it is the shortest. */
function placesOf(x: number): number {
  for (let k = 0; k <= MOST_PLACES; k++) if (hasPlaces(x, k)) return k;
  return -1;
}

/** With more places than it needs the decimal is the same. */
function hasPlaces(x: number, places: number): boolean {
  if (places < 0) return false;
  const whole = wholeAt(x, places);
  return Math.abs(whole) < 1e15 && whole / (POWERS_OF_TEN[places] as number) === x;
}

const wholeAt = (x: number, places: number): number => Math.round(x * (POWERS_OF_TEN[places] as number));

const MOST_PLACES = 20;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Exact in doubles. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** Up to 17 digits, exactly. */
function wholeOf(digits: string, sign: number): DoubleDouble {
  const head = Number(digits.slice(0, -8));
  return plus(times([sign * head, 0], 1e8), sign * Number(digits.slice(-8)));
}

/** (whole − high·power)/power, where whole and power are exact and the difference is too. */
function lowOfShort(high: number, whole: DoubleDouble, power: number): number {
  return difference(whole, times([high, 0], power))[0] / power;
}

function lowOfLong(high: number, digits: bigint, exponent: number): number {
  const { whole, shift } = binary(high);
  const tens = 10n ** BigInt(Math.abs(exponent));
  const twos = 2n ** BigInt(Math.abs(shift));
  // digits·10^exponent − whole·2^shift over a common denominator.
  const [a, b] = exponent >= 0 ? [digits * tens, 1n] : [digits, tens];
  const [c, d] = shift >= 0 ? [whole * twos, 1n] : [whole, twos];
  return ratio(a * d - c * b, b * d);
}

/** x = whole·2^shift. */
function binary(x: number): { whole: bigint; shift: number } {
  const shift = Math.max(numbers.exponent(x), -1022) - 52;
  return { whole: BigInt(scale(numbers, x, -shift)), shift };
}

/** a/b rounded to a double: to 64 bits or more first. */
function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  const shift = bits(b) - bits(a) + 64;
  const q = shift >= 0 ? (a << BigInt(shift)) / b : a / (b << BigInt(-shift));
  return scale(numbers, Number(q), -shift);
}

const bits = (x: bigint): number => 4 * x.toString(16).length;

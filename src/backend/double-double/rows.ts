import { type DoubleDouble, floor, plus } from '../../base/double-double/arithmetic.js';
import { type DoubleDoubleArray, shared } from '../../base/double-double/array.js';
import { numbers } from '../../base/elementary/numbers.js';
import type { Operation } from '../../expression/operations/operation.js';

/** One truth value a row, or one that all rows share. */
export type Mask = Uint8Array;

/** Of up to three arguments; those beyond its own are left aside. */
export type RowFunction = (a: DoubleDouble, b: DoubleDouble, c: DoubleDouble) => DoubleDouble;

/** Where an argument or the double's value is not finite, the double's value. */
export function withEdges(f: RowFunction, { lower, arity }: Operation): RowFunction {
  const count = typeof arity === 'number' ? arity : arity[0];
  return (a, b, c) => {
    const value = f(a, b, c);
    if (Number.isFinite(value[0])) return value;
    const args = [a, b, c].slice(0, count).map((x) => x[0]);
    const plain = lower(numbers, ...args);
    return Number.isFinite(plain) && args.every(Number.isFinite) ? NOT_A_NUMBER : [plain, 0];
  };
}

const NOT_A_NUMBER: DoubleDouble = [Number.NaN, 0];

export type Comparison = (a: DoubleDouble, b: DoubleDouble) => boolean;
export const less: Comparison = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
export const equal: Comparison = (a, b) => a[0] === b[0] && a[1] === b[1];

/** Ties to even. */
export function nearest(x: DoubleDouble): DoubleDouble {
  const below = floor(x);
  const above = plus(below, 1);
  const middle = plus(below, 0.5);
  if (!equal(x, middle)) return less(x, middle) ? below : above;
  return (below[0] + below[1]) % 2 === 0 ? below : above;
}

function at(a: DoubleDoubleArray, i: number): DoubleDouble {
  const row = a.high.length === 1 ? 0 : i;
  return [a.high[row] as number, a.low[row] as number];
}

export function mapRows(f: RowFunction, args: readonly DoubleDoubleArray[], out: DoubleDoubleArray): void {
  const [a, b = ZERO, c = ZERO] = args as readonly [DoubleDoubleArray, DoubleDoubleArray?, DoubleDoubleArray?];
  for (let i = 0; i < out.high.length; i++) {
    const value = f(at(a, i), at(b, i), at(c, i));
    out.high[i] = value[0];
    out.low[i] = value[1];
  }
}

const ZERO = shared([0, 0]);

export function compareRows(holds: Comparison, a: DoubleDoubleArray, b: DoubleDoubleArray): Mask {
  const out = new Uint8Array(Math.max(a.high.length, b.high.length));
  for (let i = 0; i < out.length; i++) out[i] = holds(at(a, i), at(b, i)) ? 1 : 0;
  return out;
}

export function combineRows(how: (a: number, b: number) => number, a: Mask, b: Mask): Mask {
  const out = new Uint8Array(Math.max(a.length, b.length));
  for (let i = 0; i < out.length; i++) out[i] = how(a[a.length === 1 ? 0 : i] as number, b[b.length === 1 ? 0 : i] as number);
  return out;
}

export function selectRows(condition: Mask, yes: DoubleDoubleArray, no: DoubleDoubleArray, out: DoubleDoubleArray): void {
  for (let i = 0; i < out.high.length; i++) {
    const value = at(condition[condition.length === 1 ? 0 : i] === 1 ? yes : no, i);
    out.high[i] = value[0];
    out.low[i] = value[1];
  }
}

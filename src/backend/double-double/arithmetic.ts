import type { Arithmetic } from '../../base/arithmetic.js';
import { floor, negative, squareRoot } from '../../base/double-double/arithmetic.js';
import { addArrays, type DoubleDoubleArray, divideArrays, multiplyArrays, shared } from '../../base/double-double/array.js';
import { fromDecimal } from '../../base/double-double/decimal.js';
import { numbers } from '../../base/elementary/numbers.js';
import type { Operation } from '../../expression/operations/operation.js';
import {
  type Comparison,
  combineRows,
  compareRows,
  equal,
  less,
  type Mask,
  mapRows,
  nearest,
  type RowFunction,
  selectRows,
  withEdges,
} from './rows.js';

/** {@link Arithmetic} on columns of double-doubles. */
export interface DoubleDoubleArithmetic extends Arithmetic<DoubleDoubleArray, Mask> {
  /** What was asked for and has no double-double form; then the values are NaN. */
  readonly missing: ReadonlySet<string>;
  /** An operation by its double-double form, or by its text where that is sums, products, quotients, roots and choices. */
  apply(row: Operation, args: readonly DoubleDoubleArray[]): DoubleDoubleArray;
}

/**
 * The texts of the operations over columns of double-doubles. An approximation made for doubles has no counterpart here: a text that calls an `Elementary`, or
 * looks at the bits of a number, shows up in `missing`.
 *
 * @param room for a result of that many rows.
 */
export function doubleDoubleArithmetic(room: (rows: number) => DoubleDoubleArray): DoubleDoubleArithmetic {
  const missing = new Set<string>();
  const lack = (what: string): DoubleDoubleArray => {
    missing.add(what);
    return shared([Number.NaN, 0]);
  };
  const roomFor = (...args: readonly DoubleDoubleArray[]): DoubleDoubleArray =>
    room(args.reduce((rows, arg) => Math.max(rows, arg.high.length), 1));
  const map = (f: RowFunction, ...args: readonly DoubleDoubleArray[]): DoubleDoubleArray => {
    const out = roomFor(...args);
    mapRows(f, args, out);
    return out;
  };
  const add = (a: DoubleDoubleArray, b: DoubleDoubleArray, sign: number): DoubleDoubleArray => {
    const out = roomFor(a, b);
    addArrays(a, b, sign, out);
    return out;
  };
  const compare = (holds: Comparison) => (a: DoubleDoubleArray, b: DoubleDoubleArray) => compareRows(holds, a, b);
  const select = (condition: Mask, yes: DoubleDoubleArray, no: DoubleDoubleArray): DoubleDoubleArray => {
    const out = room(Math.max(condition.length, yes.high.length, no.high.length));
    selectRows(condition, yes, no, out);
    return out;
  };
  const m: DoubleDoubleArithmetic = {
    missing,
    constant: (value) => shared(Number.isInteger(value) ? [value, 0] : fromDecimal(String(value))),
    add: (a, b) => add(a, b, 1),
    sub: (a, b) => add(a, b, -1),
    mul: (a, b) => {
      const out = roomFor(a, b);
      multiplyArrays(a, b, out);
      return out;
    },
    div: (a, b) => {
      const out = roomFor(a, b);
      divideArrays(a, b, out);
      return out;
    },
    neg: (a) => map(negative, a),
    abs: (a) => map((x) => (x[0] < 0 ? negative(x) : [Math.abs(x[0]), x[1]]), a),
    sqrt: (a) => map(squareRoot, a),
    floor: (a) => map(floor, a),
    ceil: (a) => map((x) => negative(floor(negative(x))), a),
    trunc: (a) => map((x) => (x[0] < 0 ? negative(floor(negative(x))) : floor(x)), a),
    nearest: (a) => map(nearest, a),
    min: (a, b) => map((x, y) => (Number.isNaN(x[0]) || less(x, y) ? x : y), a, b),
    max: (a, b) => map((x, y) => (Number.isNaN(x[0]) || less(y, x) ? x : y), a, b),
    copysign: (a, b) => map((x, y) => (numbers.copysign(1, x[0]) === numbers.copysign(1, y[0]) ? x : negative(x)), a, b),
    lt: compare(less),
    le: compare((a, b) => less(a, b) || equal(a, b)),
    gt: compare((a, b) => less(b, a)),
    ge: compare((a, b) => less(b, a) || equal(a, b)),
    eq: compare(equal),
    ne: compare((a, b) => !equal(a, b)),
    and: (a, b) => combineRows((x, y) => x & y, a, b),
    or: (a, b) => combineRows((x, y) => x | y, a, b),
    not: (a) => a.map((x) => 1 - x),
    select,
    choose: (condition, yes, no) => select(condition, yes(), no()),
    power2: () => lack('power2'),
    exponent: () => lack('exponent'),
    head: () => lack('head'),
    bit: () => {
      lack('bit');
      return Uint8Array.of(0);
    },
    lookup: () => lack('lookup'),
    call: (fn) => lack(fn.name),
    apply: (row, args) =>
      row.doubleDouble === undefined ? row.lower(m, ...args) : map(withEdges(row.doubleDouble, row), ...args),
  };
  return m;
}

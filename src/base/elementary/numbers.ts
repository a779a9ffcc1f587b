import type { Arithmetic } from '../arithmetic.js';

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
value[0] = 1;
/** Index of the word that holds sign and exponent. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;
const TWO52 = 2 ** 52;

/**
 * {@link Arithmetic} on JavaScript numbers: the reference for every other instance.
 *
 * @example numbers.nearest(2.5) // 2
 */
export const numbers: Arithmetic<number, boolean> = {
  constant: (v) => v,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  nearest(a) {
    // Adding 2⁵² leaves no room for a fraction, so the addition itself rounds to even; the sign is kept for −0 and −0.3.
    const size = Math.abs(a);
    return size < TWO52 ? numbers.copysign(size + TWO52 - TWO52, a) : a;
  },
  min: Math.min,
  max: Math.max,
  copysign(a, b) {
    value[0] = b;
    const negative = (words[HIGH] as number) >>> 31 === 1;
    return negative ? -Math.abs(a) : Math.abs(a);
  },

  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  and: (a, b) => a && b,
  or: (a, b) => a || b,
  not: (a) => !a,

  select: (condition, yes, no) => (condition ? yes : no),
  choose: (condition, yes, no) => (condition ? yes() : no()),

  power2(n) {
    words[HIGH] = (n + 1023) << 20;
    words[LOW] = 0;
    return value[0] as number;
  },
  exponent(a) {
    value[0] = a;
    return (((words[HIGH] as number) >>> 20) & 0x7ff) - 1023;
  },
  head(a) {
    value[0] = a;
    words[LOW] = (words[LOW] as number) & 0xf8000000;
    return value[0] as number;
  },
  bit(a, place) {
    value[0] = a;
    return (((words[LOW] as number) >>> place) & 1) === 1;
  },
  lookup: (table, index) => table.values[index] ?? Number.NaN,
  call: (fn, ...args) => fn.body(numbers, ...args),
};

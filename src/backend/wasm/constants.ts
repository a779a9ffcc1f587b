import { numbers } from '../../base/elementary/numbers.js';
import { OP } from './value.js';

/** Operations on constants by the reference arithmetic; `not` of a truth value. */
export const FOLD: Readonly<Record<number, ((...args: number[]) => number | boolean) | undefined>> = {
  ...Object.fromEntries(
    (['add', 'sub', 'mul', 'div', 'min', 'max', 'copysign', 'lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const).map((name) => [
      OP[name],
      (a: number, b: number) => numbers[name](a, b),
    ]),
  ),
  ...Object.fromEntries(
    (['neg', 'abs', 'sqrt', 'floor', 'ceil', 'trunc', 'nearest', 'power2', 'exponent', 'head'] as const).map((name) => [
      OP[name],
      (a: number) => numbers[name](a),
    ]),
  ),
  [OP.not]: (a: number) => a === 0,
};

/** Whether the inverse of a number is exact and normal. */
export function isPowerOfTwo(value: number): boolean {
  const size = Math.abs(value);
  return size >= 2 ** -1000 && size <= 2 ** 1000 && numbers.power2(numbers.exponent(size)) === size;
}

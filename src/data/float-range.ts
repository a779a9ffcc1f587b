import { DownhillError } from '../base/errors.js';
import type { Values } from '../base/values.js';

/** The smallest number of 4 bytes with all its digits: 2⁻¹²⁶ (IEEE 754, binary32). */
const SMALLEST = 2 ** -126;

/**
 * Of numbers that were rounded to floats, the first that floats cannot hold: it became infinite, or lost digits or all of itself near 0.
 *
 * @param exact the number before it was rounded; asked for only where the float is suspicious. @returns -1 for doubles, and where floats hold all.
 */
export function beyondFloats(values: Values, exact: (i: number) => number): number {
  if (!(values instanceof Float32Array)) return -1;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] as number);
    if ((size >= SMALLEST && size < Number.POSITIVE_INFINITY) || Number.isNaN(size)) continue;
    const number = exact(i);
    if (number !== 0 && Number.isFinite(number)) return i;
  }
  return -1;
}

/** @param where `row 3 of column "y"`. @param written the number as it was given. @param value the same. */
export const floatRange = (where: string, written: string, value: number, place: string): DownhillError =>
  new DownhillError(
    'float32-range',
    `${where} holds ${written}, which is too ${Math.abs(value) < 1 ? 'small' : 'large'} for numbers of 4 bytes (1.2e-38 … 3.4e38 in size)`,
    'leave out --float32 (float32 in a program), or write the column in another unit',
    { place },
  );

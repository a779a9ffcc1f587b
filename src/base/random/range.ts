import { DownhillError } from '../errors.js';

/** high − low − 1. @throws DownhillError where that is no whole number in 0 … 2⁵³ − 2. */
export function checkRange(low: number, high: number): number {
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high && Number.isSafeInteger(high - low))
    return high - low - 1;
  throw new DownhillError(
    'integers-out-of-range',
    `integers(${low}, ${high}) needs two whole numbers, the second greater, at most 2^53 − 1 apart`,
    'the second is not drawn itself: integers(1, 7) is a die',
  );
}

/** @throws DownhillError where n is no whole number in 0 … 2³² − 1. */
export function checkCount(n: number): void {
  if (Number.isInteger(n) && n >= 0 && n < 2 ** 32) return;
  throw new DownhillError(
    'permutation-out-of-range',
    `permutation(${n}) needs a whole number from 0 to 4294967295`,
    'give the number of things to put in order',
  );
}

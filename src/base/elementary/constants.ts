import type { Pair } from './double-word.js';

/** ln 2 = LN2_HIGH + LN2_LOW; the high part has 32 bits, so that k·LN2_HIGH is exact for |k| < 2²¹. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
export const LN2: Pair<number> = [Math.LN2, 2.3190468138462996e-17];
export const INVERSE_LN2 = Math.LOG2E;
export const PI: Pair<number> = [Math.PI, 1.2246467991473532e-16];
export const HALF_PI: Pair<number> = [1.5707963267948966, 6.123233995736766e-17];
export const HALF_LN_2PI: Pair<number> = [0.9189385332046728, -3.8782941580672414e-17];

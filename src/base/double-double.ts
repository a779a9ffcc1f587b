// PLACEHOLDER until the double-double functions are here.
import { exp, log, log1p } from './elementary/scalar.js';
export const logRounded = log;
export const log1pRounded = log1p;
export const expRounded = exp;

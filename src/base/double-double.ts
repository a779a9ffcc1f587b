export { type DoubleDouble, difference, product, quotient, squareRoot, sum } from './double-double/arithmetic.js';
export { fromDecimal, fromDecimals } from './double-double/decimal.js';
export { exp } from './double-double/exponential.js';
export { log, log1p } from './double-double/logarithm.js';
export { expRounded, log1pRounded, logRounded } from './double-double/rounded.js';

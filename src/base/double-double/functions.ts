import { sigmoid, softplus } from './activation.js';
import { type DoubleDouble, difference, floor, product, quotient } from './arithmetic.js';
import { erf, erfc, normalDensity } from './error-function.js';
import { exp, expm1 } from './exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.js';
import { acos, asin, atan, atan2 } from './inverse-trigonometric.js';
import { log, log1p, log2, log10 } from './logarithm.js';
import { cbrt, hypot, pow } from './power.js';
import { cos, sin, tan } from './trigonometric.js';

/** A function of at most three arguments; those beyond its own are left aside. */
export type DoubleDoubleFunction = (a: DoubleDouble, b: DoubleDouble, c: DoubleDouble) => DoubleDouble;

/** a − b⌊a/b⌋. */
const modulo = (a: DoubleDouble, b: DoubleDouble): DoubleDouble => difference(a, product(b, floor(quotient(a, b))));

/**
 * The double-double form of an `Elementary` by its name, to 28 digits or better. Gamma and its relatives have none.
 */
export const FUNCTIONS: ReadonlyMap<string, DoubleDoubleFunction> = new Map<string, DoubleDoubleFunction>(
  Object.entries({
    exp,
    expm1,
    log,
    log1p,
    log2,
    log10,
    pow,
    cbrt,
    hypot,
    modulo,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    atan2,
    sinh,
    cosh,
    tanh,
    asinh,
    acosh,
    atanh,
    sigmoid,
    softplus,
    erf,
    erfc,
    'normal-density': normalDensity,
  }),
);

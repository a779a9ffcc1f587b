import { type DoubleDouble, difference, product, sum } from '../double-double/arithmetic.js';

/**
 * Other coordinates for the P parameters x of a model in which one column of the Jacobian is constant: x′ = Tx − origin·e, where e is the unit vector of that parameter
 * and T the identity but for its row, which holds `shifts` beside the 1. With J = J′T, column j of J′ is that of J less shifts[j] times the constant one, and
 * what `origin` takes from the predictions is taken from the response as well.
 */
export interface Centring {
  /** The parameter whose column is constant, 0 … P − 1. */
  readonly constant: number;
  /** Length P; 0 for `constant` itself, and for columns that stay as they are. */
  readonly shifts: Float64Array;
  readonly origin: number;
}

/** x′ of a point, rounded once. @param x length P. */
export const centredPoint = (x: Float64Array, centring: Centring): Float64Array => moved(x, centring, sum, [-centring.origin, 0]);

/** Tδ of a step, rounded once. @param step length P. */
export const centredStep = (step: Float64Array, centring: Centring): Float64Array => moved(step, centring, sum, [0, 0]);

/** T⁻¹δ′ of a step, rounded once. @param step length P. */
export const uncentredStep = (step: Float64Array, centring: Centring): Float64Array => moved(step, centring, difference, [0, 0]);

function moved(x: Float64Array, { constant, shifts }: Centring, by: typeof sum, from: DoubleDouble): Float64Array {
  let total = sum(from, [x[constant] as number, 0]);
  for (let j = 0; j < x.length; j++)
    if (shifts[j] !== 0) total = by(total, product([shifts[j] as number, 0], [x[j] as number, 0]));
  const out = x.slice();
  out[constant] = total[0];
  return out;
}

/** T⁻¹AT⁻ᵀ, P×P row-major: the covariance of the parameters from that of the other coordinates. @param a symmetric. */
export function uncentredCovariance(a: Float64Array, { constant, shifts }: Centring): Float64Array {
  const n = shifts.length;
  const out = a.slice();
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      out[constant * n + i] = (out[constant * n + i] as number) - (shifts[j] as number) * (a[j * n + i] as number);
  const rows = out.slice();
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      out[i * n + constant] = (out[i * n + constant] as number) - (shifts[j] as number) * (rows[i * n + j] as number);
  return out;
}

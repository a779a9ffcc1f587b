import { dot, norm2 } from '../base/linear-algebra/norm.js';
import { scaleToOne } from '../base/linear-algebra/power-of-two.js';

/** Of the longest column of the Jacobian over the shortest: below, parameters are left as they are. */
const UNEQUAL = 1e3;

/**
 * D for z = x/D: the inverse lengths of the columns of the Jacobian, as powers of two, so that it rounds nothing. A parameter that nothing depends on here is
 * moved no farther than the most cautious of the others.
 *
 * @param gram P×P, row-major. @returns null where the lengths differ by no more than 10³, or are not finite.
 */
export function columnScale(gram: Float64Array, count: number): Float64Array | null {
  const lengths = Float64Array.from({ length: count }, (_, j) => Math.sqrt(gram[j * count + j] as number));
  const longest = Math.max(...lengths);
  const shortest = lengths.reduce((least, length) => (length > 0 ? Math.min(least, length) : least), longest);
  if (!(longest / shortest > UNEQUAL && Number.isFinite(longest))) return null;
  return lengths.map((length) => scaleToOne(length > 0 ? length : longest));
}

/** D·v; v itself without a scale. */
export const scaled = (v: Float64Array, scale: Float64Array | null): Float64Array =>
  scale === null ? v : v.map((x, j) => x * (scale[j] as number));

/** A first rate in z: ‖v‖/‖Gv‖, G the scaled Gauss–Newton matrix. @param slope v = ∇f in z, not zero. */
export function gramRate(gram: Float64Array, scale: Float64Array | null, slope: Float64Array): number {
  const count = slope.length;
  const back = scaled(slope, scale);
  const bent = slope.map((_, j) => dot(gram.subarray(j * count, (j + 1) * count), back));
  return norm2(slope) / norm2(scaled(bent, scale));
}

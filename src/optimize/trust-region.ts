import {
  applyQTransposed,
  dampedWork,
  dot,
  householderQr,
  norm2,
  solveDamped,
  solveUpper,
  solveUpperTransposed,
  triangle,
} from '../base/linear-algebra/index.js';

/** The model ½‖Az + b‖² within ‖z‖ ≤ radius. */
export interface TrustRegion {
  readonly rank: number;
  /** Length of the part of b that A can reach. */
  readonly reachable: number;
  /** The minimum without a radius, length k; 0 in directions that A does not determine. */
  readonly newton: Float64Array;
  /** The minimum for a radius > 0, within a tenth of it. Length k. */
  step(radius: number): Float64Array;
  /** −(AᵀA + λI)⁻¹g with the λ of the last step; null where that cannot be solved. @param g length k. */
  damped(g: Float64Array): Float64Array | null;
}

/**
 * The trust-region step by a pivoted QR factor: (AᵀA + λI)z = −Aᵀb with λ found by Newton's iteration on the secular equation ‖z(λ)‖ = radius
 * (Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory, §5; MINPACK lmpar).
 *
 * @param a m×k row-major, m ≥ k, columns of comparable length; overwritten. @param b length m, overwritten.
 */
export function trustRegion(a: Float64Array, m: number, k: number, b: Float64Array): TrustRegion {
  const factor = householderQr(a, m, k, { pivot: true });
  applyQTransposed(factor, b);
  const r = triangle(factor);
  const c = b.slice(0, k);
  const rank = rankOf(r, k);
  const ones = new Float64Array(k).fill(1);
  const work = dampedWork(k);
  const newton = gaussNewton(r, k, c, rank);
  const newtonLength = norm2(newton);
  const unpermuted = (z: Float64Array): Float64Array => {
    const out = new Float64Array(k);
    for (let j = 0; j < k; j++) out[factor.permutation[j] as number] = z[j] as number;
    return out;
  };

  let factored = r;
  const step = (radius: number): Float64Array => {
    factored = r;
    if (newtonLength <= (1 + SLACK) * radius) return unpermuted(newton);
    const steepest = norm2(columnProducts(r, k, c));
    let lower = rank < k ? 0 : (newtonLength - radius) / (radius * squaredInverse(r, k, newton, newtonLength));
    let upper = steepest / radius;
    let lambda = Math.max(lower, Math.min(upper, steepest / newtonLength));
    let z = newton;
    for (let i = 0; i < MOST_ITERATIONS; i++) {
      if (!(lambda > 0)) lambda = Math.max(Number.MIN_VALUE, 0.001 * upper);
      z = solveDamped(r, k, c, ones, lambda, work);
      const length = norm2(z);
      const excess = length - radius;
      if (Math.abs(excess) <= SLACK * radius) break;
      if (excess > 0) lower = Math.max(lower, lambda);
      else upper = Math.min(upper, lambda);
      const next = lambda + excess / (radius * squaredInverse(work.s, k, z, length));
      lambda = Math.max(lower, Math.min(upper, next));
    }
    factored = work.s;
    return unpermuted(z);
  };
  const damped = (g: Float64Array): Float64Array | null => {
    const permuted = Float64Array.from(factor.permutation, (column) => -(g[column] as number));
    const half = solveUpperTransposed(factored, k, permuted);
    const whole = solveUpper(factored, k, half);
    return whole.every(Number.isFinite) ? unpermuted(whole) : null;
  };
  return { rank, reachable: norm2(c, 0, rank), newton: unpermuted(newton), step, damped };
}

const SLACK = 0.1;
/** MINPACK stops after 10; a radius that is missed by more costs a trial, no more. */
const MOST_ITERATIONS = 20;

/** The diagonal of a pivoted R falls: what is below the rounding of its first entry is no direction of the data. */
function rankOf(r: Float64Array, k: number): number {
  const least = 4 * k * Number.EPSILON * Math.abs(r[0] ?? 0);
  let rank = 0;
  while (rank < k && Math.abs(r[rank * k + rank] as number) > least) rank++;
  return rank;
}

/** −R⁻¹c in the first `rank` unknowns, 0 in the others. */
function gaussNewton(r: Float64Array, k: number, c: Float64Array, rank: number): Float64Array {
  if (rank === k)
    return solveUpper(
      r,
      k,
      c.map((x) => -x),
    );
  const leading = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++) leading.set(r.subarray(i * k, i * k + rank), i * rank);
  const z = new Float64Array(k);
  z.set(
    solveUpper(
      leading,
      rank,
      c.slice(0, rank).map((x) => -x),
    ),
  );
  return z;
}

/** (‖S⁻ᵀz‖/‖z‖)², from which the derivative of ‖z(λ)‖ follows. */
function squaredInverse(s: Float64Array, k: number, z: Float64Array, length: number): number {
  const w = solveUpperTransposed(
    s,
    k,
    z.map((x) => x / length),
  );
  return dot(w, w);
}

/** Rᵀc. */
function columnProducts(r: Float64Array, k: number, c: Float64Array): Float64Array {
  const products = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += (r[i * k + j] as number) * (c[i] as number);
    products[j] = sum;
  }
  return products;
}

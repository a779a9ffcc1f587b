import { dot, type Eigen } from '../base/linear-algebra/index.js';
import type { Method, Mode } from './method.js';

export interface ForecastInput {
  readonly method: Pick<Method, 'mode'>;
  /** All settings of the method. */
  readonly settings: Readonly<Record<string, number>>;
  /** Constant, > 0; times the factor by which the gradient that is followed is too large, if it is. */
  readonly rate: number;
  /** Of the Hessian at the minimum x̂, P×P. */
  readonly hessian: Eigen;
  /** x − x̂, length P, where the count begins. */
  readonly offset: Float64Array;
  /** What the method keeps at x, length P: the velocity of momentum; default 0, as at a start. */
  readonly memory?: Float64Array;
  /** `loss`: f(x) − f(x̂), to second order; `distance`: ‖x − x̂‖₂; `gradient`: ‖∇f(x)‖₂, to first order. */
  readonly of: 'loss' | 'distance' | 'gradient';
  /** > 0, in its units. */
  readonly target: number;
}

/** How a run with a constant rate goes on near a minimum. */
export interface Forecast {
  /** Least number of updates after which the target is met and stays met; Infinity where it never is, or not in 2⁴⁰. */
  readonly epochs: number;
  /** By which the slowest direction that is still to go shrinks in an update, in the long run; ≥ 1 where it does not. */
  readonly factor: number;
  /** Its column in `hessian.vectors`. */
  readonly slowest: number;
}

/**
 * How many updates are still needed, of the quadratic model at the minimum. There a method with a constant rate takes apart into the eigenvectors of the
 * Hessian: along one of curvature λ gradient descent multiplies the error by 1 − ηλ, and methods with a velocity by a 2×2 matrix of their own
 * ({@link Mode}), whose characteristic roots say how fast and whether in swings (Polyak 1964, USSR Comput. Math. Math. Phys. 4; O'Donoghue and Candès 2015, Found. Comput. Math. 15).
 * Up to 2¹⁴ the count is exact for the model, beyond that to a 2¹³th of it.
 *
 * @returns null for a method that is not linear in the gradients (Adam and its like), and where a number is not finite.
 *
 * @example
 * // ½·(x² + 0.1·y²) from (1, 1) at rate 1: the error in y is 0.9ᴺ.
 * const hessian = symmetricEigen(Float64Array.of(1, 0, 0, 0.1), 2);
 * const offset = Float64Array.of(1, 1);
 * forecastEpochs({ method: gradientDescent, settings: {}, rate: 1, hessian, offset, of: 'distance', target: 0.01 })?.epochs // 44
 */
export function forecastEpochs(input: ForecastInput): Forecast | null {
  const { mode } = input.method;
  if (mode === undefined) return null;
  const directions = directionsOf(input, mode);
  const target = input.of === 'loss' ? input.target : input.target * input.target;
  if (!(Number.isFinite(target) && target > 0) || !directions.every(finite)) return null;
  const going = directions.filter(({ weight, start }) => weight !== 0 && (start[0] !== 0 || start[1] !== 0));
  if (going.length === 0) return { epochs: 0, factor: 0, slowest: 0 };
  const slowest = going.reduce((a, b) => (b.radius > a.radius ? b : a));
  const end = { factor: slowest.radius, slowest: slowest.index };
  if (!(slowest.radius < 1) || going.some(({ weight }) => weight < 0)) return { epochs: Number.POSITIVE_INFINITY, ...end };
  const horizon = settled(going, target);
  return { epochs: horizon === null ? Number.POSITIVE_INFINITY : lastAbove(going, target, horizon), ...end };
}

interface Direction {
  readonly index: number;
  readonly step: Mode;
  /** Error and memory along it. */
  readonly start: Pair;
  /** Of the squared error in what is measured. */
  readonly weight: number;
  /** Largest absolute value of a characteristic root of `step`. */
  readonly radius: number;
}

type Pair = readonly [error: number, memory: number];

function directionsOf(
  { hessian, offset, memory, rate, settings, of }: ForecastInput,
  mode: NonNullable<Method['mode']>,
): Direction[] {
  const p = offset.length;
  return Array.from(hessian.values, (curvature, index): Direction => {
    const axis = Float64Array.from({ length: p }, (_, i) => hessian.vectors[i * p + index] as number);
    const step = mode(curvature, rate, settings);
    const start: Pair = [dot(axis, offset), memory === undefined ? 0 : dot(axis, memory)];
    return { index, step, start, weight: weightOf(curvature, of), radius: radiusOf(step) };
  });
}

/** Of the squared error along an eigenvector. */
const weightOf = (curvature: number, of: ForecastInput['of']): number =>
  of === 'loss' ? curvature / 2 : of === 'gradient' ? curvature * curvature : 1;

const finite = ({ start, step, weight }: Direction): boolean => [...start, ...step, weight].every(Number.isFinite);

function radiusOf([a, b, c, d]: Mode): number {
  const half = (a + d) / 2;
  const determinant = a * d - b * c;
  const discriminant = half * half - determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(discriminant);
}

const MOST_DOUBLINGS = 40;
const LOOKS = 2 ** 14;

/**
 * A power of two after which the target stays met: the sum of all that is measured from there on is below it. The sum is a quadratic form of
 * the state, found by doubling (Smith 1968, SIAM J. Appl. Math. 16).
 */
function settled(directions: readonly Direction[], target: number): number | null {
  const sums = directions.map(sumOf);
  let powers = directions.map(({ step }) => step);
  for (let k = 0; k < MOST_DOUBLINGS; k++) {
    const left = directions.map(({ start }, i) => formAt(sums[i] as Symmetric, moved(powers[i] as Mode, start)));
    if (left.reduce((a, b) => a + b) <= target) return 2 ** k;
    powers = powers.map((power) => product(power, power));
  }
  return null;
}

/** The last of the looks on the way to `horizon` at which the target is not met, and one more. */
function lastAbove(directions: readonly Direction[], target: number, horizon: number): number {
  const stride = Math.max(1, horizon / LOOKS);
  let steps = directions.map(({ step }) => step);
  for (let length = 1; length < stride; length *= 2) steps = steps.map((step) => product(step, step));
  if (directions.every(({ step: [, b] }) => b === 0)) return stride * looksAbove(directions, steps, target);
  const states = directions.map(({ start }) => start);
  let last = -1;
  for (let look = 0; look * stride <= horizon; look++) {
    let measured = 0;
    for (let i = 0; i < states.length; i++) {
      const [error] = states[i] as Pair;
      measured += (directions[i] as Direction).weight * error * error;
      states[i] = moved(steps[i] as Mode, states[i] as Pair);
    }
    if (measured > target) last = look;
  }
  return (last + 1) * stride;
}

/** Without a velocity all that is measured falls from look to look: how often it is above the target, start included, by halving. */
function looksAbove(directions: readonly Direction[], steps: readonly Mode[], target: number): number {
  const measured = (states: readonly Pair[]): number =>
    states.reduce((sum, [error], i) => sum + (directions[i] as Direction).weight * error * error, 0);
  let states = directions.map(({ start }) => start);
  if (!(measured(states) > target)) return 0;
  const powers = [steps];
  for (let looks = 1; looks < LOOKS; looks *= 2)
    powers.push((powers.at(-1) as readonly Mode[]).map((step) => product(step, step)));
  let last = 0;
  for (let k = powers.length - 1; k >= 0; k--) {
    const there = states.map((state, i) => moved(powers[k]?.[i] as Mode, state));
    if (measured(there) > target) [states, last] = [there, last + 2 ** k];
  }
  return last + 1;
}

/** xx, xy, yy of a form xx·e² + 2·xy·em + yy·m². */
type Symmetric = readonly [number, number, number];

function sumOf({ step, weight }: Direction): Symmetric {
  let form: Symmetric = [weight, 0, 0];
  let power = step;
  for (let k = 0; k < 2 * MOST_DOUBLINGS && power.some((x) => x !== 0); k++) {
    const [xx, xy, yy] = form;
    const [a, b, c, d] = power;
    form = [
      xx + (a * a * xx + 2 * a * c * xy + c * c * yy),
      xy + (a * b * xx + (a * d + b * c) * xy + c * d * yy),
      yy + (b * b * xx + 2 * b * d * xy + d * d * yy),
    ];
    power = product(power, power);
  }
  return form;
}

const formAt = ([xx, xy, yy]: Symmetric, [e, m]: Pair): number => xx * e * e + 2 * xy * e * m + yy * m * m;

const moved = ([a, b, c, d]: Mode, [e, m]: Pair): Pair => [a * e + b * m, c * e + d * m];

const product = ([a, b, c, d]: Mode, [p, q, r, s]: Mode): Mode => [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s];

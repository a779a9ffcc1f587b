import { exp, log } from '../elementary/scalar.js';
import type { Tails } from './tails.js';

/**
 * The x > 0 at which one side of a distribution has a given probability: Newton's method on ln(side) over ln x between bounds that close in.
 *
 * @param side the smaller one should be asked for: it determines x best. @param target in (0, 1]. @param guess > 0.
 * @returns x to the rounding of `tails`; 0 or ∞ where x is beyond the doubles.
 */
export function invert(tails: (x: number) => Tails, side: 'lower' | 'upper', target: number, guess: number): number {
  const sign = side === 'lower' ? 1 : -1;
  let x = Math.min(Math.max(guess, 1e-300), 1e300);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let reach = 2;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 300; round++) {
    const { [side]: probability, slope } = tails(x);
    if (probability === target) return x;
    if (probability < target === (side === 'lower')) low = x;
    else high = x;
    const step = (-sign * log(probability / target) * probability) / slope;
    let next = x * exp(step);
    // rounding in the tails is reached when small steps no longer shrink
    if (Math.abs(step) < 1e-9 && (Math.abs(step) <= Number.EPSILON || Math.abs(step) > before / 2)) return next;
    before = Math.abs(step);
    if (!(next > low && next < high)) {
      if (low > 0 && high < Number.POSITIVE_INFINITY) next = Math.sqrt(low) * Math.sqrt(high);
      else {
        next = low > 0 ? x * exp(reach) : x * exp(-reach);
        reach *= 1.5;
      }
    }
    if (next === x || next === 0 || next === Number.POSITIVE_INFINITY || Number.isNaN(probability)) return next;
    x = next;
  }
  return x;
}

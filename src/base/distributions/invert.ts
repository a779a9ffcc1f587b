import { exp, log } from '../elementary/scalar.js';
import type { Tails } from './tails.js';

/**
 * The x > 0 at which one side of a distribution has a given probability: Newton's method on ln(side) over ln x, which is concave for the families here,
 * so it converges from everywhere.
 *
 * @param side the smaller one should be asked for: it determines x best. @param target in (0, 1]. @param guess > 0.
 */
export function invert(tails: (x: number) => Tails, side: 'lower' | 'upper', target: number, guess: number): number {
  let x = Math.min(Math.max(guess, 1e-300), 1e300);
  let reach = 2;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 500; round++) {
    const { [side]: probability, slope } = tails(x);
    const miss = log(probability / target);
    const full = side === 'lower' ? (-miss * probability) / slope : (miss * probability) / slope;
    const wild = !Number.isFinite(full) || Math.abs(full) > reach;
    const step = wild ? direction(side, probability, target) * reach : full;
    if (wild) reach *= 1.5;
    const next = x * exp(step);
    // rounding in the tails is reached when steps no longer shrink
    const settled = Math.abs(step) <= Number.EPSILON || (Math.abs(step) < 1e-9 && Math.abs(step) > before / 2);
    if (next === x || next === 0 || next === Number.POSITIVE_INFINITY || settled) return next;
    before = Math.abs(step);
    x = next;
  }
  return x;
}

/** Which way x must go. */
const direction = (side: 'lower' | 'upper', probability: number, target: number): 1 | -1 =>
  probability > target === (side === 'upper') ? 1 : -1;

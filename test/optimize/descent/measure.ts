import type { Evaluate } from '../../../src/base/evaluation.js';
import { randomStream } from '../../../src/base/random/stream.js';
import type { Method, StepSize } from '../../../src/optimize/method.js';
import { lbfgs } from '../../../src/optimize/methods/lbfgs.js';
import { gradientDescent } from '../../../src/optimize/methods/gradient-descent.js';
import { minimize } from '../../../src/optimize/minimize.js';
import type { Descent } from './problems.js';

/** The start of a problem and perturbed ones, the same in every run. */
export function startsOf({ start, near, spread }: Descent, count: number, seed: number): Float64Array[] {
  const stream = randomStream('pcg64', seed);
  const sizes = spread ?? start.map((x, j) => 0.3 * Math.max(Math.abs(x), Math.abs(near[j] as number)));
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from(start, (x, j) => (k === 0 ? x : x + (sizes[j] as number) * stream.normal(0, 1))),
  );
}

/** The loss to be reached: all but `share` of the drop from the start to the least, which L-BFGS finds from near. */
export function targetOf(evaluate: Evaluate, start: Float64Array, least: number, share: number): number {
  return least + share * ((evaluate({ points: [start], want: 'gradient' })[0]?.loss as number) - least);
}

export const leastOf = ({ evaluate, near }: Descent): number =>
  minimize(evaluate, { method: lbfgs, start: Float64Array.from(near), epochs: 1000 }).answer.loss;

/** Evaluations until the loss is at most `target`; null where it is not within `most`. */
export function evaluationsOf(
  evaluate: Evaluate,
  start: Float64Array,
  target: number,
  most: number,
  stepSize?: StepSize,
  method: Method = gradientDescent,
): number | null {
  const { outcome, evaluations, stop } = minimize(evaluate, {
    method,
    start,
    epochs: most,
    ...(stepSize === undefined ? {} : { stepSize }),
    stop: (epoch) =>
      epoch.loss <= target || epoch.evaluations > most
        ? { reason: epoch.loss <= target ? 'reached' : 'too-many', detail: { en: '1', ko: '1' } }
        : null,
  });
  return outcome === 'stopped-by-rule' && stop.reason === 'reached' ? evaluations : null;
}

const RATES = 40;

/**
 * The fewest evaluations of 40 constant rates, four a decade, around the inverse curvature at the start. In lockstep: the cap grows until one arrives.
 *
 * @returns null where none arrives within `most`.
 */
export function bestConstant(evaluate: Evaluate, start: Float64Array, target: number, most: number, centre: number): number | null {
  const runs = Array.from({ length: RATES }, (_, k) => ({ rate: centre * 10 ** ((k - 30) / 5), x: start.slice(), done: 0 }));
  let alive = runs.map((run) => run);
  let best: number | null = null;
  for (let cap = 30; best === null && alive.length > 0 && cap < 10 * most; cap *= 10) {
    const limit = Math.min(cap, most);
    const going: typeof alive = [];
    for (const run of alive) {
      let diverged = false;
      while (run.done < Math.min(limit, best ?? limit)) {
        const [answer] = evaluate({ points: [run.x], want: 'gradient' });
        run.done++;
        const loss = answer?.loss as number;
        if (loss <= target) {
          best = run.done;
          break;
        }
        if (!Number.isFinite(loss) || loss > 1e100) {
          diverged = true;
          break;
        }
        for (let j = 0; j < run.x.length; j++) run.x[j] = (run.x[j] as number) - run.rate * (answer?.gradient?.[j] as number);
      }
      if (!diverged) going.push(run);
    }
    alive = going;
    if (limit === most) break;
  }
  return best;
}

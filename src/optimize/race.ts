import { pow } from '../base/elementary/scalar.js';
import { norm2 } from '../base/linear-algebra/norm.js';
import { freeGradient } from './bounds.js';
import { firstRate } from './curvature.js';
import { ask } from './meter.js';
import type { Stepping } from './method.js';
import { minimizing, type RunOptions, type RunResult } from './minimize.js';
import { constant, parseSchedule } from './step-size.js';

const RATES = 9;
/** Of the epochs of the run, for each rate. */
const SHARE = 10;
/** Half a decade between two rates, up from this one. */
const LEAST = -4;
/** Rates of a method that follows the gradient itself stand to the inverse curvature, from a thousandth to ten times of it. */
const LEAST_PLAIN = -3;

/**
 * A run by minibatches whose learning rate is raced for: nine rates, half a decade apart, for a tenth of the epochs each, from the same start and through the
 * same order of rows; then the whole run with the one that reached the lowest loss over all rows, and cosine decay to zero (Loshchilov and
 * Hutter 2017, SGDR). The same stream gives the same race. Rates are 10⁻⁴ … 1; for gradient descent itself 10⁻³ … 10 times the inverse curvature along the gradient at the start.
 *
 * @returns the last run; its evaluations and passes are those of all ten. The race is not told to `onEpoch`. Nine that diverge leave the lowest rate.
 */
export function* racing(run: RunOptions & { readonly start: Float64Array }): Stepping<RunResult> {
  const { start, bounds = null, batch, method, stop: _, onEpoch: __, ...rest } = run;
  const answer = yield* ask({ points: [start], want: 'gradient' });
  const level = answer.gradient !== undefined && norm2(freeGradient(start, answer.gradient, bounds)) === 0;
  const plain = method.plain === true && !level;
  const unit = plain ? yield* firstRate(start, answer, bounds) : 1;
  const rates = Array.from({ length: RATES }, (_unused, k) => unit * pow(10, (plain ? LEAST_PLAIN : LEAST) + k / 2));
  const common = { ...rest, method, start, ...(bounds === null ? {} : { bounds }) };
  let best = { rate: rates[0] as number, loss: Number.POSITIVE_INFINITY };
  let [evaluations, passes] = [plain ? 2 : 1, plain ? 2 : 1];
  for (const rate of rates) {
    const result = yield* minimizing({
      ...common,
      // Nothing ends a racer but its epochs, the guard and a cancelling.
      stop: () => null,
      epochs: Math.max(1, Math.ceil(run.epochs / SHARE)),
      stepSize: constant(rate),
      ...(batch === undefined ? {} : { batch: { ...batch, stream: batch.stream.clone() } }),
    });
    evaluations += result.evaluations;
    passes += result.passes;
    if (result.answer.loss < best.loss) best = { rate, loss: result.answer.loss };
    if (result.outcome === 'cancelled') break;
  }
  const result = yield* minimizing({ ...run, stepSize: parseSchedule('cosine', best.rate, run.epochs) });
  return { ...result, evaluations: evaluations + result.evaluations, passes: passes + result.passes };
}

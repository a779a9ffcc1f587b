import type { Answer, Evaluate } from '../../../src/base/evaluation.js';
import { randomStream } from '../../../src/base/random/stream.js';
import { armijo } from '../../../src/optimize/armijo.js';
import { AUTOMATIC_RATES } from '../../../src/optimize/automatic-rates.js';
import { firstRate } from '../../../src/optimize/curvature.js';
import type { StepSize } from '../../../src/optimize/method.js';
import { gradientDescent } from '../../../src/optimize/methods/gradient-descent.js';
import { lbfgs } from '../../../src/optimize/methods/lbfgs.js';
import { drive, minimize } from '../../../src/optimize/minimize.js';
import type { Descent } from './problems.js';

/** Step sizes to be measured. */
export const WAYS: Readonly<Record<string, () => StepSize>> = {
  ...Object.fromEntries(AUTOMATIC_RATES.map(({ name, stepSize }) => [name, stepSize])),
  armijo,
};

export interface Compared {
  /** Evaluations of the best constant rate, and of every way by its name; null where it did not arrive. */
  readonly best: number | null;
  readonly [way: string]: number | null;
}

/** Evaluations to all but `share` of the drop from a start to the minimum: of every way, and of the best of 40 constant rates. */
export function compare(
  problem: Descent,
  {
    starts,
    seed,
    share,
    most,
  }: { readonly starts: number; readonly seed: number; readonly share: number; readonly most: number },
  ways: readonly string[],
): Compared[] {
  const { evaluate } = problem;
  const least = minimize(evaluate, { method: lbfgs, start: Float64Array.from(problem.near), epochs: 1000 }).answer.loss;
  return startsOf(problem, starts, seed).map((start) => {
    const first = at(evaluate, start);
    const target = least + share * (first.loss - least);
    const found: Record<string, number | null> = {};
    for (const way of ways)
      found[way] = evaluationsTo(withHessian(evaluate), start, target, most, (WAYS[way] as () => StepSize)());
    return { best: bestConstant(evaluate, start, target, most, drive(firstRate(start, first, null), evaluate)), ...found };
  });
}

/** The start of a problem, and perturbed ones. */
export function startsOf({ start, near, spread }: Descent, count: number, seed: number): Float64Array[] {
  const stream = randomStream('pcg64', seed);
  const sizes = spread ?? start.map((x, j) => 0.3 * Math.max(Math.abs(x), Math.abs(near[j] as number)));
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from(start, (x, j) => (k === 0 ? x : x + (sizes[j] as number) * stream.normal(0, 1))),
  );
}

/** Evaluations until the loss is at most `target`; null where it is not within `most`. */
function evaluationsTo(evaluate: Evaluate, start: Float64Array, target: number, most: number, stepSize: StepSize): number | null {
  const ended = (reason: string) => ({ reason, detail: { en: reason, ko: reason } });
  const { stop, evaluations } = minimize(evaluate, {
    method: gradientDescent,
    start,
    stepSize,
    epochs: most,
    stop: (epoch) => (epoch.loss <= target ? ended('arrived') : epoch.evaluations > most ? ended('too many') : null),
  });
  return stop.reason === 'arrived' ? evaluations : null;
}

/** Evaluations of the automatic rate until a stop is met; null where it never is. */
export function evaluationsUntil(
  { evaluate, start }: { readonly evaluate: Evaluate; readonly start: Float64Array },
  stop: string,
): number | null {
  const { outcome, evaluations } = minimize(evaluate, { method: gradientDescent, start, epochs: 1000, stop });
  return outcome === 'stopped-by-rule' ? evaluations : null;
}

const RATES = 40;
/** Two more than a good rate could be, and some six decades below: five rates a decade. */
const CENTRE = 30;
const DECADE = 5;

/** The fewest evaluations of 40 constant rates around `centre`; null where none arrives. All go on together until the first arrives. */
function bestConstant(evaluate: Evaluate, start: Float64Array, target: number, most: number, centre: number): number | null {
  let going = Array.from({ length: RATES }, (_, k) => ({
    rate: centre * 10 ** ((k - CENTRE) / DECADE),
    answer: at(evaluate, start),
    point: start,
  }));
  for (let done = 1; done <= most && going.length > 0; done++) {
    if (going.some(({ answer }) => answer.loss <= target)) return done;
    going = going
      .filter(({ answer: { loss } }) => Number.isFinite(loss) && loss < 1e100)
      .map(({ rate, answer, point }) => {
        const next = point.map((x, j) => x - rate * (answer.gradient?.[j] as number));
        return { rate, point: next, answer: at(evaluate, next) };
      });
  }
  return null;
}

/** ∇²f where it is asked for, by differences of the gradient. */
const withHessian =
  (evaluate: Evaluate): Evaluate =>
  (request) =>
    request.want === 'hessian'
      ? request.points.map((point) => ({ ...at(evaluate, point), hessian: differences(evaluate, point) }))
      : evaluate(request);

function differences(evaluate: Evaluate, point: Float64Array): Float64Array {
  const count = point.length;
  const hessian = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    const h = 1e-5 * Math.max(Math.abs(point[j] as number), 1e-3);
    const [less, more] = [-h, h].map((step) =>
      at(
        evaluate,
        point.map((x, k) => (k === j ? x + step : x)),
      ),
    );
    for (let i = 0; i < count; i++)
      hessian[i * count + j] = ((more?.gradient?.[i] as number) - (less?.gradient?.[i] as number)) / (2 * h);
  }
  return hessian;
}

const at = (evaluate: Evaluate, point: Float64Array): Answer => evaluate({ points: [point], want: 'gradient' })[0] as Answer;

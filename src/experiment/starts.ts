import { exp } from '../base/elementary/scalar.js';
import type { Evaluate } from '../base/evaluation.js';
import { leastSquaresFromFactor } from '../base/linear-algebra/index.js';
import type { RandomStream } from '../base/random/stream.js';

/** What is known of the parameters before the search. */
export interface StartProblem {
  readonly count: number;
  /** NaN where no start was given. */
  readonly given: Float64Array;
  /** Parameters in which the model is linear: they are solved for, not drawn. */
  readonly linear: readonly number[];
  /** The ranges of the columns that the formula reads beside the response. */
  readonly axes: readonly { readonly low: number; readonly high: number }[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Candidate starts for a model whose parameters nobody has guessed: nonlinear parameters are drawn on the scales of the columns, the linear ones solved
 * for by one factorisation each (Golub and Pereyra 1973).
 *
 * @returns at most `keep` starts, those of the lowest finite loss, lowest first; all of `given` where nothing is missing.
 */
export function candidateStarts(
  problem: StartProblem,
  evaluate: Evaluate,
  stream: RandomStream,
  tries: number,
  keep: number,
): Float64Array[] {
  const missing = [...problem.given.keys()].filter((j) => Number.isNaN(problem.given[j]));
  if (missing.length === 0) return [problem.given];
  const nonlinear = missing.filter((j) => !problem.linear.includes(j));
  // Where all are linear any start is as good as any other: one step leads to the minimum.
  if (nonlinear.length === 0) return [problem.given.map((value, j) => (Number.isNaN(value) ? inside(0, problem, j) : value))];
  const solvable = missing.filter((j) => problem.linear.includes(j));
  const candidates: { point: Float64Array; loss: number }[] = [];
  let first: Float64Array | null = null;
  for (let draw = 0; draw < tries; draw++) {
    const point = problem.given.map((value, j) => (Number.isNaN(value) ? inside(0, problem, j) : value));
    for (const j of nonlinear) point[j] = inside(guess(problem, stream), problem, j);
    const solved = solvable.length === 0 ? point : solveLinear(point, solvable, problem, evaluate);
    first ??= solved;
    const loss = evaluate({ points: [solved], want: 'value' })[0]?.loss ?? Number.NaN;
    if (Number.isFinite(loss)) candidates.push({ point: solved, loss });
  }
  candidates.sort((a, b) => a.loss - b.loss);
  if (candidates.length > 0) return candidates.slice(0, keep).map((candidate) => candidate.point);
  // Nowhere finite: the run says so better than an error could.
  return [first ?? problem.given.map((value, j) => (Number.isNaN(value) ? inside(0, problem, j) : value))];
}

/**
 * What a parameter in a nonlinear place may be: a plain number, a rate or frequency (reciprocal of a column's span), a place on a column's axis
 * (the middle of a peak), or a width on it. Log-uniform but for places.
 */
function guess({ axes }: StartProblem, stream: RandomStream): number {
  const kind = stream.random();
  const { low, high } = axes[Math.floor(stream.random() * axes.length)] ?? { low: -1, high: 1 };
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  const sign = stream.random() < 0.75 ? 1 : -1;
  if (kind < 0.3) return sign * decades(stream, -2, 2);
  if (kind < 0.6) return (sign * decades(stream, -1, 2)) / span;
  if (kind < 0.8) return stream.uniform(low, high);
  return span * decades(stream, -2.5, 0.5);
}

const decades = (stream: RandomStream, from: number, to: number): number => exp(Math.LN10 * stream.uniform(from, to));

const inside = (value: number, { lower, upper }: StartProblem, j: number): number =>
  Math.min(Math.max(value, lower[j] as number), upper[j] as number);

function solveLinear(point: Float64Array, linear: readonly number[], problem: StartProblem, evaluate: Evaluate): Float64Array {
  const answer = evaluate({ points: [point], want: 'qr' })[0];
  if (
    answer?.r === undefined ||
    answer.qtr === undefined ||
    !answer.r.every(Number.isFinite) ||
    !answer.qtr.every(Number.isFinite)
  )
    return point;
  const width = linear.length;
  const columns = new Float64Array(problem.count * width);
  for (let i = 0; i < problem.count; i++)
    for (const [k, j] of linear.entries()) columns[i * width + k] = answer.r[i * problem.count + j] as number;
  const step = leastSquaresFromFactor(columns, problem.count, width, answer.qtr);
  const solved = Float64Array.from(point);
  for (const [k, j] of linear.entries()) solved[j] = inside((point[j] as number) - (step[k] as number), problem, j);
  return solved.every(Number.isFinite) ? solved : point;
}

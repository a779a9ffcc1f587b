import type { Answer } from '../base/evaluation.js';
import type { Stepping } from '../optimize/method.js';
import type { Epoch } from '../optimize/outcome.js';
import type { Trace } from '../trace/trace.js';
import type { Attempt } from './local-search.js';

/** Of the trace's rows those at epochs 1, 2, 4, 8, … get their errors while these are not more; else evenly taken ones of them. */
const MOST = 10;

/** A run with errors of the rows, and the passes over the rows that these took. */
export interface Shown {
  readonly attempt: Attempt;
  readonly passes: number;
}

/**
 * A run whose epochs were computed without a look at the rows, with loss and mean absolute error as the rows have them where they are shown: where it ended, at its last
 * looked-at epoch, and at about a dozen epochs of its trace, if these share what takes time. All that is not known in one request; and the factor of the end, where a run has
 * one, in another.
 */
export function* withExactErrors(attempt: Attempt): Stepping<Shown> {
  const { result, recorder } = attempt;
  const trace = recorder.trace();
  const { maeWithin, gradientWithin: _, ...answer } = result.answer;
  const factored = answer.r !== undefined;
  const rows = (factored ? [0, trace.length - 1] : shownRows(trace)).filter((row) => Number.isNaN(trace.mae[row]));
  const inTrace = rows.map((row) => Float64Array.from(trace.values, (values) => values[row] as number));
  const factor: readonly Answer[] =
    factored && maeWithin !== undefined ? yield { points: [result.point], want: 'qr', exact: true } : [];
  const known = factor.length === 0 ? [] : [result.point];
  const points = [
    ...(Number.isNaN(answer.mae) ? [result.point] : []),
    ...(Number.isNaN(result.last.mae) ? [result.last.point] : []),
    ...inTrace,
  ].filter((point, i, all) => !known.some(isAt(point)) && all.findIndex(isAt(point)) === i);
  const answers: readonly Answer[] = points.length === 0 ? [] : yield { points, want: 'value', exact: true };
  const seen = (point: Float64Array): Answer | undefined => [...factor, ...answers][[...known, ...points].findIndex(isAt(point))];
  const mae = trace.mae.slice();
  rows.forEach((row, k) => {
    mae[row] = (seen(inTrace[k] as Float64Array) as Answer).mae;
  });
  const whole: Trace = { ...trace, mae, sparseMae: true };
  const { loss: endLoss, mae: endMae } = seen(result.point) ?? answer;
  const exact = { ...answer, ...factor[0], loss: endLoss, mae: endMae };
  const { loss: lastLoss, mae: lastMae } = seen(result.last.point) ?? result.last;
  const lastLook: Epoch = { ...result.last, loss: lastLoss, mae: lastMae };
  return {
    attempt: {
      ...attempt,
      result: { ...result, answer: exact, last: lastLook },
      recorder: { ...recorder, trace: () => whole },
    },
    passes: passesOf(factor) + passesOf(answers),
  };
}

const isAt =
  (point: Float64Array) =>
  (other: Float64Array): boolean =>
    point.every((x, j) => Object.is(x, other[j]));

const passesOf = ([first]: readonly Answer[]): number => (first === undefined ? 0 : (first.passes ?? 1));

/** The first row, the last two, and some between, farther and farther apart. */
function shownRows({ epoch, length }: Trace): number[] {
  const doubling: number[] = [];
  for (let next = 1, row = 0; row < length; row++) {
    if ((epoch[row] as number) < next) continue;
    doubling.push(row);
    while (next <= (epoch[row] as number)) next *= 2;
  }
  const count = Math.min(MOST, doubling.length);
  const taken = Array.from(
    { length: count },
    (_, k) => doubling[Math.round((k * (doubling.length - 1)) / Math.max(1, count - 1))] as number,
  );
  return [...new Set([0, ...taken, length - 2, length - 1])].filter((row) => row >= 0 && row < length);
}

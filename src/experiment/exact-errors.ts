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
 * looked-at epoch, and at about a dozen epochs of its trace. All in one request.
 */
export function* withExactErrors(attempt: Attempt): Stepping<Shown> {
  const { result, recorder } = attempt;
  const trace = recorder.trace();
  const rows = shownRows(trace).filter((row) => Number.isNaN(trace.mae[row]));
  const points = [
    result.point,
    result.last.point,
    ...rows.map((row) => Float64Array.from(trace.values, (values) => values[row] as number)),
  ];
  const answers = yield { points, want: 'value', exact: true };
  const [end, last, ...others] = answers as readonly [Answer, Answer, ...Answer[]];
  const mae = trace.mae.slice();
  rows.forEach((row, k) => {
    mae[row] = (others[k] as Answer).mae;
  });
  const whole: Trace = { ...trace, mae, sparseMae: true };
  const { maeWithin: _, gradientWithin: __, ...answer } = result.answer;
  const exact = { ...answer, loss: end.loss, mae: end.mae };
  const lastLook: Epoch = { ...result.last, loss: last.loss, mae: last.mae };
  return {
    attempt: {
      ...attempt,
      result: { ...result, answer: exact, last: lastLook },
      recorder: { ...recorder, trace: () => whole },
    },
    passes: end.passes ?? 1,
  };
}

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

import { DownhillError } from '../../base/errors.js';
import { randomStream } from '../../base/random/stream.js';
import { tableFromArrays } from '../../data/arrays.js';
import type { Table } from '../../data/table.js';
import { chooseLoss } from '../choose-method.js';
import { type Arrays, type FitContext, settled } from '../fit.js';
import { atOnce, givingWay, type Steps } from '../in-steps.js';
import type { FitOptions } from '../options.js';
import { prepare } from '../prepare.js';
import { withRobustPlan } from '../robust-plan.js';
import { checkSweep, fitOptionsIn } from './arguments.js';
import { concludedSweep } from './conclude.js';
import { measured } from './measured.js';
import { sweptMethods } from './methods.js';
import { forMinimum } from './minimum.js';
import { ratesOf } from './rates.js';
import type { Sweep } from './result.js';
import { drawnStarts, type StartValues, startsAsked } from './starts.js';

/** What does not concern one run among many, or is swept itself. */
type NotSwept =
  | 'method'
  | 'learningRate'
  | 'schedule'
  | 'batch'
  | 'starts'
  | 'level'
  | 'profile'
  | 'bootstrap'
  | 'resample'
  | 'snapshots'
  | 'truth';

export interface SweepOptions extends Omit<FitOptions, NotSwept> {
  /** Rows of the methods' registry that take a learning rate; default `['gd']`. */
  readonly methods?: readonly string[];
  /** `0.001..3`, `0.001..3:40`, or a list; absent: around the stability limit, or 10⁻³ … 3 for methods that have none. */
  readonly rates?: string | readonly number[];
  /** How many are drawn as `start` says, 1 … 10,000, default 20; or each of them, where what is missing is drawn from −1 to 1. Equal ones are one. */
  readonly starts?: number | readonly StartValues[];
}

/** Of each run at most. */
const EPOCHS = 1000;
const MOST_RUNS = 100_000;
/**
 * From so many rows on the runs of a linear model share its moments: an epoch of a run then takes about as long as these rows. A stop may ask for the mean absolute error, of which moments tell
 * only bounds, and those take longer.
 */
const MANY_ROWS = { plain: 2_000, stop: 200_000 } as const;

/**
 * Runs gradient descent at many learning rates from many starts: which rates arrive at the lowest minimum, in how many epochs, and where the stability limit lies. Each run is that of `fit` with the
 * method, rate and start, to the same bits (from 2,000 rows on, where the model is linear in its parameters, within 10⁻¹⁰), and ends where it has arrived.
 *
 * @param formula as for `fit`. @param data as for `fit`.
 * @param options those of a fit; `stop` says when a run has arrived, else it is a millionth of the way from the start to the lowest minimum (see `criterion` of the result).
 * @returns every run, and what they say, as plain data (`downhill.sweep/1`).
 * @throws DownhillError for what `fit` refuses, and `rates-invalid`, `starts-out-of-range`, `method-without-rate`, `sweep-too-large`.
 *
 * @example
 * const x = [0, 1, 2, 3];
 * sweep('y ~ a*x + b', { x, y: [1, 3, 5, 7] }, { rates: [0.1, 0.4, 0.6], starts: 5 }).best?.rate // 0.4
 */
export function sweep(formula: string, data: Arrays, options: SweepOptions = {}): Sweep {
  checkSweep(formula, data, options);
  return atOnce(sweeping(formula, tableFromArrays(data), options));
}

/** {@link sweep} for a table, giving way between evaluations; the same bits. */
export async function sweepAsync(
  formula: string,
  table: Table,
  options: SweepOptions = {},
  context: Pick<FitContext, 'pause'> = {},
): Promise<Sweep> {
  return givingWay(sweeping(formula, table, options), context.pause);
}

function* sweeping(formula: string, table: Table, options: SweepOptions): Steps<Sweep> {
  const rates = options.rates === undefined ? null : ratesOf(options.rates);
  const asked = startsAsked(options);
  const { settings: _, ...fitted }: FitOptions = { epochs: EPOCHS, ...fitOptionsIn(options) };
  const methods = sweptMethods(options, fitted);
  const runs = asked.length * methods.length * (rates?.length ?? 1);
  if (runs > MOST_RUNS)
    throw new DownhillError(
      'sweep-too-large',
      `${runs} runs were asked for, more than ${MOST_RUNS}`,
      'take fewer rates or starts',
      {
        place: '--starts',
        usage: true,
      },
    );
  const stream = randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const chosen = chooseLoss(fitted);
  const prepared = prepare(formula, table, fitted, chosen.loss, stream);
  try {
    const one: FitOptions = { ...fitted, method: methods[0]?.method.name ?? 'gd', learningRate: 1, start: asked[0] ?? {} };
    const followed = yield* withRobustPlan(
      settled(formula, one, prepared, {
        ...chosen,
        stream,
        moments: prepared.rows >= MANY_ROWS[options.stop === undefined ? 'plain' : 'stop'],
      }),
    );
    const starts = drawnStarts(followed, asked, stream);
    const reference = yield* withRobustPlan(
      settled(formula, forMinimum(fitted), prepared, {
        loss: chosen.loss,
        settings: followed.model.lossSettings,
        stream: randomStream('pcg64', options.seed ?? 0),
      }),
    );
    const found = yield* measured({ followed, reference, starts, methods, rates });
    return concludedSweep(followed, methods, found, options);
  } finally {
    prepared.memory.release();
  }
}

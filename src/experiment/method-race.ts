import { DownhillError } from '../base/errors.js';
import { VERSION } from '../base/version.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Table } from '../data/table.js';
import type { RaceSource } from '../figure/race-source.js';
import { checkArguments } from './check-arguments.js';
import { fingerprint } from './fingerprint.js';
import type { Arrays } from './fit.js';
import { atOnce, givingWay, type Steps } from './in-steps.js';
import { type Lowest, lowestOf, lowestSearched } from './race-lowest.js';
import { NOT_FOR_RACES, type RaceOptions, type RaceProblem, raceProblem } from './race-problem.js';
import { arrivedAt, firstBelow, ranked, rounding, SHARE, targetLoss } from './race-ranking.js';
import type { MethodRace, RacedMethod } from './race-result.js';
import { raceVerdict } from './race-verdict.js';
import { type Gone, gone } from './race-way.js';
import { latexOf } from './read-formula.js';
import { floorOf } from './run-options.js';

/** A finished race: the result as plain data, and what figures, tables and traces are made from. */
export interface Race {
  readonly result: MethodRace;
  readonly source: RaceSource;
}

/** What a caller has beside data and options. */
export interface RaceContext {
  /** Awaited between evaluations by {@link runRaceAsync}. */
  readonly pause?: () => Promise<void>;
  /** Told before each method goes, and before the search for the lowest minimum with null. */
  readonly onMethod?: (label: string | null) => void;
}

/**
 * Lets methods go down the same loss from the same start, and says which came to the lowest minimum with the fewest evaluations. Each goes as a fit by it alone would.
 *
 * @param formula `y ~ A*exp(-k*x) + c`. @param data as for `fit`.
 * @param options `methods`, and what is said of a fit: loss, bounds, start, stop, epochs, …; starts that are not given are drawn uniformly from −1 to 1.
 * @returns ranked methods as plain data (`downhill.race/1`). @throws DownhillError `race-start-not-finite` where the loss has no value at the start, and for methods, rates and settings that do not exist
 * what {@link RaceOptions} says; and what `fit` throws.
 *
 * @example
 * const { methods, ranking } = race('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1, 3, 5, 8] }, { methods: ['gd', 'lm'] });
 * methods[ranking[0]].label // 'lm'
 */
export function race(formula: string, data: Arrays, options: RaceOptions = {}): MethodRace {
  const { methods: _, ...fitOptions } = options;
  checkArguments(formula, data, fitOptions);
  const problem = raceProblem(formula, tableFromArrays(data), checked(options));
  const { result } = atOnce(raced(problem, {}));
  problem.prepared.memory.release();
  return result;
}

/** {@link race} for a table, with what figures are drawn from, giving way between evaluations; the same bits. */
export async function runRaceAsync(
  formula: string,
  table: Table,
  options: RaceOptions = {},
  context: RaceContext = {},
): Promise<Race> {
  return givingWay(raced(raceProblem(formula, table, checked(options)), context), context.pause);
}

function checked(options: RaceOptions): RaceOptions {
  const { methods } = options;
  if (methods !== undefined && !(Array.isArray(methods) && methods.every((one) => typeof one === 'string')))
    throw new DownhillError('wrong-type', 'methods must be a list of texts', "write methods: ['gd', 'adam@0.01']", {
      place: 'methods',
      usage: true,
    });
  const single = NOT_FOR_RACES.find((name) => name in options);
  if (single === undefined) return options;
  throw new DownhillError(
    'option-unknown',
    `a race has no option "${single}"`,
    single === 'method' ? "write methods: ['gd', 'adam@0.01']" : 'leave it out: it concerns a fit by one method',
    { place: single, usage: true },
  );
}

function* raced(problem: RaceProblem, { onMethod }: RaceContext): Steps<Race> {
  const { entrants, options } = problem;
  const all: Gone[] = [];
  const cancelled = (): boolean => options.cancelled?.() === true;
  for (const entrant of entrants) {
    if (all.length > 0 && cancelled()) break;
    onMethod?.(entrant.label);
    all.push(yield* gone(problem, entrant));
    if (all.length === 1) checkStart(problem, all[0] as Gone);
  }
  if (!cancelled()) onMethod?.(null);
  return concluded(problem, all, cancelled() ? null : yield* lowestSearched(problem));
}

function checkStart({ startByName }: RaceProblem, { losses }: Gone): void {
  const [loss = Number.NaN] = losses.loss;
  if (Number.isFinite(loss)) return;
  const named = Object.entries(startByName).slice(0, 8);
  throw new DownhillError(
    'race-start-not-finite',
    `the loss at the start is ${loss}, at ${named.map(([name, value]) => `${name} = ${value}`).join(', ')}: no method can go anywhere from there`,
    'give other values with --start, or draw others with another --seed',
    { place: '--start' },
  );
}

function concluded(problem: RaceProblem, all: readonly Gone[], searched: Lowest | null): Race {
  const { formula, options, prepared, start, startByName, entrants } = problem;
  const { begun, losses } = all[0] as Gone;
  const startLoss = losses.loss[0] as number;
  const floor = floorOf(begun);
  const lowest = lowestOf(all, searched, (least) => rounding(least, floor)) as Lowest;
  const target = targetLoss(startLoss, lowest.loss, floor);
  const lang = options.lang ?? 'en';
  const named = (point: Float64Array): Record<string, number> =>
    Object.fromEntries(begun.model.parameters.map((name, j) => [name, point[j] as number]));
  const unranked = all.map((one): Omit<RacedMethod, 'rank'> => {
    const { entrant, result, loss, settings } = one;
    const { choice } = one.begun;
    return {
      label: entrant.label,
      method: entrant.method.name,
      learningRate: choice.learningRate,
      why: choice.why[lang],
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
      outcome: result.outcome,
      stop: {
        reason: result.stop.reason,
        detail: result.stop.detail[lang],
        epochs: result.epochs,
        evaluations: result.evaluations,
        passes: result.passes,
      },
      parameters: named(result.point),
      loss,
      above: loss - lowest.loss,
      target: firstBelow(one, target),
      arrived: arrivedAt(one, lowest, { target, start, floor }),
    };
  });
  const ranking = ranked(unranked);
  const methods = unranked.map((method, i): RacedMethod => ({ ...method, rank: ranking.indexOf(i) + 1 }));
  const made = {
    lowest: { parameters: named(lowest.point), loss: lowest.loss, by: lowest.by },
    target: { share: SHARE, loss: target },
    methods,
    ranking,
    notRun: entrants.slice(all.length).map(({ label }) => label),
  };
  const result: MethodRace = {
    schema: 'downhill.race/1',
    formula,
    latex: latexOf(formula),
    data: {
      source: prepared.table.source,
      rows: prepared.table.rows,
      skipped: prepared.skipped.rows,
      fingerprint: fingerprint(prepared.given),
    },
    loss: begun.model.loss.name,
    start: { parameters: startByName, loss: startLoss },
    ...made,
    verdict: raceVerdict(made).map((sentence) => sentence[lang]),
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
  };
  return { result, source: sourceOf(problem, all, result, lowest) };
}

function sourceOf({ formula, start }: RaceProblem, all: readonly Gone[], result: MethodRace, lowest: Lowest): RaceSource {
  const { begun } = all[0] as Gone;
  const { model, objective, prepared } = begun;
  return {
    lang: result.lang,
    formula,
    rows: prepared.rows,
    parameters: model.parameters,
    loss: { name: model.loss.name, title: model.loss.title },
    ways: result.ranking.map((index) => {
      const { way } = all[index] as Gone;
      const { label, outcome, arrived } = result.methods[index] as RacedMethod;
      const [evaluations, ...values] = way.values as [Float64Array, ...Float64Array[]];
      const { epoch, loss, mae, gradientNorm, rate } = way;
      return { label, index, epoch, evaluations, loss, mae, gradientNorm, rate, values, outcome, arrived };
    }),
    start: { point: start, loss: result.start.loss },
    lowest: { point: lowest.point, loss: lowest.loss },
    target: result.target.loss,
    losses: (points) => Float64Array.from(objective.evaluate({ points, want: 'value' }), (answer) => answer.loss),
  };
}

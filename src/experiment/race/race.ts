import { DownhillError } from '../../base/errors.js';
import { tableFromArrays } from '../../data/arrays.js';
import type { Table } from '../../data/table.js';
import { checkArguments } from '../check-arguments.js';
import type { Arrays } from '../fit.js';
import { atOnce, givingWay, type Steps } from '../in-steps.js';
import { type Race, raceConclusion } from './conclusion.js';
import { lowestSearched } from './lowest.js';
import { NOT_FOR_RACES, type RaceOptions, type RaceProblem, raceProblem } from './problem.js';
import type { MethodRace } from './result.js';
import { type Gone, gone } from './way.js';

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
  try {
    return atOnce(raced(problem, {})).result;
  } finally {
    problem.prepared.memory.release();
  }
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
  return raceConclusion(problem, all, cancelled() ? null : yield* lowestSearched(problem));
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

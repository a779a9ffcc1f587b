import { type RandomStream, randomStream } from '../../base/random/stream.js';
import type { Table } from '../../data/table.js';
import { structure } from '../../expression/structure.js';
import { chooseLoss, chooseMethod } from '../choose-method.js';
import { givenStarts } from '../given.js';
import type { FitOptions } from '../options.js';
import { type Prepared, prepare } from '../prepare.js';
import { resolveBounds } from '../resolve.js';
import { type Entrant, entrantsOf } from './entrants.js';

/** What cannot be said of a race: whose method, and what only a single fit has. */
export const NOT_FOR_RACES = [
  'method',
  'starts',
  'level',
  'profile',
  'bootstrap',
  'resample',
  'absoluteSigma',
  'snapshots',
  'truth',
  'study',
] as const satisfies readonly (keyof FitOptions)[];

/** What a race of methods can be told: what is said of a fit holds for each of them. */
export interface RaceOptions extends Omit<FitOptions, (typeof NOT_FOR_RACES)[number]> {
  /**
   * Who takes part: a method, after `@` its learning rate, after `:` its settings: `gd`, `adam@0.01`, `momentum@0.01:momentum=0.95`; `all` for every method that can go on the problem.
   * Absent: those of them that aim at the minimum of the loss.
   */
  readonly methods?: readonly string[];
}

/** One problem for all methods: rows, loss and start. P free parameters. */
export interface RaceProblem {
  readonly formula: string;
  readonly options: FitOptions;
  readonly prepared: Prepared;
  readonly loss: ReturnType<typeof chooseLoss>;
  /** Where it stands after the data were derived: the orders of minibatches go on from there, the same for all methods. */
  readonly stream: RandomStream;
  readonly entrants: readonly Entrant[];
  /** Length P; what was not given is drawn uniformly from −1 to 1, and moved within the bounds. */
  readonly start: Float64Array;
  readonly startByName: Readonly<Record<string, number>>;
}

/**
 * Everything that is settled before the first method goes.
 * @throws DownhillError what a fit throws.
 */
export function raceProblem(formula: string, table: Table, { methods, ...options }: RaceOptions): RaceProblem {
  const stream = randomStream(options.random ?? 'pcg64', options.seed ?? 0);
  const loss = chooseLoss(options);
  const { learningRate: _, settings: __, start: ___, ...common } = options;
  const prepared = prepare(
    formula,
    table,
    options.start === undefined ? common : { ...common, start: options.start },
    loss.loss,
    stream,
  );
  const { model } = prepared.resolved;
  const parts = structure(model.prediction, model.free);
  const facts = {
    loss: loss.loss,
    linear: parts.linearInAll,
    separable: parts.linearIn.length > 0,
    parameters: model.free.length,
  };
  const entrants = entrantsOf(methods, options, facts);
  for (const entrant of entrants) chooseMethod({ ...common, ...entrant.options }, facts);
  const start = givenStarts(options, model, stream.clone(), true, resolveBounds(options, model));
  const startByName = Object.fromEntries(model.free.map((name, j) => [name, start[j] as number]));
  return { formula, options: common, prepared, loss, stream, entrants, start, startByName };
}

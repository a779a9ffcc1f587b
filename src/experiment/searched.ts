import { parameterRoles } from '../expression/parameter-roles.js';
import type { Method, Stepping } from '../optimize/method.js';
import { ascending, runsTest } from '../statistics/index.js';
import { LEAST_ROWS, looksWrong } from './doubt.js';
import type { Begun } from './fit.js';
import { guessFor } from './guess-for.js';
import type { LocalSearches } from './local-search.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { search } from './search.js';

/** Searches from drawn starts at most, and from doubtful given ones. */
const MOST_SEARCHES = 100;
const MOST_RESCUES = 36;
const AGREE = 4;
/** z of the runs test below which another method is asked, and below which searches go on for long. */
const DOUBTFUL_RUNS = -2;
const WRONG_RUNS = -3;
/** A second opinion on more rows costs more than it tells. */
const MOST_ROWS = 20_000;

/** The search of a problem from its starts, by the methods that were chosen for it. */
export function searched(begun: Begun): Stepping<LocalSearches> {
  const { choice, given, options, prepared, objective } = begun;
  const methods: { method: Method; settings: Readonly<Record<string, number>> }[] =
    prepared.rows > MOST_ROWS ? [choice] : [choice, ...choice.others];
  const complete = given.every((value) => !Number.isNaN(value));
  const order = abscissaOrder(begun);
  const runs = (point: Float64Array): number => {
    const residuals = objective.predict(point, 'mean').map((value, i) => value - (prepared.response[i] as number));
    return runsTest(residuals, order())?.z ?? Number.NEGATIVE_INFINITY;
  };
  return search({
    given,
    linear: begun.linearIn,
    ...begun.bounds,
    methods,
    run: runOptions(begun),
    recorder: () => recorderFor(begun),
    guess: () => guessFor(begun),
    seed: options.seed ?? 0,
    most: options.starts ?? (complete ? (rescues(begun) ? MOST_RESCUES : methods.length) : MOST_SEARCHES),
    agree: AGREE,
    floor: floorOf(begun),
    doubtful: (searches) => rescues(begun) && (isRugged(begun) || looksWrong(searches, prepared.rows, runs, DOUBTFUL_RUNS)),
    misfit: ({ best }) => best !== null && prepared.rows >= LEAST_ROWS && runs(best.result.point) < WRONG_RUNS,
    wrong: (searches) => looksWrong(searches, prepared.rows, runs, WRONG_RUNS),
  });
}

/** Only where downhill chooses the method, and nothing but the minimum was asked for. */
const rescues = ({ choice, options, model, linear, prepared }: Begun): boolean =>
  choice.automatic &&
  prepared.rows <= MOST_ROWS &&
  choice.method.steps === 'own' &&
  model.loss.inference === 'squares' &&
  !linear &&
  options.stop === undefined &&
  options.epochs === undefined;

/** Losses over frequencies, and over several places along one axis, are full of local minima that look right. */
function isRugged({ model }: Begun): boolean {
  const roles = parameterRoles(model.prediction, model.parameters, model.columns);
  const places = roles.filter(({ place }) => place?.sign === -1).map(({ place }) => place?.column);
  return roles.some(({ cycle }) => cycle !== null) || new Set(places).size < places.length;
}

/** Rows in the order of the first column that varies. */
function abscissaOrder({ prepared, model }: Begun): () => Uint32Array {
  let made: Uint32Array | null = null;
  return () => {
    const [first] = [...prepared.columns].filter(
      ([name, values]) =>
        !(model.response.kind === 'name' && model.response.name === name) && values.some((value) => value !== values[0]),
    );
    made ??= ascending(first?.[1] ?? new Float64Array(prepared.rows), prepared.weights?.values ?? null);
    return made;
  };
}

import { parameterRoles } from '../expression/parameter-roles.js';
import type { Method, Stepping } from '../optimize/method.js';
import { looksWrong } from './doubt.js';
import type { Begun } from './fit.js';
import { guessFor } from './guess-for.js';
import type { LocalSearches } from './local-search.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { search } from './search.js';

/** Searches from drawn starts at most, and from doubtful given ones. */
const MOST_SEARCHES = 100;
const MOST_RESCUES = 24;
const AGREE = 4;

/** The search of a problem from its starts, by the methods that were chosen for it. */
export function searched(begun: Begun): Stepping<LocalSearches> {
  const { choice, given, options, prepared, objective } = begun;
  const methods: { method: Method; settings: Readonly<Record<string, number>> }[] = [choice, ...choice.others];
  const complete = given.every((value) => !Number.isNaN(value));
  const order = abscissaOrder(begun);
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
    doubtful: (searches) =>
      rescues(begun) &&
      (hasWaves(begun) ||
        looksWrong(searches, prepared.rows, (point) => {
          const predicted = objective.predict(point, 'mean');
          return Float64Array.from(order(), (i) => (predicted[i] as number) - (prepared.response[i] as number));
        })),
  });
}

/** Only where downhill chooses the method, and nothing but the minimum was asked for. */
const rescues = ({ choice, options, model, linear }: Begun): boolean =>
  choice.automatic &&
  choice.method.steps === 'own' &&
  model.loss.inference === 'squares' &&
  !linear &&
  options.stop === undefined &&
  options.epochs === undefined;

/** Losses over frequencies are full of local minima that look right. */
const hasWaves = ({ model }: Begun): boolean =>
  parameterRoles(model.prediction, model.parameters, model.columns).some(({ cycle }) => cycle !== null);

/** Rows in the order of the first column that varies. */
function abscissaOrder({ prepared, model }: Begun): () => Uint32Array {
  let made: Uint32Array | null = null;
  return () => {
    const [first] = [...prepared.columns].filter(
      ([name, values]) =>
        !(model.response.kind === 'name' && model.response.name === name) && values.some((value) => value !== values[0]),
    );
    const rows = Uint32Array.from({ length: prepared.rows }, (_, i) => i);
    made ??= first === undefined ? rows : rows.sort((i, j) => (first[1][i] as number) - (first[1][j] as number) || i - j);
    return made;
  };
}

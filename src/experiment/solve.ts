import type { Answer } from '../base/evaluation.js';
import { maxAbs } from '../base/linear-algebra/norm.js';
import { parameterRoles } from '../expression/parameter-roles.js';
import type { Method, Stepping } from '../optimize/method.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';
import { varpro } from '../optimize/methods/varpro.js';
import type { RunOptions } from '../optimize/minimize.js';
import { polish } from '../optimize/polish.js';
import { canonicalForm, rewritten } from '../problem/canonical.js';
import { type Recorder, recorder } from '../trace/recorder.js';
import { looksWrong } from './doubt.js';
import type { Begun } from './fit.js';
import { type Guess, guesser } from './guess.js';
import { type Attempt, LocalSearches, type Minimum } from './local-search.js';
import { search } from './search.js';
import { symmetriesOf } from './symmetries.js';

/** What was found, and what it took. */
export interface Solved {
  readonly attempt: Attempt;
  /** Loss evaluations and passes over the data, all searches included. */
  readonly evaluations: number;
  readonly passes: number;
  /** Local searches that were made, and the minima where they ended, the lowest first. */
  readonly searches: number;
  readonly minima: readonly Minimum[];
  /** Methods that were tried, in their order. */
  readonly tried: readonly string[];
  /** A lower minimum than the one that the method which was asked for ended in. */
  readonly lower: Minimum | null;
  readonly refined: { readonly rss: number } | null;
}

/** Searches from drawn starts at most, and from doubtful given ones. */
const MOST_SEARCHES = 100;
const MOST_RESCUES = 24;
const AGREE = 4;
/** Minima of a sample that are followed on all rows. */
const FOLLOWED = 3;

/** The lowest minima of a (sampled) problem, to start from on all rows. */
export function* lowest(begun: Begun): Stepping<readonly Float64Array[]> {
  const { minima } = yield* searched(begun);
  return minima.slice(0, FOLLOWED).map(({ point }) => point);
}

/** The whole way from the starts to the answer. @param starts found on a sample; null where there was none. */
export function* solve(begun: Begun, starts: readonly Float64Array[] | null): Stepping<Solved> {
  const searches = starts === null || starts.length === 0 ? yield* searched(begun) : yield* fromAll(begun, starts);
  yield* fromSpare(begun, searches);
  const attempt = yield* sharpened(begun, searches, searches.best as Attempt);
  const check = isChecked(begun) ? yield* checked(begun, attempt) : null;
  return {
    attempt,
    evaluations: searches.evaluations + (check?.evaluations ?? 0) + (begun.robust?.evaluations ?? 0),
    passes: searches.passes + (check?.passes ?? 0) + (begun.robust?.passes ?? 0),
    searches: searches.searches,
    minima: searches.minima,
    tried: searches.tried,
    lower: lowerIn(check, attempt),
    refined: null,
  };
}

/** Searches of a check. */
const MOST_CHECKS = 14;
const CHECK_AGREE = 3;
/** Relatively lower than the noise of a search. */
const LOWER = 1e-6;

/** A method that was asked for is believed only where a search of downhill's own finds nothing lower. */
const isChecked = ({ choice, options, model, linear, prepared }: Begun): boolean =>
  !choice.automatic &&
  choice.method.endsItself === true &&
  model.loss.inference === 'squares' &&
  model.gradient === undefined &&
  !linear &&
  options.stop === undefined &&
  prepared.rows <= MOST_CHECKED_ROWS;
const MOST_CHECKED_ROWS = 20_000;

function* checked(begun: Begun, { start, result }: Attempt): Stepping<LocalSearches | null> {
  if (result.outcome === 'cancelled') return null;
  const { onEpoch: _, ...quiet } = runOptions(begun);
  const methods = CHECKERS.map((method) => ({ method, settings: {} }));
  return yield* search({
    given: start,
    linear: begun.linearIn,
    ...begun.bounds,
    methods,
    run: { ...quiet, epochs: CHECK_EPOCHS },
    recorder: () => recorderFor(begun),
    guess: () => guessFor(begun),
    seed: begun.options.seed ?? 0,
    most: MOST_CHECKS,
    agree: CHECK_AGREE,
    floor: floorOf(begun),
    doubtful: (searches) => lowerIn(searches, { start, result }) === null,
  });
}

const CHECKERS: readonly Method[] = [varpro, levenbergMarquardt] as readonly Method[];
const CHECK_EPOCHS = 100;

function lowerIn(check: LocalSearches | null, { result }: Pick<Attempt, 'start' | 'result'>): Minimum | null {
  const found = check?.best?.result;
  const { loss } = result.answer;
  if (check === null || found === undefined || check.same(found.answer.loss, loss)) return null;
  if (!Number.isFinite(found.answer.loss) || loss <= found.answer.loss * (1 + LOWER)) return null;
  return { loss: found.answer.loss, point: found.point, count: 1 };
}

function* fromAll(begun: Begun, starts: readonly Float64Array[]): Stepping<LocalSearches> {
  const searches = new LocalSearches(floorOf(begun));
  const { method, settings } = begun.choice;
  for (const start of starts) yield* searches.run({ ...runOptions(begun), method, settings }, start, recorderFor(begun));
  return searches;
}

/** From the start that a robust loss has of its own. */
function* fromSpare(begun: Begun, searches: LocalSearches): Stepping<void> {
  const spare = begun.robust?.spare ?? null;
  if (spare === null || searches.best?.result.outcome === 'cancelled') return;
  const { method, settings } = begun.choice;
  yield* searches.run({ ...runOptions(begun), method, settings }, spare, recorderFor(begun));
}

function searched(begun: Begun): Stepping<LocalSearches> {
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

/** Losses below are exact up to rounding. */
function floorOf({ prepared, model }: Begun): number {
  const size = maxAbs(prepared.response);
  return model.loss.inference === 'squares' ? 0.5 * (16 * Number.EPSILON * size) ** 2 : 0;
}

function guessFor({ prepared, model }: Begun): Guess {
  const columns = new Map(
    [...prepared.columns].filter(
      ([name]) => !name.startsWith('@') && !(model.response.kind === 'name' && model.response.name === name),
    ),
  );
  return guesser({ prediction: model.prediction, parameters: model.parameters, columns, response: prepared.response });
}

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

/** The minimum in the form of the start, as sharp as doubles allow. */
function* sharpened(begun: Begun, searches: LocalSearches, attempt: Attempt): Stepping<Attempt> {
  const { choice, options, model, given } = begun;
  const { result } = attempt;
  if (
    !choice.method.endsItself ||
    options.stop !== undefined ||
    result.outcome === 'cancelled' ||
    !result.point.every(Number.isFinite)
  )
    return attempt;
  if (model.loss.inference !== 'squares' && model.loss.robust === undefined) return attempt;
  const form = canonicalForm(result.point, given, symmetriesOf(model, begun.parts, begun.bounds));
  let { point, answer } = result;
  if (form !== null) {
    point = rewritten(form, point);
    [answer] = (yield { points: [point], want: 'qr' }) as [Answer];
    searches.evaluations++;
    searches.passes++;
  }
  const sharp = yield* counting(polish(point, answer, begun.bounds), searches);
  return { ...attempt, result: { ...result, ...sharp } };
}

function* counting<Result>(inner: Stepping<Result>, searches: LocalSearches): Stepping<Result> {
  let next = inner.next();
  while (next.done !== true) {
    searches.evaluations += next.value.points.length;
    searches.passes++;
    next = inner.next(yield next.value);
  }
  return next.value;
}

const recorderFor = ({ model, options }: Begun): Recorder =>
  recorder({ parameters: model.parameters, ...(options.snapshots === undefined ? {} : { snapshotEvery: options.snapshots }) });

function runOptions(begun: Begun): Omit<RunOptions, 'method' | 'start'> {
  const { choice, options, prepared, bounds, stream } = begun;
  return {
    stepSize: choice.stepSize,
    epochs: choice.epochs,
    bounds,
    linear: begun.model.loss.inference === 'squares' ? begun.linearIn : [],
    ...(options.stop === undefined ? {} : { stop: options.stop }),
    ...(options.batch === undefined ? {} : { batch: { size: options.batch, rows: prepared.rows, stream } }),
    ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    ...(options.onEpoch === undefined ? {} : { onEpoch: options.onEpoch }),
  };
}

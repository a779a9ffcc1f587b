import { exp } from '../base/elementary/scalar.js';
import type { Answer } from '../base/evaluation.js';
import { dot, multiplyUpper } from '../base/linear-algebra/index.js';
import { type RandomStream, randomStream } from '../base/random/stream.js';
import type { Method, Stepping } from '../optimize/method.js';
import { solveLinear } from '../optimize/projection.js';
import type { Recorder } from '../trace/recorder.js';
import type { Guess } from './guess.js';
import { type Attempt, LocalSearches, type Search } from './local-search.js';

/** What is searched, and how far. P parameters. */
export interface SearchProblem {
  /** Length P; NaN where no start was given. */
  readonly given: Float64Array;
  /** Parameters that are solved for, not drawn. */
  readonly linear: readonly number[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Local searches in the order in which they are tried; the first one is used from drawn starts. */
  readonly methods: readonly { readonly method: Method; readonly settings: Readonly<Record<string, number>> }[];
  /** Without method, start and recorder. */
  readonly run: Omit<Search, 'method' | 'start'>;
  readonly recorder: () => Recorder;
  readonly guess: () => Guess;
  readonly seed: number;
  /** Local searches at most. */
  readonly most: number;
  /** Searches that must end in the lowest minimum before it is believed. */
  readonly agree: number;
  /** Losses below are exact fits. */
  readonly floor: number;
  /** Whether what a search found looks wrong, so that more starts should be tried. */
  readonly doubtful: (searches: LocalSearches) => boolean;
  /** The model's loss has many minima that look right. */
  readonly rugged: boolean;
  /** Whether it looks so wrong that searching in vain for a while does not end the search. */
  readonly wrong: (searches: LocalSearches) => boolean;
}

/** Drawn starts per searched parameter, of which the best few are searched from. */
const DRAWS = 6;
const DRAWS_RANGE = [12, 60] as const;
const KEPT = 3;
/** Rounds after which the minimum of a given start is believed where nothing lower was found and it does not look wrong. */
const ROUNDS_IN_VAIN = 1;
/** Times as many where the formula is not defined at most of them, as of (x − c)^p for places c among the data. */
const REDRAWN = 5;

/**
 * Looks for the lowest minimum. From a given start by every method; where something is missing, or what was found is doubtful, from drawn starts as well: the best of
 * each dozen, judged by the loss with the linear parameters solved for, until the lowest minimum has been found again and again.
 */
export function* search(problem: SearchProblem): Stepping<LocalSearches> {
  const { given, methods, most } = problem;
  const searches = new LocalSearches(problem.floor);
  const complete = isComplete(problem);
  const drawn = missingOf(problem);
  if (complete || drawn.length === 0) {
    const start = given.map((value, j) => (Number.isNaN(value) ? inside(0, problem, j) : value));
    for (const [k, { method, settings }] of methods.entries()) {
      if (searches.searches >= most && searches.searches > 0) break;
      const epochs = k === 0 ? problem.run.epochs : Math.min(problem.run.epochs, SHORT);
      yield* searches.run({ ...problem.run, epochs, method, settings }, start, problem.recorder());
      if (searches.cancelled) return searches;
      // Only the first method's answer may be believed at once: where it has a strong mark of wrong ones, or any among many minima, the second one is asked and starts are drawn.
      const doubtful = k > 0 || problem.doubtful(searches);
      if (!doubtful && (!problem.rugged || most <= methods.length)) return searches;
      if (k > 0 || most <= methods.length || (doubtful && (problem.rugged || problem.wrong(searches)))) continue;
      const agreed = yield* secondOpinion(problem, searches, doubtful);
      if (agreed || searches.cancelled) return searches;
    }
    if (most <= methods.length || drawn.length + searches.searches === 0 || !problem.doubtful(searches)) {
      yield* finished(problem, searches);
      return searches;
    }
  }
  yield* manyStarts(problem, searches);
  yield* finished(problem, searches);
  return searches;
}

/**
 * One search from the best of a dozen draws: of an answer with a weak mark of wrong ones, or of one that looks right where losses have many minima.
 * @returns whether the answer is to be believed: when doubtful, only if the search ends there too; else also if it ends nowhere lower.
 */
function* secondOpinion(problem: SearchProblem, searches: LocalSearches, doubtful: boolean): Stepping<boolean> {
  const first = searches.best;
  // Its own draws: the same ones again would be no evidence of their own.
  const stream = randomStream('pcg64', [problem.seed, OPINION_STREAM]);
  const guess = problem.guess();
  // Guesses alone: what is scattered around the start mostly ends where the start did, right or wrong.
  const best = yield* bestOf(problem, searches, DRAWS_RANGE[0], () => draw(problem, guess, stream, 1));
  const [local] = problem.methods;
  if (best === null || local === undefined) return !doubtful;
  const epochs = Math.min(problem.run.epochs, doubtful ? SHORT : SHORTER);
  const { method, settings } = local;
  yield* searches.run({ ...problem.run, epochs, method, settings }, best, problem.recorder());
  return doubtful ? (searches.minima[0]?.count ?? 0) > 1 : searches.minima.length < 2 || searches.best === first;
}

/** Epochs of a search from a drawn start: those that take more seldom lead anywhere. */
const SHORT = 100;
/** Of a second opinion. */
const SHORTER = 15;

/** The best search to its end, where it was cut short. */
function* finished(problem: SearchProblem, searches: LocalSearches): Stepping<void> {
  const { best } = searches;
  if (searches.cancelled || best === null || best.result.outcome !== 'out-of-epochs' || best.result.epochs >= problem.run.epochs)
    return;
  yield* searches.run({ ...problem.run, method: best.method, settings: best.settings }, best.start, problem.recorder());
}

function* manyStarts(problem: SearchProblem, searches: LocalSearches): Stepping<void> {
  const stream = randomStream('pcg64', [problem.seed, SEARCH_STREAM]);
  const guess = problem.guess();
  const [local, other] = problem.methods as [SearchProblem['methods'][number], SearchProblem['methods'][number] | undefined];
  // A second opinion on a given start that looks right is a short one.
  const draws =
    isComplete(problem) && !problem.wrong(searches)
      ? DRAWS_RANGE[0]
      : Math.min(Math.max(DRAWS * drawnOf(problem).length, DRAWS_RANGE[0]), DRAWS_RANGE[1]);
  const before = searches.minima[0]?.loss ?? Number.NaN;
  for (let round = 0; searches.searches < problem.most; round++) {
    const candidates: { point: Float64Array; loss: number }[] = [];
    const finite: typeof candidates = [];
    for (let k = 0; k < draws || (finite.length < KEPT && k < REDRAWN * draws); k++) {
      const candidate = yield* judged(problem, draw(problem, guess, stream, k), searches);
      candidates.push(candidate);
      if (Number.isFinite(candidate.loss)) finite.push(candidate);
    }
    finite.sort((a, b) => a.loss - b.loss);
    for (const { point } of (finite.length > 0 ? finite : candidates).slice(0, KEPT)) {
      if (searches.searches >= problem.most) return;
      // Now and then the other method, which sees the landscape differently.
      const { method, settings } = other !== undefined && searches.searches % 5 === 4 ? other : local;
      const epochs = Math.min(problem.run.epochs, SHORT);
      yield* searches.run({ ...problem.run, epochs, method, settings }, point, problem.recorder());
      if (searches.cancelled || (isComplete(problem) && believed(problem, searches))) return;
    }
    if (believed(problem, searches)) return;
    if (round >= HOPS_FROM) yield* hop(problem, searches, guess, stream, local);
    if (searches.cancelled) return;
    const [lowest] = searches.minima;
    if (
      isComplete(problem) &&
      round + 1 >= ROUNDS_IN_VAIN &&
      lowest !== undefined &&
      searches.same(lowest.loss, before) &&
      !problem.wrong(searches)
    )
      return;
    if (finite.length === 0 && round >= 3) return;
  }
}

/** The round from which the best minimum is varied too. */
const HOPS_FROM = 2;
const HOPS = 12;

/**
 * A search from the best minimum with some of its parameters guessed anew, the best of a dozen such: where a model has several peaks or waves, most of them are often right
 * already (basin hopping; Wales and Doye 1997, J. Phys. Chem. A 101). It is no evidence for a minimum that is known.
 */
function* hop(
  problem: SearchProblem,
  searches: LocalSearches,
  guess: Guess,
  stream: RandomStream,
  { method, settings }: SearchProblem['methods'][number],
): Stepping<void> {
  const from = searches.best?.result.point;
  const drawn = drawnOf(problem);
  if (from === undefined || drawn.length < 3) return;
  const best = yield* bestOf(problem, searches, HOPS, () => {
    const some = drawn.filter(() => stream.random() < 0.4);
    const wanted = some.length > 0 ? some : [drawn[Math.floor(stream.random() * drawn.length)] as number];
    const guessed = guess(wanted, stream);
    return from.map((value, j) => (wanted.includes(j) ? inside(guessed[j] as number, problem, j) : value));
  });
  if (best === null) return;
  const epochs = Math.min(problem.run.epochs, SHORT);
  yield* searches.run({ ...problem.run, epochs, method, settings }, best, problem.recorder(), false);
}

/** So that draws for starts never move when data are drawn from the same seed. */
const SEARCH_STREAM = 1;
const OPINION_STREAM = 2;

/**
 * The lowest minimum was found `agree` times, and another one is unlikely: (w + ½)(S − w − 2) > w(S − 1) for w minima in S searches (Boender and Rinnooy Kan 1987,
 * Bayesian stopping rules for multistart global optimization methods, Math. Program. 37, eq. 14). What looks wrong takes more: the model may be to blame, or the starts.
 */
function believed(problem: SearchProblem, found: LocalSearches): boolean {
  const { minima, searches } = found;
  const [lowest] = minima;
  if (lowest === undefined || lowest.count < problem.agree) return false;
  const { answer } = (found.best as Attempt).result;
  // A search that was cut short is lower already.
  if (answer.loss < lowest.loss && !found.same(answer.loss, lowest.loss)) return false;
  // A start that was given has been judged by somebody already; but starts scattered around a wrong one agree on what is near.
  if (isComplete(problem)) return lowest.count >= SURE || !problem.wrong(found);
  const w = minima.length;
  // Where one minimum alone was seen, searches that were cut short are no evidence that there is no other.
  const ended = w === 1 ? minima.reduce((sum, { count }) => sum + count, 0) : searches;
  if ((w + 0.5) * (ended - w - 2) <= w * (ended - 1)) return false;
  return searches >= ENOUGH || !problem.wrong(found);
}

/** Searches from around a given start that agree on what looks wrong before it is believed. */
const SURE = 5;
/** Searches after which an answer that looks wrong is believed all the same. */
const ENOUGH = 48;

const isComplete = ({ given }: SearchProblem): boolean => given.every((value) => !Number.isNaN(value));

/** Where nobody gave a start, and the model is not linear. */
const missingOf = ({ given, linear }: SearchProblem): number[] =>
  [...given.keys()].filter((j) => Number.isNaN(given[j]) && !linear.includes(j));

/** What is drawn: what is missing, or where nothing is, all that is not solved for. */
function drawnOf(problem: SearchProblem): number[] {
  const { given, linear } = problem;
  return given.every((value) => !Number.isNaN(value)) ? [...given.keys()].filter((j) => !linear.includes(j)) : missingOf(problem);
}

/** Missing values guessed; where a whole start was given, it is scattered or guessed anew by turns. */
function draw(problem: SearchProblem, guess: Guess, stream: RandomStream, k: number): Float64Array {
  const { given, linear } = problem;
  const complete = isComplete(problem);
  const scattered = complete && k % 2 === 0;
  const wanted = drawnOf(problem);
  const guessed = scattered ? null : guess(wanted, stream);
  return given.map((value, j) => {
    if (linear.includes(j) && Number.isNaN(value)) return inside(0, problem, j);
    if (scattered) return inside(value * exp(stream.normal(0, 1)), problem, j);
    return wanted.includes(j) ? inside(guessed?.[j] as number, problem, j) : value;
  });
}

/** Of so many draws, judged, the one with the lowest loss, with its linear parameters solved for; null where none is finite. */
function* bestOf(
  problem: SearchProblem,
  searches: LocalSearches,
  count: number,
  drawn: (k: number) => Float64Array,
): Stepping<Float64Array | null> {
  let best: { readonly point: Float64Array; readonly loss: number } | null = null;
  for (let k = 0; k < count; k++) {
    const next = yield* judged(problem, drawn(k), searches);
    if (Number.isFinite(next.loss) && next.loss < (best?.loss ?? Number.POSITIVE_INFINITY)) best = next;
  }
  return best?.point ?? null;
}

/** A start with the linear parameters solved for, and its loss. */
function* judged(
  problem: SearchProblem,
  point: Float64Array,
  searches: LocalSearches,
): Stepping<{ readonly point: Float64Array; readonly loss: number }> {
  searches.evaluations++;
  const [answer] = (yield { points: [point], want: 'qr' }) as readonly [Answer];
  searches.passes += answer.passes ?? 1;
  if (problem.linear.length === 0 || answer.r?.every(Number.isFinite) !== true || answer.qtr?.every(Number.isFinite) !== true)
    return { point, loss: answer.loss };
  const solved = solveLinear(point, answer, problem.linear).map((value, j) => inside(value, problem, j));
  if (!solved.every(Number.isFinite)) return { point, loss: answer.loss };
  if (problem.run.linear !== undefined && problem.run.linear.length > 0) {
    const loss = affineLoss(point, answer, solved);
    if (loss > CANCELLED * answer.loss) return { point: solved, loss };
  }
  searches.evaluations++;
  const [there] = (yield { points: [solved], want: 'value' }) as readonly [Answer];
  searches.passes += there.passes ?? 1;
  return Number.isFinite(there.loss) ? { point: solved, loss: there.loss } : { point, loss: answer.loss };
}

/** The loss at a point that differs in parameters alone in which the residuals are affine: ½‖r + J(to − from)‖², by the factor of J. */
function affineLoss(from: Float64Array, answer: Answer, to: Float64Array): number {
  const qtr = answer.qtr as Float64Array;
  const moved = multiplyUpper(
    answer.r as Float64Array,
    qtr.length,
    to.map((value, j) => value - (from[j] as number)),
  );
  for (let i = 0; i < moved.length; i++) moved[i] = (moved[i] as number) + (qtr[i] as number);
  return answer.loss + 0.5 * (dot(moved, moved) - dot(qtr, qtr));
}

/** Of the loss before; what is left below it is mostly rounding. */
const CANCELLED = 1e-8;

const inside = (value: number, { lower, upper }: SearchProblem, j: number): number =>
  Math.min(Math.max(value, lower[j] as number), upper[j] as number);

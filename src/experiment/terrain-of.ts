import type { Evaluate } from '../base/evaluation.js';
import { allFinite, symmetricEigen } from '../base/linear-algebra/index.js';
import { once } from '../base/once.js';
import type { Shape, Terrain } from '../diagnose/terrain.js';
import type { Stepping } from '../optimize/method.js';
import { drive } from '../optimize/minimize.js';
import { armijo } from '../optimize/step-size.js';
import type { Begun } from './fit.js';
import { guessFor } from './guess-for.js';
import { LocalSearches } from './local-search.js';
import { nearbyMinimum } from './nearby-minimum.js';
import { referenceMethod } from './reference-method.js';
import { floorOf, recorderFor, runOptions } from './run-options.js';
import { JUDGED, onSample, SKETCHED } from './sampled.js';
import { search } from './search.js';

const EPOCHS = 200;
/** Rows of very many on which searches begin: minima are told apart by few, and followed on those that are judged on. */
const MOST_SEARCHED = SKETCHED;
/** Searches from drawn starts, and of them those that must end in the lowest minimum. */
const MOST_SEARCHES = 14;
const AGREE = 3;

/** @param truth all rows, with the true derivatives. @param ends where the run ended and, last, where it started: the searches of a reference begin there. */
export function terrainOf(begun: Begun, truth: Evaluate, ends: readonly Float64Array[]): Terrain {
  // Of squares of a linear model all rows cost no more than a few: their moments are known.
  const moments = begun.linear && begun.fromMoments !== null;
  const whole = moments || (begun.prepared.stream === null && begun.prepared.rows <= JUDGED);
  const sample = once(() => (whole ? begun : onSample(begun, JUDGED)));
  const evaluate: Evaluate = (request) => (whole ? truth : sample().objective.evaluate)(request);
  const seen: { point: Float64Array; shape: Shape | null }[] = [];
  const shape = (point: Float64Array): Shape | null => {
    const known = seen.find((one) => one.point.every((x, j) => Object.is(x, point[j])));
    if (known !== undefined) return known.shape;
    const found = point.every(Number.isFinite) ? shapeAt(evaluate, point, whole && moments ? 'gram' : 'hessian') : null;
    seen.push({ point: point.slice(), shape: found });
    return found;
  };
  const few = once(() => onSample(sample(), MOST_SEARCHED));
  const endOf = (searches: LocalSearches): Shape | null => {
    const lowest = searches.minima[0];
    return lowest === undefined ? null : shape(lowest.point);
  };
  /** On the rows that are judged on, from the lowest minimum on few of them. */
  const onward = (found: LocalSearches): Shape | null => {
    const [start] = found.lowest(1);
    if (start === undefined) return null;
    const floor = floorOf(sample());
    const near = nearbyMinimum(shape, start, begun.bounds, floor);
    if (near !== null) return near;
    const searches = new LocalSearches(floor);
    drive(followed(sample(), searches, start), evaluate);
    return endOf(searches);
  };
  const local = (): Shape | null => {
    // A parabola: one step leads to its minimum, where it has one.
    const start = ends.at(-1);
    const lowest = moments && start !== undefined ? nearbyMinimum(shape, start, begun.bounds, floorOf(begun)) : null;
    if (lowest !== null) return lowest;
    const problem = whole ? begun : few();
    const searches = new LocalSearches(floorOf(problem));
    const way = ends.filter((end) => end.every(Number.isFinite));
    for (const end of way) drive(followed(problem, searches, end), whole ? evaluate : problem.objective.evaluate);
    return whole ? endOf(searches) : onward(searches);
  };
  const far = (): Shape | null => {
    if (begun.linear) return null;
    const seed = begun.options.seed ?? 0;
    if (whole) return endOf(drive(search({ ...searchOf(begun), seed }), evaluate));
    return onward(drive(search({ ...searchOf(few()), seed }), few().objective.evaluate));
  };
  const reference = once(local);
  const terrain = {
    rows: begun.prepared.rows,
    whole,
    evaluate,
    shape,
    reference,
    lowest: once(() => {
      const [near, other] = [reference(), far()];
      if (near === null || other === null) return near ?? other;
      return other.loss < near.loss ? other : near;
    }),
  };
  // Engines keep what the getter of a literal closes over until they collect everything: only where it is needed.
  if (whole) return terrain;
  return {
    ...terrain,
    get rows() {
      return sample().prepared.rows;
    },
  };
}

const followed = (problem: Begun, searches: LocalSearches, start: Float64Array): Stepping<unknown> =>
  searches.run({ ...quiet(problem), method: referenceMethod(problem.model.loss), settings: {} }, start, recorderFor(problem));

/** @param curvature what the Hessian is: of a linear model its Gram matrix. */
function shapeAt(evaluate: Evaluate, point: Float64Array, curvature: 'gram' | 'hessian'): Shape | null {
  const [there] = evaluate({ points: [point], want: curvature });
  const { gradient, [curvature]: hessian } = there ?? {};
  if (there === undefined || gradient === undefined || hessian === undefined) return null;
  if (!Number.isFinite(there.loss) || !allFinite(gradient) || !allFinite(hessian)) return null;
  const { values, vectors } = symmetricEigen(hessian, point.length);
  const shape = { point, loss: there.loss, mae: there.mae, gradient, hessian, curvatures: values, directions: vectors };
  // A getter only where it is needed, as above.
  if (!Number.isNaN(there.mae)) return shape;
  // No function of moments: looked for on the rows when it is asked for.
  const mae = once(() => evaluate({ points: [point], want: 'value', exact: true })[0]?.mae ?? Number.NaN);
  return {
    ...shape,
    get mae() {
      return mae();
    },
  };
}

/** What a run of a problem is told, without what was asked of it: its stop, its epochs, its watchers. */
function quiet(problem: Begun) {
  const { onEpoch: _, stop: __, batch: ___, race: ____, ...rest } = runOptions(problem);
  return { ...rest, epochs: EPOCHS, stepSize: armijo() };
}

const searchOf = (problem: Begun): Omit<Parameters<typeof search>[0], 'seed'> => ({
  given: new Float64Array(problem.given.length).fill(Number.NaN),
  linear: problem.model.loss.inference === 'squares' ? problem.linearIn : [],
  ...problem.bounds,
  methods: [{ method: referenceMethod(problem.model.loss), settings: {} }],
  run: quiet(problem),
  recorder: () => recorderFor(problem),
  guess: () => guessFor(problem),
  most: MOST_SEARCHES,
  agree: AGREE,
  floor: floorOf(problem),
  doubtful: () => true,
  rugged: false,
  wrong: () => true,
});

import { maxAbs } from '../base/linear-algebra/index.js';
import { parseStop } from '../optimize/stop.js';
import { type Iteration, iterationOf } from './iteration.js';
import { onceARun } from './once-a-run.js';
import { onAllRows, type Shape } from './terrain.js';
import { type TrueDescent, trueDescent } from './true-descent.js';

/** What a wrong gradient does to a run, and what the true one would do. Near the reference minimum, on the rows of the terrain; the floor on all. */
export interface WrongDescent {
  readonly minimum: Shape;
  /** Of plain descent; null for other methods. */
  readonly iteration: Iteration | null;
  /** Whether the zero of the written gradient is the minimum; null where it is not known. */
  readonly sameEnd: boolean | null;
  readonly exact: TrueDescent | null;
  /** A metric of the stop whose value at the minimum does not meet it. */
  readonly floor: { readonly metric: 'mae' | 'loss'; readonly value: number; readonly stop: string } | null;
}

/** Of the distance from zero of the farthest parameter. */
const SAME = 1e-6;

/** Two findings ask for it. @returns null where no minimum is known. */
export const wrongDescent = onceARun((run): WrongDescent | null => {
  const { handWritten: hand, terrain, plainDescent, learningRate, start, stop } = run;
  const minimum = terrain.reference();
  if (hand === null || minimum === null) return null;
  const plain = plainDescent && learningRate !== null;
  const iteration = plain ? iterationOf(hand.evaluate, minimum.point) : null;
  const zero = hand.sameRows ? (iteration?.zero ?? null) : null;
  const apart = zero === null ? null : maxAbs(zero.map((x, j) => x - (minimum.point[j] as number)));
  return {
    minimum,
    iteration: iteration === null ? null : { ...iteration, zero },
    sameEnd: apart === null ? null : apart <= SAME * (1 + maxAbs(minimum.point)),
    exact: plain ? trueDescent(minimum, start, learningRate, terrain) : null,
    floor: stop === null ? null : floorOf(stop, onAllRows(run, minimum)),
  };
});

/** What meets the stop at zero and does not at the minimum. */
function floorOf(stop: string, minimum: Pick<Shape, 'mae' | 'loss'>): WrongDescent['floor'] {
  const rule = parseStop(stop);
  for (const metric of ['mae', 'loss'] as const) {
    const meets = (value: number): boolean => rule({ ...NOTHING, [metric]: value }) !== null;
    if (meets(0) && !meets(minimum[metric])) return { metric, value: minimum[metric], stop };
  }
  return null;
}

const NAN = Number.NaN;
/** Figures that are NaN meet no rule. */
const NOTHING: Parameters<ReturnType<typeof parseStop>>[0] = {
  epoch: NAN,
  evaluations: NAN,
  loss: NAN,
  mae: NAN,
  gradientNorm: NAN,
  rate: NAN,
  lossChange: NAN,
  step: NAN,
  point: new Float64Array(0),
};

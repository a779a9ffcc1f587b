import type { Answer, Request, Want } from '../base/evaluation.js';
import { allFinite, type Centring, centredPoint, centredStep, multiplyUpper, norm2 } from '../base/linear-algebra/index.js';
import type { AffineGradient } from './affine-gradient.js';
import { outward } from './centred.js';
import { errorBounds, type Looked } from './error-bounds.js';
import { type Moments, moments } from './moments.js';
import type { Objective } from './objective.js';

/** What a Gram objective is made from. */
export interface GramParts {
  /** Answers whatever moments do not: minibatches, Jacobians, second derivatives. */
  readonly plain: Objective;
  /** Half the mean square of residuals that are affine in all parameters, with its own gradient. In centred coordinates where there is a `centring`. */
  readonly squares: Objective;
  readonly centring: Centring | null;
  readonly weighted: boolean;
}

/** Where fewer digits than this are left of a length of 10¹⁶, the rows are looked at again: 300·2⁻⁵² of a residual is 10⁻¹³ of a loss. */
const DOUBT = 300;
/** Of these bounds are made: some for every way on which a run comes near the minimum. */
const MOST_LOOKED = 64;
/** Sums of squares above may overflow over the rows before their mean does. */
const MOST = 1e300;

/**
 * An objective that looks at the rows once for the factor of its Jacobian and once at the minimum, and answers everything else by O(P²) operations from there, however many
 * epochs, learning rates and starts there are: see `moments.ts`. Losses and gradients are those of the rows to about 10⁻¹³. The mean absolute error is no function of
 * moments: it is known where the rows were looked at, and within bounds elsewhere. The rows are looked at again for what is asked for as `exact`, where digits would be lost, and where
 * something is not finite.
 *
 * @returns a function that makes the objective with a hand-written gradient, or that of the squares where that is null; they share what they know.
 */
export function gram({
  plain,
  squares,
  centring,
  weighted,
}: GramParts): (written: AffineGradient | null, rest?: Objective) => Objective {
  const looked: Looked[] = [];
  let known: Moments | null | undefined;
  let passes = 0;
  const inward = (point: Float64Array): Float64Array => (centring === null ? point : centredPoint(point, centring));
  /** The first two stay, and the latest of the others. */
  const remember = (place: Looked): void => {
    if (looked.length === MOST_LOOKED) looked.splice(2, 1);
    looked.push(place);
  };
  const pass = (points: readonly Float64Array[], want: Want): readonly Answer[] => {
    passes++;
    const answers = squares.evaluate({ points: points.map(inward), want });
    answers.forEach(({ loss, mae, maeSlope }, i) => {
      remember({ point: points[i] as Float64Array, loss, mae, ...(maeSlope === undefined ? {} : { slope: maeSlope }) });
    });
    return answers;
  };
  const anchored = (to: Moments, point: Float64Array): void => {
    const [answer] = pass([point], 'error-slope') as readonly [Answer];
    if (isWhole(answer)) to.add({ point, loss: answer.loss, gradient: answer.gradient as Float64Array });
    else looked.pop();
  };
  /** null where the rows have no finite factor. */
  const start = (point: Float64Array): Moments | null => {
    const [answer] = pass([point], 'qr') as readonly [Answer];
    const { loss, gradient, r, qtr } = answer as Required<Answer>;
    if (!isWhole(answer)) return null;
    const made = moments({ point, loss, gradient, qtr }, r, centring);
    if (allFinite(made.lowest) && !same(made.lowest, point)) anchored(made, made.lowest);
    return made;
  };
  const seen = (point: Float64Array): Looked | undefined => looked.find((place) => same(place.point, point));

  const within = (to: Moments, point: Float64Array, loss: number): readonly [number, number] => {
    const own = inward(point);
    return errorBounds(looked, {
      point,
      rms: weighted ? Number.POSITIVE_INFINITY : Math.sqrt(2 * loss),
      rounding: 4 * Number.EPSILON * norm2(multiplyUpper(to.r.map(Math.abs), own.length, own.map(Math.abs))),
      steps: (a, b) => {
        const step = b.map((x, j) => x - (a[j] as number));
        return centring === null ? step : centredStep(step, centring);
      },
      apart: (a, b) => (weighted ? Number.POSITIVE_INFINITY : to.apart(a, b)),
    });
  };

  return (written, rest = plain) => {
    const fromRows = (point: Float64Array, want: Want): Answer => {
      passes++;
      return rest.evaluate({ points: [point], want })[0] as Answer;
    };
    const one = (point: Float64Array, want: Want): Answer => {
      if (known === undefined) known = start(point);
      if (known === null) return fromRows(point, want);
      const before = seen(point);
      let moment = known.at(point);
      if (!(moment.loss * rest.rows < MOST)) return fromRows(point, want);
      if (before === undefined && moment.doubt > DOUBT) {
        anchored(known, point);
        moment = known.at(point);
      }
      const at = before ?? seen(point);
      const value =
        at === undefined
          ? { loss: moment.loss, mae: Number.NaN, maeWithin: within(known, point, moment.loss) }
          : { loss: at.loss, mae: at.mae };
      if (want === 'value') return value;
      const factor = want === 'qr' ? { r: known.r, qtr: known.qtr(point) } : {};
      const inside = { ...value, gradient: moment.gradient, ...factor };
      const answer = centring === null ? inside : outward(inside, centring);
      if (written === null) return allFinite(answer.gradient as Float64Array) ? answer : fromRows(point, want);
      const followed = written.at(point, moment.anchor.point);
      passes += followed.passes;
      return allFinite(followed.gradient) ? { ...answer, gradient: followed.gradient } : fromRows(point, want);
    };
    const exactly = ({ points, want }: Request): void => {
      if (known === undefined) known = start(points[0] as Float64Array);
      const unseen = points.filter(
        (point, i) => seen(point) === undefined && points.findIndex((other) => same(other, point)) === i,
      );
      if (known !== null && unseen.length > 0) pass(unseen, want === 'value' ? 'value' : 'error-slope');
    };
    return {
      ...rest,
      evaluate: (request) => {
        const { want, batch, points } = request;
        if (batch !== undefined || (want !== 'value' && want !== 'gradient' && want !== 'qr')) return rest.evaluate(request);
        const before = passes;
        if (request.exact === true) exactly(request);
        const [first, ...others] = points.map((point) => one(point, want));
        return first === undefined ? [] : [{ ...first, passes: passes - before }, ...others];
      },
    };
  };
}

const isWhole = ({ loss, mae, gradient, r, qtr }: Answer): boolean =>
  Number.isFinite(loss) &&
  Number.isFinite(mae) &&
  [gradient, r, qtr].every((values) => values === undefined || allFinite(values));

const same = (a: Float64Array, b: Float64Array): boolean => a.every((x, j) => x === b[j]);

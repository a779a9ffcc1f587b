import type { Answer, Request, Want } from '../base/evaluation.js';
import { allFinite, type Centring, centredPoint, maxAbs, multiplyUpper, norm2 } from '../base/linear-algebra/index.js';
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
 * @returns a function that makes the objective with a hand-written gradient (not in centred coordinates), or that of the squares where that is null; they share what they know.
 */
export function gram({
  plain,
  squares,
  centring,
  weighted,
}: GramParts): (written: AffineGradient | null, rest?: Objective) => Objective {
  const looks = looking(squares);
  let known: Moments | null | undefined;
  /** Within the centred coordinates, in which all is computed where there are any. */
  const inward = (point: Float64Array): Float64Array => (centring === null ? point : centredPoint(point, centring));

  const within = (to: Moments, point: Float64Array, loss: number): readonly [number, number] =>
    errorBounds(looks.places, {
      point,
      rms: weighted ? Number.POSITIVE_INFINITY : Math.sqrt(2 * loss),
      rounding: 4 * Number.EPSILON * norm2(multiplyUpper(to.r.map(Math.abs), point.length, point.map(Math.abs))),
      apart: (a, b) => (weighted ? Number.POSITIVE_INFINITY : to.apart(a, b)),
    });

  return (written, rest = plain) => {
    const fromRows = (point: Float64Array, want: Want): Answer => {
      looks.passes++;
      return rest.evaluate({ points: [point], want })[0] as Answer;
    };
    const one = (point: Float64Array, want: Want): Answer => {
      const own = inward(point);
      if (known === undefined) known = started(looks, own);
      if (known === null) return fromRows(point, want);
      const before = looks.at(own);
      let moment = known.at(own);
      if (!(moment.loss * rest.rows < MOST)) return fromRows(point, want);
      if (before === undefined && moment.doubt > DOUBT) {
        anchored(looks, known, own);
        moment = known.at(own);
      }
      const place = before ?? looks.at(own);
      const { loss, mae } = place ?? { loss: moment.loss, mae: Number.NaN };
      const value =
        place === undefined
          ? { loss, mae, maeWithin: within(known, own, loss), gradientWithin: widest(moment.gradientError, centring) }
          : { loss, mae };
      if (want === 'value') return value;
      const factor = want === 'qr' ? { r: known.r, qtr: known.qtr(own) } : {};
      const inside = { ...value, gradient: place?.gradient ?? moment.gradient, ...factor };
      const answer = centring === null ? inside : outward(inside, centring);
      if (written === null) return allFinite(answer.gradient as Float64Array) ? answer : fromRows(point, want);
      const followed = written.at(point, moment.anchor.point);
      looks.passes += followed.passes;
      return allFinite(followed.gradient) ? { ...answer, gradient: followed.gradient } : fromRows(point, want);
    };
    const exactly = ({ points, want }: Request): void => {
      const own = points.map(inward);
      if (known === undefined) known = started(looks, own[0] as Float64Array);
      const unseen = own.filter(
        (point, i) => looks.at(point) === undefined && own.findIndex((other) => same(other, point)) === i,
      );
      if (known !== null && unseen.length > 0) looks.pass(unseen, want === 'value' ? 'value' : 'error-slope');
    };
    return {
      ...rest,
      evaluate: (request) => {
        const { want, batch, points } = request;
        if (batch !== undefined || (want !== 'value' && want !== 'gradient' && want !== 'qr' && want !== 'gram'))
          return rest.evaluate(request);
        const { passes } = looks;
        const before = { known, forget: looks.mark() };
        try {
          if (request.exact === true) exactly(request);
          const [first, ...others] = points.map((point) => (want === 'gram' ? squared(one(point, 'qr')) : one(point, want)));
          return first === undefined ? [] : [{ ...first, passes: looks.passes - passes }, ...others];
        } catch (error) {
          // Asked again it finds things as they were: a stream first learns by a try what a pass over it has to find.
          known = before.known;
          before.forget();
          throw error;
        }
      },
    };
  };
}

/** The greatest error of a component in the coordinates of the model. */
function widest(errors: Float64Array, centring: Centring | null): number {
  if (centring === null) return maxAbs(errors);
  const { shifts, constant } = centring;
  return maxAbs(errors.map((error, j) => error + Math.abs(shifts[j] as number) * (errors[constant] as number)));
}

/** The answer with RᵀR in place of R; one from the rows, which was not finite, as it is. */
function squared({ r, qtr: _, centred: __, ...rest }: Answer): Answer {
  if (r === undefined || rest.gradient === undefined) return rest;
  const count = rest.gradient.length;
  const product = Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    let sum = 0;
    for (let k = 0; k <= Math.min(i, j); k++) sum += (r[k * count + i] as number) * (r[k * count + j] as number);
    return sum;
  });
  return { ...rest, gram: product };
}

/** The rows, and what was seen of them. */
interface Looks {
  /** Over the rows, of all objectives that share them. */
  passes: number;
  readonly places: readonly Looked[];
  at(point: Float64Array): Looked | undefined;
  pass(points: readonly Float64Array[], want: Want): readonly Answer[];
  /** @returns what forgets all that was seen since. */
  mark(): () => void;
}

function looking(squares: Objective): Looks {
  const places: Looked[] = [];
  return {
    passes: 0,
    places,
    at: (point) => places.find((place) => same(place.point, point)),
    pass(points, want) {
      this.passes++;
      const answers = squares.evaluate({ points, want });
      answers.forEach(({ loss, mae, maeSlope, gradient }, i) => {
        // The first two stay, start and minimum, and the latest of the others.
        if (places.length === MOST_LOOKED) places.splice(2, 1);
        places.push({
          point: points[i] as Float64Array,
          loss,
          mae,
          ...(maeSlope === undefined ? {} : { slope: maeSlope }),
          ...(gradient === undefined ? {} : { gradient }),
        });
      });
      return answers;
    },
    mark: () => {
      const before = [...places];
      return () => {
        places.splice(0, places.length, ...before);
      };
    },
  };
}

/** The first two passes. @returns null where the rows have no finite factor. */
function started(looks: Looks, point: Float64Array): Moments | null {
  const [answer] = looks.pass([point], 'qr') as readonly [Answer];
  const { loss, gradient, r, qtr } = answer as Required<Answer>;
  if (!isWhole(answer)) return null;
  const made = moments({ point, loss, gradient, qtr }, r);
  if (allFinite(made.lowest) && !same(made.lowest, point)) anchored(looks, made, made.lowest);
  return made;
}

function anchored(looks: Looks, to: Moments, point: Float64Array): void {
  const [answer] = looks.pass([point], 'error-slope') as readonly [Answer];
  if (isWhole(answer)) to.add({ point, loss: answer.loss, gradient: answer.gradient as Float64Array });
}

const isWhole = ({ loss, mae, gradient, r, qtr }: Answer): boolean =>
  Number.isFinite(loss) &&
  Number.isFinite(mae) &&
  [gradient, r, qtr].every((values) => values === undefined || allFinite(values));

const same = (a: Float64Array, b: Float64Array): boolean => a.every((x, j) => x === b[j]);

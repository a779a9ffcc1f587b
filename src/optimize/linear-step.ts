import type { Answer } from '../base/evaluation.js';
import {
  centredPoint,
  centredStep,
  columnNorms,
  leastSquaresFromFactor,
  multiplyUpperTransposed,
  norm2,
  scaledSvd,
  uncentredStep,
} from '../base/linear-algebra/index.js';

/** The Gauss–Newton step of a model that is linear in all its parameters. P of them. */
export interface LinearStep {
  /** Length P: what is added to the point. Not finite where the factor is not. */
  readonly step: Float64Array;
  /** Its length over that of the point, with every column of the Jacobian brought to length 1; ∞ from zero. */
  readonly change: number;
  /** What a further step would change is below the rounding of every parameter. */
  readonly settled: boolean;
  /** No column depends on others. */
  readonly full: boolean;
}

/** Relative error of a triangular factor of up to 10⁷ rows, with room to spare: steps of 10⁻¹⁵ … 3·10⁻¹³ were measured after the first. */
const FACTOR = 1e-12;
/** A parameter near zero is known to this part of the rounding of the predictions, at best. */
const NEAR_ZERO = 2 ** -10;
/** What rounding may take from the loss while the parameters still gain digits. */
export const WORSE = 1e-8;
/** A step below this part of the parameters that no longer halves is rounding: of predictions whose terms cancel, or of parameters that are given back as doubles. */
export const ROUNDED = 1e-2;
/** Smallest over largest singular value of scaled columns below which they count as dependent. */
const RANK = 1e-14;

/**
 * Where residuals are affine in the parameters a Gauss–Newton step leads to the minimum from anywhere, but for the errors of the factor, and a second one is a step of
 * iterative refinement: of the error before it, it leaves at most condition × error of the factor (Björck 1967, BIT 7; Higham 2002, Accuracy and Stability of Numerical
 * Algorithms, §20.5). So the step itself tells whether a third is worth a pass over the data.
 *
 * @param answer at `point`, with `r` and `qtr`; the step is that of its centred factor where it has one.
 */
export function linearStep(point: Float64Array, answer: Answer): LinearStep {
  const size = point.length;
  const { centred } = answer;
  const r = centred?.r ?? (answer.r as Float64Array);
  const own = centred === undefined ? point : centredPoint(point, centred);
  const z = leastSquaresFromFactor(r, size, size, centred?.qtr ?? (answer.qtr as Float64Array)).map((x) => -x);
  const scale = columnNorms(r, size, size);
  const length = norm2(own.map((x, j) => x * (scale[j] as number)));
  const change = norm2(z.map((x, j) => x * (scale[j] as number))) / length;
  const { s } = scaledSvd(r, size);
  const [most, least] = [s[0] as number, s[size - 1] as number];
  const left = (most / least) * FACTOR;
  const step = centred === undefined ? z : uncentredStep(z, centred);
  const settled = step.every((by, j) => {
    const part =
      centred?.constant === j ? z.reduce((sum, x, k) => sum + Math.abs(x * (centred.shifts[k] as number)), Math.abs(by)) : by;
    const value = Math.max(Math.abs((point[j] as number) + by), (NEAR_ZERO * length) / (scale[j] as number));
    return left * Math.abs(part) <= Number.EPSILON * value;
  });
  return { step, change, settled, full: least > RANK * most };
}

export const stepped = (point: Float64Array, step: Float64Array): Float64Array => point.map((x, j) => x + (step[j] as number));

/**
 * The answer a step away, without a look at the data: r + Jδ has Qᵀr + Rδ. Its mean absolute error is still that of before.
 * @param answer with `r` and `qtr`, of residuals that are affine in the parameters.
 */
export function answerAfter(answer: Answer, step: Float64Array): Answer {
  const { r, qtr: before, centred } = answer as Required<Pick<Answer, 'r' | 'qtr'>> & Answer;
  const qtr = reached(r, before, step);
  const [was, is] = [norm2(before), norm2(qtr)];
  return {
    ...answer,
    loss: Math.max(0, answer.loss - 0.5 * (was - is) * (was + is)),
    gradient: multiplyUpperTransposed(r, step.length, qtr),
    qtr,
    ...(centred === undefined
      ? {}
      : { centred: { ...centred, qtr: reached(centred.r, centred.qtr, centredStep(step, centred)) } }),
  };
}

/** Qᵀr + Rδ. */
function reached(r: Float64Array, qtr: Float64Array, step: Float64Array): Float64Array {
  const size = step.length;
  return qtr.map((value, i) => {
    let sum = value;
    for (let j = i; j < size; j++) sum += (r[i * size + j] as number) * (step[j] as number);
    return sum;
  });
}

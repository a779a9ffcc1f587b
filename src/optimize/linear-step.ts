import type { Answer } from '../base/evaluation.js';
import { columnNorms, leastSquaresFromFactor, multiplyUpperTransposed, norm2, scaledSvd } from '../base/linear-algebra/index.js';

/** The Gauss–Newton step of a model that is linear in all its parameters. P of them. */
export interface LinearStep {
  /** Length P: what is added to the point. */
  readonly step: Float64Array;
  /** Its length over that of the point, with every column of the Jacobian brought to length 1. */
  readonly change: number;
  /** What a further step would change is below the rounding of every parameter. */
  readonly settled: boolean;
}

/** Relative error of a triangular factor of up to some 10⁷ rows: measured 10⁻¹⁵ … 4·10⁻¹⁴. */
const FACTOR = 1e-13;
/** A parameter near zero is known to this part of the rounding of the predictions, at best. */
const NEAR_ZERO = 2 ** -10;

/**
 * Where residuals are affine in the parameters a Gauss–Newton step leads to the minimum from anywhere, but for the errors of the factor, and a second one is a step of
 * iterative refinement: of the error before it, it leaves at most condition × error of the factor (Björck 1967, BIT 7; Higham 2002, Accuracy and Stability of Numerical
 * Algorithms, §20.5). So the step itself tells whether a third is worth a pass over the data; for a start at zero its length over the point's is that part, measured.
 *
 * @param answer at `point`, with `r` and `qtr`. Not settled where columns depend on each other.
 */
export function linearStep(point: Float64Array, { r, qtr }: Answer): LinearStep {
  const size = point.length;
  const factor = r as Float64Array;
  const step = leastSquaresFromFactor(factor, size, size, qtr as Float64Array).map((x) => -x);
  const scale = columnNorms(factor, size, size);
  const length = norm2(point.map((x, j) => x * (scale[j] as number)));
  const change = norm2(step.map((x, j) => x * (scale[j] as number))) / length;
  const { s } = scaledSvd(factor, size);
  const left = Math.max(((s[0] as number) / (s[size - 1] as number)) * FACTOR, change);
  const settled = step.every((by, j) => {
    const value = Math.max(Math.abs((point[j] as number) + by), (NEAR_ZERO * length) / (scale[j] as number));
    return left * Math.abs(by) <= Number.EPSILON * value;
  });
  return { step, change, settled };
}

/**
 * The answer a step away, without a look at the data: r + Jδ has Qᵀr + Rδ. Its mean absolute error is still that of before.
 * @param answer with `r` and `qtr`, of residuals that are affine in the parameters.
 */
export function answerAfter(answer: Answer, step: Float64Array): Answer {
  const size = step.length;
  const r = answer.r as Float64Array;
  const before = answer.qtr as Float64Array;
  const qtr = before.map((value, i) => {
    let sum = value;
    for (let j = i; j < size; j++) sum += (r[i * size + j] as number) * (step[j] as number);
    return sum;
  });
  const [was, is] = [norm2(before), norm2(qtr)];
  return {
    ...answer,
    loss: Math.max(0, answer.loss - 0.5 * (was - is) * (was + is)),
    gradient: multiplyUpperTransposed(r, size, qtr),
    qtr,
  };
}

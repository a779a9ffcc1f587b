import type { Answer, Evaluate } from '../base/evaluation.js';
import { triangularised } from '../base/linear-algebra/index.js';

/** x with a value put in at an index: length P from P − 1. */
export function inserted(x: Float64Array, index: number, value: number): Float64Array {
  const out = new Float64Array(x.length + 1);
  out.set(x.subarray(0, index));
  out[index] = value;
  out.set(x.subarray(index), index + 1);
  return out;
}

/** x without its value at an index. */
export const without = (x: Float64Array, index: number): Float64Array => x.filter((_, j) => j !== index);

/** The objective with one parameter held at a value: a function of the P − 1 others that answers whatever is asked. @param count P. */
export function heldAt(evaluate: Evaluate, index: number, value: number, count: number): Evaluate {
  return (request) =>
    evaluate({
      ...request,
      points: request.points.map((point) => inserted(point, index, value)),
      ...(request.direction === undefined ? {} : { direction: inserted(request.direction, index, 0) }),
    }).map((answer) => reduced(answer, index, count));
}

function reduced(answer: Answer, index: number, count: number): Answer {
  const { gradient, gram, hessian, r, qtr, jacobian, centred: _, ...rest } = answer;
  const square = (a: Float64Array): Float64Array => a.filter((_, at) => Math.floor(at / count) !== index && at % count !== index);
  return {
    ...rest,
    ...(gradient === undefined ? {} : { gradient: without(gradient, index) }),
    ...(gram === undefined ? {} : { gram: square(gram) }),
    ...(hessian === undefined ? {} : { hessian: square(hessian) }),
    ...(r === undefined || qtr === undefined ? {} : reducedFactor(r, qtr, index, count)),
    ...(jacobian === undefined ? {} : { jacobian: jacobian.filter((_, at) => at % count !== index) }),
  };
}

/** A column of R left out, the rest made triangular again. */
function reducedFactor(r: Float64Array, qtr: Float64Array, index: number, count: number): Pick<Answer, 'r' | 'qtr'> {
  const block = new Float64Array(count * count);
  for (let i = 0, at = 0; i < count; i++) {
    for (let j = 0; j < count; j++) if (j !== index) block[at++] = r[i * count + j] as number;
    block[at++] = qtr[i] as number;
  }
  return triangularised(block, count, count - 1);
}

import type { Answer } from '../base/evaluation.js';
import { type Centring, centredPoint, triangularised } from '../base/linear-algebra/index.js';
import type { Objective } from './objective.js';

/**
 * An objective whose losses, gradients and factors are computed in the centred form of its model: residuals then lose no digits to terms that cancel. The points and answers
 * are those of the model itself; beside its factor they hold the one that was made.
 * @param plain answers what is asked row by row. @param inner of the centred form.
 */
export function centredObjective(plain: Objective, inner: Objective, centring: Centring): Objective {
  return {
    ...plain,
    evaluate: (request) => {
      const { want, batch } = request;
      if (batch !== undefined || (want !== 'qr' && want !== 'gradient' && want !== 'value')) return plain.evaluate(request);
      const points = request.points.map((point) => centredPoint(point, centring));
      return inner.evaluate({ points, want }).map((answer) => outward(answer, centring));
    },
  };
}

/** In the basis of the model: ∇ = Tᵀ∇′, and the factor of R′T. */
export function outward(answer: Answer, { constant, shifts, origin }: Centring): Answer {
  const { gradient, r, qtr } = answer;
  const n = shifts.length;
  const own = gradient?.map((slope, j) => slope + (shifts[j] as number) * (gradient[constant] as number));
  if (r === undefined || qtr === undefined) return own === undefined ? answer : { ...answer, gradient: own };
  const rows = new Float64Array(n * (n + 1));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      rows[i * (n + 1) + j] = (r[i * n + j] as number) + (shifts[j] as number) * (r[i * n + constant] as number);
    rows[i * (n + 1) + n] = qtr[i] as number;
  }
  return {
    ...answer,
    ...(own === undefined ? {} : { gradient: own }),
    ...triangularised(rows, n, n),
    centred: { r, qtr, constant, shifts, origin },
  };
}

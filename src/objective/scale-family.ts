import type { Backend, ColumnMemory } from '../backend/program.js';
import type { Answer, Evaluate } from '../base/evaluation.js';
import { multiply } from '../expression/build.js';
import { name } from '../expression/node.js';
import type { Loss } from './loss.js';
import { type PointwiseModel, pointwise } from './pointwise.js';

/**
 * A robust loss for every `delta` from one compilation: ρ_δ(r) = δ²ρ₁(r/δ), so that 1/δ can be one more parameter of the model.
 * @returns for a delta > 0 an `evaluate` over the model's own parameters. Losses are in units of δ².
 */
export function scaleFamily(
  { gradient: _, ...model }: PointwiseModel,
  loss: Loss,
  memory: ColumnMemory,
  backend: Backend,
): (delta: number) => Evaluate {
  const reciprocal = name(RECIPROCAL);
  const count = model.parameters.length;
  const family = pointwise(
    {
      ...model,
      prediction: multiply(reciprocal, model.prediction),
      response: multiply(reciprocal, model.response),
      parameters: [...model.parameters, RECIPROCAL],
      loss,
      lossSettings: { delta: 1 },
    },
    memory,
    backend,
  );
  return (delta) => (request) => {
    const points = request.points.map((point) => Float64Array.of(...point, 1 / delta));
    const direction = request.direction === undefined ? {} : { direction: Float64Array.of(...request.direction, 0) };
    return family.evaluate({ ...request, ...direction, points }).map((answer) => leading(answer, count));
  };
}

const RECIPROCAL = '@reciprocal';

/** Without the last parameter. The factor of the first columns is the corner of the factor of all. */
function leading(answer: Answer, count: number): Answer {
  const { loss, mae, gradient, r, qtr, bend } = answer;
  return {
    loss,
    mae,
    ...(gradient === undefined ? {} : { gradient: gradient.slice(0, count) }),
    ...(bend === undefined ? {} : { bend: bend.slice(0, count) }),
    ...(qtr === undefined ? {} : { qtr: qtr.slice(0, count) }),
    ...(r === undefined
      ? {}
      : {
          r: Float64Array.from(
            { length: count * count },
            (__, at) => r[Math.floor(at / count) * (count + 1) + (at % count)] as number,
          ),
        }),
  };
}

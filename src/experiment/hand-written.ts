import type { Evaluate } from '../base/evaluation.js';
import { once } from '../base/once.js';
import type { HandWritten } from '../diagnose/hand-written.js';
import type { Terrain } from '../diagnose/terrain.js';
import { arrange } from '../expression/arrange.js';
import { call, constant, type Expression, name } from '../expression/node.js';
import { print } from '../language/index.js';
import { pointwise } from '../objective/pointwise.js';
import { type CorrectComponent, correctGradient } from './correct-gradient.js';
import type { Begun } from './fit.js';
import type { FitOptions } from './options.js';
import type { Prepared } from './prepare.js';
import { onSample } from './sampled.js';
import { updateLines } from './update-lines.js';

/** The true gradient, as one writes it: with the weights in it, where rows have some. */
export function correctOf({ model, options, prepared }: Begun): readonly CorrectComponent[] {
  const { prediction, response, parameters, loss, lossSettings } = model;
  return correctGradient(prediction, response, parameters, loss, lossSettings, weightOf(options, prepared));
}

/** A function of a program may throw where the run never went: it is then not finite there. */
export const whereItCan =
  (evaluate: Evaluate, count: number): Evaluate =>
  (request) =>
    request.points.flatMap((point) => {
      try {
        return evaluate({ ...request, points: [point] });
      } catch {
        return { loss: Number.NaN, mae: Number.NaN, gradient: new Float64Array(count).fill(Number.NaN) };
      }
    });

/** undefined where no column has them. */
function weightOf({ weights, sigma }: FitOptions, { table }: Prepared): Expression | undefined {
  if (weights !== undefined) return name(weights);
  if (sigma === undefined || !table.columns.has(sigma)) return undefined;
  return call('divide', constant(1), call('power', name(sigma), constant(2)));
}

/** What findings look at of a hand-written gradient; null without one. Most of it is made when it is first asked for. */
export function handWrittenOf(begun: Begun, terrain: Terrain): HandWritten | null {
  const { model, objective } = begun;
  const { gradient } = model;
  if (gradient === undefined) return null;
  const isFunction = typeof gradient === 'function';
  const correct = once(() => correctGradient(model.prediction, model.response, model.parameters, model.loss, model.lossSettings));
  const onTerrain = once(() => {
    if (isFunction) return whereItCan(objective.evaluate, model.parameters.length);
    if (terrain.whole) return objective.evaluate;
    const { model: own, prepared } = onSample(begun, terrain.rows);
    return pointwise({ ...own, gradient }, prepared.memory, prepared.backend).evaluate;
  });
  return {
    components: isFunction ? null : gradient,
    evaluate: (request) => onTerrain()(request),
    sameRows: terrain.whole || !isFunction,
    get inners() {
      return correct().map(({ inner }) => inner);
    },
    get outer() {
      return arrange(correct()[0]?.outer as Expression);
    },
    get slopes() {
      return correct().map(({ slope }) => slope);
    },
    print,
    get updateLines() {
      return updateLines(model.prediction, correct());
    },
  };
}

import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import type { Values } from '../base/values.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { bands, factorOf, predictionErrors } from '../statistics/index.js';
import { chooseLoss } from './choose-method.js';
import { ETA, ofEta, rowMajor } from './mean-bands.js';
import type { FitResult } from './result.js';

/** Predictions of one equation. */
export interface EquationPrediction {
  /** The mean response on every row. */
  readonly prediction: Float64Array;
  /** Band of the mean response; null where the result has no standard errors. */
  readonly confidence: Band | null;
  /** Band of a single new observation; null without standard errors and for losses that know no noise of an observation. */
  readonly observation: Band | null;
}

export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Predictions and bands of one equation of a fit.
 *
 * @param model its right side over the columns of `data` and the parameters `names`. @param data columns of length `rows`.
 * @param at `point`: the values of `names`; `level` of the bands; `noise`: standard deviation of a new observation, null where it is not known.
 */
export function predictEquation(
  model: Expression,
  data: ReadonlyMap<string, Values>,
  rows: number,
  { loss: lossName, parameters, correlation, quality, robust }: FitResult,
  {
    names,
    point,
    level,
    noise,
  }: {
    readonly names: readonly string[];
    readonly point: Float64Array;
    readonly level: number;
    readonly noise: number | null;
  },
): EquationPrediction {
  const { loss } = chooseLoss({ loss: lossName });
  const outputs = [model, ...differentiate(model, names)].map(simplify);
  const out = new Float64Array(outputs.length * rows);
  backendFor('auto')
    .compile({ parameters: names, columns: [...data.keys()], outputs }, columnMemory(data, rows, 0))
    .map(point, 0, rows, out);
  const eta = out.subarray(0, rows);
  const link = loss.mean(name(ETA));
  const mean = (values: Float64Array): Float64Array => (link.kind === 'name' ? Float64Array.from(values) : ofEta(link, values));
  if (correlation === null) return { prediction: mean(eta), confidence: null, observation: null };

  const errors = names.map((parameter) => parameters[parameter]?.standardError ?? 0);
  const squares = loss.inference === 'squares';
  const made = bands({
    predicted: eta,
    standardErrors: predictionErrors(rowMajor(out, rows, names.length), rows, names.length, factorOf(errors, correlation)),
    noise: squares ? noise : (robust?.scale ?? null),
    // As for the intervals of the parameters: σ that is known has nothing to estimate.
    degreesOfFreedom: squares && quality.chiSquared === null ? quality.degreesOfFreedom : Number.POSITIVE_INFINITY,
    level,
  });
  const band = ({ lower, upper }: { lower: Float64Array; upper: Float64Array }): Band => ({
    low: mean(lower),
    high: mean(upper),
  });
  return {
    prediction: mean(eta),
    confidence: band(made.confidence),
    observation: made.prediction === null ? null : band(made.prediction),
  };
}

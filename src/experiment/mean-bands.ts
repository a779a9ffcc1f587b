import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import type { Backend, ColumnMemory } from '../backend/program.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import type { PointwiseModel } from '../objective/pointwise.js';
import { type Band, bands, predictionErrors } from '../statistics/index.js';

export interface MeanBands {
  /** Of the mean response: on the scale of the response, √(gᵢᵀ·covariance·gᵢ)·|dmean/dη|. Length n. */
  readonly standardErrors: Float64Array;
  /** Around the mean response; a link is applied to the bounds. */
  readonly confidence: Band;
  /** Around a new observation; null without its noise. */
  readonly prediction: Band | null;
}

export interface MeanBandsInput {
  readonly model: PointwiseModel;
  readonly backend: Backend;
  /** Columns on which the mean is asked for. */
  readonly memory: ColumnMemory;
  readonly columns: readonly string[];
  /** Length P. */
  readonly point: Float64Array;
  /** F, P×P with FFᵀ = covariance. */
  readonly factor: Float64Array;
  /** As for {@link bands}. */
  readonly noise: Float64Array | number | null;
  readonly degreesOfFreedom: number;
  /** In (0, 1). */
  readonly level: number;
}

/** Standard errors and pointwise bands of the mean response by the delta method (Bates and Watts 1988, §2.3.2). */
export function meanBands(input: MeanBandsInput): MeanBands {
  const { model, backend, memory, columns, point, factor, noise, degreesOfFreedom, level } = input;
  const count = model.parameters.length;
  const { rows } = memory;
  const outputs = [model.prediction, ...differentiate(model.prediction, model.parameters)].map(simplify);
  const out = new Float64Array(outputs.length * rows);
  backend.compile({ parameters: model.parameters, columns, outputs }, memory).map(point, 0, rows, out);
  const eta = out.slice(0, rows);
  const errors = predictionErrors(rowMajor(out, rows, count), rows, count, factor);
  const made = bands({ predicted: eta, standardErrors: errors, noise, degreesOfFreedom, level });
  const mean = model.loss.mean(name(ETA));
  if (mean.kind === 'name') return { standardErrors: errors, ...made };
  const slopes = ofEta(simplify(differentiate(mean, [ETA])[0] as Expression), eta);
  const through = ({ lower, upper }: Band): Band => ({ lower: ofEta(mean, lower), upper: ofEta(mean, upper) });
  return {
    standardErrors: errors.map((error, i) => error * Math.abs(slopes[i] as number)),
    confidence: through(made.confidence),
    prediction: made.prediction === null ? null : through(made.prediction),
  };
}

/** What a link is written over. */
export const ETA = 'eta';

/** The derivatives, which follow the predictions column by column, row by row. */
export function rowMajor(out: Float64Array, rows: number, count: number): Float64Array {
  const gradients = new Float64Array(rows * count);
  for (let j = 0; j < count; j++) for (let i = 0; i < rows; i++) gradients[i * count + j] = out[(1 + j) * rows + i] as number;
  return gradients;
}

/** An expression over {@link ETA} at its values. */
export function ofEta(expression: Expression, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  backendFor('auto')
    .compile({ parameters: [], columns: [ETA], outputs: [expression] }, columnMemory(new Map([[ETA, values]]), values.length, 0))
    .map(new Float64Array(0), 0, values.length, out);
  return out;
}

import type { Answer } from '../base/evaluation.js';
import type { Table } from '../data/table.js';
import { print } from '../language/index.js';
import { pointwise } from '../objective/pointwise.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { fittedTable, type NamedColumn } from './fitted-table.js';
import { type MeanBands, meanBands } from './mean-bands.js';
import { type RowInfluence, rowInfluence } from './row-influence.js';

/** What a fit says of its own rows. Everything is made when it is asked for. */
export interface Fitted {
  /** Around the mean on the rows; null without standard errors. */
  bands(): MeanBands | null;
  /** Null without standard errors. */
  influence(): RowInfluence | null;
  /**
   * The columns that the fit reads with prediction, residual (prediction − response), standard error of the mean, 95% bands as `downhill predict` names
   * them, standardized and studentized residual, leverage and Cook's distance, where they exist. @param more columns that come after them.
   */
  table(more?: readonly NamedColumn[]): Table;
}

/** Of the bands. */
const LEVEL = 0.95;

export function fittedRows(begun: Begun, assessment: Assessment, point: Float64Array): Fitted {
  const bands = once(() => rowBands(begun, assessment, point));
  const influence = once(() => influenceOf(begun, assessment, point));
  return { bands, influence, table: (more = []) => tableOf(begun, point, bands(), influence(), more) };
}

function tableOf(
  { prepared, objective }: Begun,
  point: Float64Array,
  bands: MeanBands | null,
  influence: RowInfluence | null,
  more: readonly NamedColumn[],
): Table {
  const { table, columns, response, resolved } = prepared;
  const prediction = objective.predict(point, 'mean');
  const written = resolved.response;
  return fittedTable(
    table,
    // A parameter for each level of a column reads its text.
    [...resolved.levels.keys(), ...columns.keys()],
    [
      ...(written.kind === 'name' ? [] : [{ name: print(written), values: response }]),
      { name: 'prediction', values: prediction },
      { name: 'residual', values: prediction.map((value, i) => value - (response[i] as number)) },
      { name: 'standard_error', values: bands?.standardErrors },
      { name: 'mean_low', values: bands?.confidence.lower },
      { name: 'mean_high', values: bands?.confidence.upper },
      { name: 'new_low', values: bands?.prediction?.lower },
      { name: 'new_high', values: bands?.prediction?.upper },
      { name: 'standardized_residual', values: influence?.standardized },
      { name: 'studentized_residual', values: influence?.studentized ?? undefined },
      { name: 'leverage', values: influence?.leverage },
      { name: 'cooks_distance', values: influence?.cook },
      ...more,
    ],
  );
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The noise of a row of weight 1 and how well it is known; null where the fit has no standard errors. */
export function noiseOf(
  { options, prepared, model }: Begun,
  { estimate, quality }: Assessment,
): { readonly factor: Float64Array; readonly deviation: number | null; readonly degreesOfFreedom: number } | null {
  const factor = estimate?.factor ?? null;
  if (factor === null) return null;
  const absolute = options.sigma !== undefined && options.absoluteSigma === true;
  const squares = model.loss.inference === 'squares';
  return {
    factor,
    deviation: !squares ? null : absolute ? Math.sqrt(prepared.weights?.factor ?? 1) : quality.residualStandardDeviation,
    degreesOfFreedom: squares && !absolute ? quality.degreesOfFreedom : Number.POSITIVE_INFINITY,
  };
}

function rowBands(begun: Begun, assessment: Assessment, point: Float64Array): MeanBands | null {
  const { model, prepared } = begun;
  const noise = noiseOf(begun, assessment);
  if (noise === null) return null;
  const { deviation, degreesOfFreedom, factor } = noise;
  const weights = prepared.weights?.values ?? null;
  return meanBands({
    model,
    backend: prepared.backend,
    memory: prepared.memory,
    columns: model.columns,
    point,
    factor,
    noise: deviation === null || weights === null ? deviation : weights.map((weight) => deviation / Math.sqrt(weight)),
    degreesOfFreedom,
    level: LEVEL,
  });
}

function influenceOf(begun: Begun, assessment: Assessment, point: Float64Array): RowInfluence | null {
  const { model, prepared, bounds } = begun;
  const noise = noiseOf(begun, assessment);
  if (noise === null) return null;
  const { gradient: _, ...exact } = model;
  const { jacobian, residuals } = pointwise(exact, prepared.memory, prepared.backend).evaluate({
    points: [point],
    want: 'residual-jacobian',
  })[0] as Required<Answer>;
  // What stands at its bound was not fitted to the rows.
  const free = [...point.keys()].filter((j) => point[j] !== bounds.lower[j] && point[j] !== bounds.upper[j]);
  const root = Math.sqrt(prepared.rows);
  const weights = prepared.weights?.values;
  const found = rowInfluence({
    jacobian: columnsOf(jacobian, point.length, free),
    residuals: residuals.map((r) => r * root),
    parameters: free.length,
    variance: noise.deviation === null ? 1 : noise.deviation * noise.deviation,
    degreesOfFreedom: noise.degreesOfFreedom,
  });
  if (weights === undefined) return found;
  // A row of weight 0 is no part of the fit.
  const part = (values: Float64Array): Float64Array => values.map((value, i) => (weights[i] === 0 ? Number.NaN : value));
  return {
    leverage: found.leverage,
    standardized: part(found.standardized),
    studentized: found.studentized === null ? null : part(found.studentized),
    cook: part(found.cook),
  };
}

function columnsOf(matrix: Float64Array, width: number, columns: readonly number[]): Float64Array {
  if (columns.length === width) return matrix;
  const rows = width === 0 ? 0 : matrix.length / width;
  return Float64Array.from(
    { length: rows * columns.length },
    (_, at) => matrix[Math.floor(at / columns.length) * width + (columns[at % columns.length] as number)] as number,
  );
}

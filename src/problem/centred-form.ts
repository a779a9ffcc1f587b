import type { Centring } from '../base/linear-algebra/centring.js';
import type { Values } from '../base/values.js';
import { add, multiply, negate, number, subtract } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { evaluator } from '../expression/evaluate.js';
import { type Constant, type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import type { Model } from './model.js';

/** A model that is linear in all its parameters, written so that columns and response lie around zero: y − m ~ a·(x − s) + b′ for y ~ a·x + b, b′ = b + s·a − m. */
export interface CentredForm extends Centring {
  /** Over the names of the model, in which that of the constant now means b′. */
  readonly prediction: Expression;
  readonly response: Expression;
}

/** What is written in the form of a model as that form has it. */
export const inCentredForm = <Written extends Pick<CentredForm, 'prediction' | 'response'>>(
  written: Written,
  { prediction, response }: CentredForm,
): Written => ({ ...written, prediction, response });

/** Rows that tell where a column lies. */
export const PROBES = 64;
/** A column that lies no farther from zero than this many times its spread costs two digits at most. */
const FAR = 100;

/**
 * The centred form of a model, where the column of one parameter is ±1, and that of another or the response lies far from zero for its spread; null elsewhere. By 64
 * rows spread evenly over the data, so that sorted columns are seen whole: any place within the data will do.
 *
 * @param model linear in all free parameters. @param columns what it reads, each of length `rows`.
 */
export function centredForm(
  { prediction, response, free }: Pick<Model, 'prediction' | 'response' | 'free'>,
  columns: ReadonlyMap<string, Values>,
  rows: number,
): CentredForm | null {
  if (rows === 0) return null;
  const slopes = differentiate(prediction, free).map(simplify);
  const constant = slopes.findIndex((slope) => slope.kind === 'constant' && Math.abs(slope.value) === 1);
  if (constant < 0) return null;
  const sign = (slopes[constant] as Constant).value;
  const means = slopes.map((slope) => (slope.kind === 'constant' ? 0 : farMean(slope, columns, rows)));
  const middle = farMean(response, columns, rows);
  if (middle === 0 && means.every((mean) => mean === 0)) return null;
  const terms = slopes.map((slope, j) => {
    const parameter = name(free[j] as string);
    if (j === constant) return sign === 1 ? parameter : negate(parameter);
    return multiply(parameter, less(slope, means[j] as number));
  });
  const rest = substitute(prediction, new Map(free.map((parameter) => [parameter, number(0)])));
  return {
    prediction: simplify([...terms, rest].reduce((sum, term) => add(sum, term))),
    response: less(response, middle),
    constant,
    shifts: Float64Array.from(means, (mean) => sign * mean || 0),
    origin: sign * middle || 0,
  };
}

const less = (column: Expression, mean: number): Expression => (mean === 0 ? column : subtract(column, number(mean)));

/** The mean of a column; 0 where it is not far from zero for its spread, or not finite. */
function farMean(column: Expression, columns: ReadonlyMap<string, Values>, rows: number): number {
  const at = evaluator(column);
  const count = Math.min(rows, PROBES);
  const values = Float64Array.from({ length: count }, (_, k) => {
    const row = Math.floor(((k + 0.5) * rows) / count);
    return at((text) => columns.get(text)?.[row] ?? Number.NaN);
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / count);
  return spread > 0 && Math.abs(mean) > FAR * spread && Number.isFinite(mean) ? mean : 0;
}

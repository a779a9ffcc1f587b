import { difference, product, sum } from '../base/double-double/arithmetic.js';
import { fromDecimal } from '../base/double-double/decimal.js';
import { centredPoint, uncentredCovariance } from '../base/linear-algebra/index.js';
import type { Values } from '../base/values.js';
import type { PointwiseModel } from '../objective/pointwise.js';
import { type Refined, refine } from '../objective/refine.js';
import { isWithin } from '../optimize/bounds.js';
import { type CentredForm, inCentredForm } from '../problem/centred-form.js';
import type { Begun } from './fit.js';
import { WEIGHT } from './prepare.js';
import { responseSize } from './response-size.js';

/** Rows times operations on double-doubles for a pass: a fit that doubles settle to eleven digits, and one that they do not. */
const CHEAP = 3e5;
const DEAR = 1e7;

/** How sharp a minimum is in doubles. */
export interface Sharpness {
  /** Largest relative change of a parameter in the last polishing step: what rounding leaves undecided. */
  readonly floor: number;
  /** Root mean square of the residuals over the largest response. */
  readonly residual: number;
  /** Of the column-scaled Jacobian. */
  readonly condition: number;
}

/** Below it the residuals themselves are rounding. */
const EXACT = 1e4 * Number.EPSILON;
const FLOOR = 1e-11;
/** Of the largest response: what double-double arithmetic leaves of a residual that is zero. */
const ROUNDING = 2 ** -96;
const CONDITION = 1e5;

/**
 * The minimum in double-double arithmetic, where doubles do not settle it to eleven digits: data on the curve up to rounding, nearly dependent columns, steps that
 * rounding ends early; everywhere where that costs next to nothing.
 */
export function refinedAt(begun: Begun, point: Float64Array, sharpness: Sharpness): Refined | null {
  const { model, prepared, bounds } = begun;
  if (model.loss.inference !== 'squares' || model.gradient !== undefined || prepared.stream !== null) return null;
  // What stands at a bound is no minimum of its own.
  if (point.some((x, j) => x === bounds.lower[j] || x === bounds.upper[j])) return null;
  const unsettled = sharpness.residual < EXACT || !(sharpness.floor < FLOOR) || !(sharpness.condition < CONDITION);
  const columns = new Map(prepared.columns);
  if (prepared.weights !== null) columns.set(WEIGHT, prepared.weights.values);
  const refined = refinedIn(begun.centred, model, columns, point, unsettled ? DEAR : CHEAP);
  // A start next to a bound may lie within the last steps of a minimum beyond it.
  if (refined !== null && !isWithin(refined.point, bounds)) return null;
  const rounding = ROUNDING * responseSize(prepared);
  if (refined === null || refined.rss > prepared.rows * rounding * rounding) return refined;
  return { ...refined, rss: 0, residuals: new Float64Array(refined.residuals.length) };
}

/** In the centred form of the model, where there is one. */
function refinedIn(
  form: CentredForm | null,
  model: PointwiseModel,
  columns: ReadonlyMap<string, Values>,
  point: Float64Array,
  limit: number,
): Refined | null {
  if (form === null) return refine(model, columns, point, { limit });
  const inner = refine(inCentredForm(model, form), columns, centredPoint(point, form), {
    limit,
  });
  if (inner === null) return null;
  const { constant, shifts, origin } = form;
  // Numbers of a formula count as decimals there.
  let own = sum([inner.point[constant] as number, inner.low[constant] as number], fromDecimal(String(origin)));
  for (const [j, shift] of shifts.entries())
    if (shift !== 0)
      own = difference(own, product(fromDecimal(String(shift)), [inner.point[j] as number, inner.low[j] as number]));
  const set = (values: Float64Array, value: number): Float64Array => values.map((old, j) => (j === constant ? value : old));
  return {
    ...inner,
    point: set(inner.point, own[0]),
    low: set(inner.low, own[1]),
    inverse: uncentredCovariance(inner.inverse, form),
  };
}

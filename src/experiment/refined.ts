import { maxAbs } from '../base/linear-algebra/norm.js';
import { type Refined, refine } from '../objective/refine.js';
import type { Begun } from './fit.js';
import { WEIGHT } from './prepare.js';

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
  if (model.loss.inference !== 'squares' || model.gradient !== undefined) return null;
  // What stands at a bound is no minimum of its own.
  if (point.some((x, j) => x === bounds.lower[j] || x === bounds.upper[j])) return null;
  const unsettled = sharpness.residual < EXACT || !(sharpness.floor < FLOOR) || !(sharpness.condition < CONDITION);
  const columns = new Map(prepared.columns);
  if (prepared.weights !== null) columns.set(WEIGHT, prepared.weights.values);
  const refined = refine(model, columns, point, { limit: unsettled ? DEAR : CHEAP });
  // A start next to a bound may lie within the last steps of a minimum beyond it.
  if (refined?.point.some((x, j) => !(x >= (bounds.lower[j] as number) && x <= (bounds.upper[j] as number)))) return null;
  const rounding = ROUNDING * maxAbs(prepared.response);
  if (refined === null || refined.rss > prepared.rows * rounding * rounding) return refined;
  return { ...refined, rss: 0, residuals: new Float64Array(refined.residuals.length) };
}

import { asDoubles } from '../base/values.js';
import type { DiagnosedRun } from '../diagnose/diagnosis.js';
import { namesIn } from '../expression/node.js';
import { ascending, type Diagnostics, diagnostics } from '../statistics/index.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { type Part, rowNumber } from './part.js';
import { columnsOf } from './row-influence.js';

/** Beyond it the Jacobian of all rows, and its factor, cost more than the fit. */
const MOST_ROWS = 100_000;

/**
 * Diagnostics of the residuals: of least squares at a minimum, for up to 100 000 rows; null otherwise. Parameters at their bounds count as known.
 * Rows are those of the data, 1-based.
 */
export function diagnosticsOf(
  begun: Begun,
  point: Float64Array,
  assessment: Assessment,
  linearised: DiagnosedRun['linearised'],
): Diagnostics | null {
  const found = fullDiagnostics(begun, point, assessment, linearised);
  if (found === null) return null;
  const placed = (figure: Diagnostics['cook']): Diagnostics['cook'] =>
    figure === null ? null : { largest: figure.largest, row: rowNumber(begun.prepared, figure.row) };
  const { runs, normality, leverage, cook } = found;
  return { runs, normality, leverage: placed(leverage), cook: placed(cook) };
}

function fullDiagnostics(
  { prepared, model }: Begun,
  point: Float64Array,
  { atMinimum, free, quality }: Assessment,
  linearised: DiagnosedRun['linearised'],
) {
  if (!atMinimum || model.loss.inference !== 'squares' || prepared.rows > MOST_ROWS) return null;
  const { jacobian, residuals } = linearised();
  if (jacobian === undefined || residuals === undefined || !jacobian.every(Number.isFinite)) return null;
  const read = new Set(namesIn(model.prediction));
  const varying = [...prepared.columns].find(
    ([name, values]) => read.has(name) && !name.startsWith('@') && values.some((value) => value !== values[0]),
  );
  return diagnostics({
    jacobian: columnsOf(jacobian, point.length, free),
    residuals,
    parameters: free.length,
    degreesOfFreedom: quality.degreesOfFreedom,
    response: asDoubles(prepared.response),
    weights: prepared.weights?.values ?? null,
    order: varying === undefined ? null : { name: varying[0], values: along(asDoubles(varying[1]), prepared.parts) },
  });
}

/** A column of which several responses are ordered one after the other: signs of one that stand together would alternate with those of another. */
function along(values: Float64Array, parts: readonly Part[]): Float64Array {
  if (parts.length === 1) return values;
  const places = new Float64Array(values.length);
  for (const { from, to } of parts)
    for (const [place, i] of ascending(values.subarray(from, to), null).entries()) places[from + i] = from + place;
  return places;
}

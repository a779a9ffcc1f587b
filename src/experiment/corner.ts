import { leastSquares, maxAbs, norm2 } from '../base/linear-algebra/index.js';
import { subtract } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { simplify } from '../expression/simplify.js';
import type { Stop } from '../optimize/outcome.js';
import type { Begun } from './fit.js';
import { WEIGHT } from './prepare.js';

/** |r| over the largest response up to which a residual counts as zero. */
const ZERO = 1e-9;
const TOLERANCE = 1e-6;

/**
 * Whether a point at which a loss with a corner (|r| at 0) found no further step is a minimum: zero lies in the subdifferential when the slopes of the other rows are
 * balanced by multipliers of the rows with zero residual, each within the corner's slopes (Bloomfield and Steiger 1983, Least Absolute Deviations, §1.3, theorem 1).
 * @returns how the run then ended, or null.
 */
export function minimumAtCorner({ model, prepared }: Begun, point: Float64Array): Stop | null {
  const { corner } = model.loss;
  if (corner === undefined || !point.every(Number.isFinite)) return null;
  const count = point.length;
  const { rows } = prepared;
  const outputs = [subtract(model.prediction, model.response), ...differentiate(model.prediction, model.parameters)].map(
    simplify,
  );
  const values = new Float64Array(outputs.length * rows);
  const columns = model.weight === undefined ? model.columns : [...model.columns, WEIGHT];
  prepared.backend.compile({ parameters: model.parameters, columns, outputs }, prepared.memory).map(point, 0, rows, values);
  const largest = maxAbs(prepared.response);
  const slopes = new Float64Array(count);
  const held: number[] = [];
  for (let i = 0; i < rows; i++) {
    const residual = values[i] as number;
    if (Math.abs(residual) <= ZERO * largest) held.push(i);
    else
      for (let j = 0; j < count; j++)
        slopes[j] =
          (slopes[j] as number) + Math.sign(residual) * corner * weightOf(prepared, i) * (values[(1 + j) * rows + i] as number);
  }
  if (held.length === 0) return null;
  const balance = new Float64Array(count * held.length);
  for (const [k, i] of held.entries())
    for (let j = 0; j < count; j++)
      balance[j * held.length + k] = corner * weightOf(prepared, i) * (values[(1 + j) * rows + i] as number);
  const size = norm2(balance) + norm2(slopes);
  const { solution, residualNorm } = leastSquares(
    balance,
    count,
    held.length,
    slopes.map((slope) => -slope),
  );
  const most = solution.reduce((greatest, s) => Math.max(greatest, Math.abs(s)), 0);
  if (!(residualNorm <= TOLERANCE * size && most <= 1 + TOLERANCE)) return null;
  return {
    reason: 'subgradient-zero',
    detail: {
      en: `zero is a subgradient: ${held.length} residuals are zero, largest multiplier ${Number(most.toPrecision(3))} ≤ 1`,
      ko: `0이 하위기울기에 속함: 잔차 ${held.length}개가 0, 가장 큰 승수 ${Number(most.toPrecision(3))} ≤ 1`,
    },
  };
}

const weightOf = ({ weights }: Begun['prepared'], row: number): number => weights?.values[row] ?? 1;

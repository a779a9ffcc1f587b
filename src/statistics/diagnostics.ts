import { norm2 } from '../base/linear-algebra/index.js';
import { type Influence, influence, largest } from './influence.js';
import { type Normality, normality } from './normality.js';
import { ascending, type RunsTest, runsTest } from './runs-test.js';

/** What the residuals of a least-squares fit say of it, beyond their size. */
export interface Diagnostics {
  /** `by`: the column in whose order signs were counted; null for the order of the rows. Null where there is no test ({@link runsTest}). */
  readonly runs: (RunsTest & { readonly by: string | null }) | null;
  /** Of the residuals times √w. */
  readonly normality: Normality | null;
  /** The largest, and its row. */
  readonly leverage: { readonly largest: number; readonly row: number } | null;
  /** The largest of Cook's distances, and its row. */
  readonly cook: { readonly largest: number; readonly row: number } | null;
}

export interface DiagnosticsInput {
  /** n×P, row-major, and length n; both with √(w/n) applied: {@link Answer} `jacobian`, `residuals`. */
  readonly jacobian: Float64Array;
  readonly residuals: Float64Array;
  /** P. */
  readonly parameters: number;
  readonly degreesOfFreedom: number;
  /** Length n, for the scale of rounding. */
  readonly response: Float64Array;
  /** Length n; null for all 1. */
  readonly weights: Float64Array | null;
  /** A column in whose order the signs of residuals are counted; null for the order of the rows. */
  readonly order: { readonly name: string; readonly values: Float64Array } | null;
}

/** Residuals below this part of the response are rounding, which has patterns of its own. */
const EXACT = 1e-10;

/** Rows are 0-based. Residuals that are only rounding have leverages and nothing else. */
export function diagnostics(input: DiagnosticsInput): Diagnostics & { readonly influence: Influence } {
  const { residuals, response, weights, order } = input;
  const rows = residuals.length;
  const pull = influence({ ...input, rows });
  const found = { influence: pull, leverage: largest(pull.leverage) };
  if (!(norm2(residuals) * Math.sqrt(rows) > EXACT * norm2(response)))
    return { ...found, runs: null, normality: null, cook: null };
  const runs = runsTest(residuals, ascending(order?.values ?? Float64Array.from(residuals.keys()), weights));
  const used = weights === null ? residuals : residuals.filter((_, i) => (weights[i] as number) > 0);
  return {
    ...found,
    runs: runs === null ? null : { ...runs, by: order?.name ?? null },
    normality: normality(used),
    cook: largest(pull.cook),
  };
}

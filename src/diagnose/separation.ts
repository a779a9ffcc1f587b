import type { DiagnosedRun } from './diagnosis.js';
import { onceARun } from './once-a-run.js';

/** Parameters at which hardly anything is left of the loss, although no finite ones bring it to its limit. */
export interface Separation {
  readonly point: Float64Array;
  readonly loss: number;
}

type Looked = Pick<
  DiagnosedRun,
  'made' | 'outcome' | 'unreachable' | 'evaluate' | 'terrain' | 'point' | 'rows' | 'lower' | 'upper'
>;

/** Of the loss over its limit, summed over the rows: each row is then told with certainty. */
const NOTHING = 1e-6;
/** Times that the parameters are made larger. */
const LARGER = [1, 1e3, 1e6];

/** Several findings ask for it: it is looked for once a run. @returns null where some row stands against it, or bounds do. */
export const separation: (run: Looked) => Separation | null = onceARun(lookedFor);

function lookedFor({ outcome, unreachable, evaluate, terrain, point, rows, lower, upper }: Looked): Separation | null {
  if (unreachable === null) return null;
  // What converged has no need of a search.
  for (const nearby of [() => point, () => (outcome === 'converged' ? null : (terrain.reference()?.point ?? null))]) {
    const from = nearby();
    if (from === null) continue;
    const points = LARGER.map((times) => from.map((x) => times * x)).filter((at) =>
      at.every((x, j) => Number.isFinite(x) && x >= (lower[j] as number) && x <= (upper[j] as number)),
    );
    if (points.length === 0) continue;
    const losses = evaluate({ points, want: 'value' }).map(({ loss }) => loss);
    const k = losses.findIndex((loss) => (loss - unreachable) * rows <= NOTHING);
    if (k >= 0) return { point: points[k] as Float64Array, loss: losses[k] as number };
  }
  return null;
}

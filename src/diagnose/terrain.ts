import type { Evaluate } from '../base/evaluation.js';

/** The objective at a point, with its true derivatives. P parameters. */
export interface Shape {
  /** Length P. */
  readonly point: Float64Array;
  readonly loss: number;
  readonly mae: number;
  /** ∇f, length P. */
  readonly gradient: Float64Array;
  /** The exact ∇²f, P×P, row-major. */
  readonly hessian: Float64Array;
  /** Eigenvalues of the Hessian, length P, descending. */
  readonly curvatures: Float64Array;
  /** Its eigenvectors, P×P, row-major, orthonormal: column j belongs to `curvatures[j]`. */
  readonly directions: Float64Array;
}

/**
 * The objective around a run, by its true derivatives, on all rows or, where there are very many, on some of them: what a finding is judged on before it is confirmed on all
 * rows (`evaluate` of the run). Everything is computed when it is first asked for, and once.
 */
export interface Terrain {
  /** Rows that it is computed on; all of the run's where `whole`. */
  readonly rows: number;
  readonly whole: boolean;
  readonly evaluate: Evaluate;
  /** null where the loss or a derivative is not finite. */
  readonly shape: (point: Float64Array) => Shape | null;
  /** The minimum that searches by the method which downhill chooses reach from the end of the run and from its start, whichever is lower, within its bounds. null where none converged. */
  readonly reference: () => Shape | null;
  /** The lowest minimum known: the reference, and what a few searches from drawn starts find. The model's own where it is convex. */
  readonly lowest: () => Shape | null;
}

/** What a point of the terrain comes to on all rows of a run: NaN where that is not finite. Asked for with its gradient where the run's own steps have: that program is at hand. @param evaluate of all rows. */
export function onAllRows(
  {
    terrain,
    evaluate,
    written,
  }: { readonly terrain: Pick<Terrain, 'whole'>; readonly evaluate: Evaluate; readonly written: Evaluate | null },
  shape: Shape,
): Pick<Shape, 'point' | 'loss' | 'mae'> {
  if (terrain.whole) return shape;
  const { point } = shape;
  const want = written === null ? 'gradient' : 'value';
  const { loss = Number.NaN, mae = Number.NaN } = evaluate({ points: [point], want, exact: true })[0] ?? {};
  return { point, loss, mae };
}

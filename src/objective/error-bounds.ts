/** A place whose mean absolute error was computed from the rows. */
export interface Looked {
  /** Length P. */
  readonly point: Float64Array;
  readonly loss: number;
  readonly mae: number;
  /** A subgradient of the mean absolute error. */
  readonly slope?: Float64Array;
  /** Of the loss, in the coordinates of the point. */
  readonly gradient?: Float64Array;
}

/** What is known of a point whose mean absolute error is wanted, where residuals are affine in the parameters. */
export interface Wanted {
  readonly point: Float64Array;
  /** Root mean square of the residuals; ∞ where rows are weighted and it is not known. */
  readonly rms: number;
  /** Its absolute error: the rounding of the terms of a prediction. */
  readonly rounding: number;
  /** Root mean square by which predictions differ; ∞ where rows are weighted. */
  apart(a: Float64Array, b: Float64Array): number;
}

/** Relative error of lengths from a factor of 10⁷ rows and of sums over them, with room to spare. */
const MARGIN = 1e-11;

/**
 * Between which values a mean absolute error m lies. It is at most the root mean square, it is convex in the parameters, and by the triangle inequality it changes by no
 * more than the predictions do in the mean, which is at most their root mean square ‖Δ‖: m(x) ≥ m(a) + sᵀ(x − a) for a subgradient s at a, m(x) ≥ m(a) − ‖x − a‖, and from
 * z = x̂ + θ(a − x̂) on the way from the minimum to a, m(x) ≤ (1 − θ)m(x̂) + θm(a) + ‖x − z‖.
 *
 * @param looked at least one place; the second is the minimum. @returns low ≥ 0 and high, with a margin for rounding.
 */
export function errorBounds(looked: readonly Looked[], wanted: Wanted): readonly [number, number] {
  const { point, rms, rounding, apart } = wanted;
  let [low, high] = [0, rms];
  const minimum = looked[1];
  for (const { point: place, mae, slope } of looked) {
    if (!Number.isFinite(mae)) continue;
    const away = apart(place, point);
    low = Math.max(low, mae - away - MARGIN * (mae + away));
    high = Math.min(high, mae + away);
    if (slope !== undefined) {
      const step = point.map((x, j) => x - (place[j] as number));
      const rise = step.reduce((sum, x, j) => sum + x * (slope[j] as number), 0);
      const terms = step.reduce((sum, x, j) => sum + Math.abs(x * (slope[j] as number)), mae);
      low = Math.max(low, mae + rise - MARGIN * terms);
    }
    if (minimum === undefined || !Number.isFinite(minimum.mae) || minimum.point === place || away === Number.POSITIVE_INFINITY)
      continue;
    // θ of the nearest z, by the lengths of the triangle's sides.
    const [far, near] = [apart(minimum.point, place), apart(minimum.point, point)];
    const share = Math.min(1, Math.max(0, (far * far + near * near - away * away) / (2 * far * far)));
    if (!(share > 0)) continue;
    const between = minimum.point.map((x, j) => x + share * ((place[j] as number) - x));
    high = Math.min(high, (1 - share) * minimum.mae + share * mae + apart(between, point));
  }
  const margin = MARGIN * high + rounding;
  return [Math.max(0, low * (1 - MARGIN) - rounding), Number.isFinite(margin) ? high + margin : high];
}

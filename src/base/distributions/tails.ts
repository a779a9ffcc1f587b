/** Both sides of a distribution at a point: neither is one minus the other where it is small. */
export interface Tails {
  /** P(X ≤ x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
  /** d lower / d ln x: the density times x. */
  readonly slope: number;
}

export const NO_TAILS: Tails = { lower: Number.NaN, upper: Number.NaN, slope: Number.NaN };

/** From the side that was computed. */
export const fromLower = (lower: number, slope: number): Tails => ({ lower, upper: 1 - lower, slope });
export const fromUpper = (upper: number, slope: number): Tails => ({ lower: 1 - upper, upper, slope });

/**
 * The record of a run, a column per quantity. `length` rows; bounded, see `recorder.ts`: thinned buckets keep the rows of
 * their least and greatest loss, so no spike is lost; first and last epoch are always there.
 */
export interface Trace {
  readonly parameters: readonly string[];
  readonly length: number;
  /** Ascending epoch numbers, 0 first. */
  readonly epoch: Float64Array;
  readonly loss: Float64Array;
  readonly mae: Float64Array;
  /** Of some rows only the mean absolute error is known; that of the others is NaN. */
  readonly sparseMae?: true;
  readonly gradientNorm: Float64Array;
  readonly rate: Float64Array;
  /** values[j] is parameter j, length `length`. */
  readonly values: readonly Float64Array[];
  /** Epochs looked at in the run; > length when thinned. */
  readonly seen: number;
  /** The last row stands after the last update of a run that used all its epochs; the row before it is the last looked-at epoch. */
  readonly final?: true;
  /** Parameters at every k-th epoch, for pictures of the way: k = `every`, doubled while more than 512 would be kept. */
  readonly snapshots: { readonly every: number; readonly epoch: Float64Array; readonly points: readonly Float64Array[] };
}

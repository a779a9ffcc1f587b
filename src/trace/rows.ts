import type { Epoch } from '../optimize/outcome.js';
import type { Trace } from './trace.js';

const FIRST = 64;
/** epoch, loss, mae, gradient norm, rate; then the parameters. */
const FIGURES = 5;
const LOSS = 1;

/** Rows of a trace, thinned to stay below a capacity. Row i of `columns` belongs to observation `index[i]`; the latest observation stands apart. */
export class Rows {
  seen = 0;
  private length = 0;
  /** Observations per bucket; 1 means that nothing was left out. */
  private width = 1;
  private index: Float64Array = new Float64Array(FIRST);
  private data: Float64Array[];
  private readonly latest: Float64Array;

  constructor(
    private readonly parameters: number,
    private readonly capacity: number,
  ) {
    this.data = Array.from({ length: FIGURES + parameters }, () => new Float64Array(FIRST));
    this.latest = new Float64Array(FIGURES + parameters);
  }

  add({ epoch, loss, mae, gradientNorm, rate, point }: Epoch): void {
    if (this.seen > 0) this.store(this.seen - 1);
    this.seen++;
    const { latest } = this;
    latest[0] = epoch;
    latest[LOSS] = loss;
    latest[2] = mae;
    latest[3] = gradientNorm;
    latest[4] = rate;
    for (let j = 0; j < this.parameters; j++) latest[FIGURES + j] = point[j] as number;
  }

  columns(): Pick<Trace, 'length' | 'epoch' | 'loss' | 'mae' | 'gradientNorm' | 'rate' | 'values'> {
    const length = this.seen === 0 ? 0 : this.length + 1;
    const column = (k: number): Float64Array => {
      const out = new Float64Array(length);
      if (length === 0) return out;
      out.set((this.data[k] as Float64Array).subarray(0, this.length));
      out[length - 1] = this.latest[k] as number;
      return out;
    };
    return {
      length,
      epoch: column(0),
      loss: column(LOSS),
      mae: column(2),
      gradientNorm: column(3),
      rate: column(4),
      values: Array.from({ length: this.parameters }, (_, j) => column(FIGURES + j)),
    };
  }

  /** The first observation is a bucket of its own. */
  private bucket(observation: number): number {
    return observation === 0 ? -1 : Math.floor((observation - 1) / this.width);
  }

  /** Puts `latest` into its bucket, of which two rows at most remain. */
  private store(observation: number): void {
    // One row's room is for the latest.
    while (this.length + 2 > this.capacity) this.thin();
    if (this.length === this.index.length) this.grow();
    this.index[this.length] = observation;
    for (let k = 0; k < this.data.length; k++) (this.data[k] as Float64Array)[this.length] = this.latest[k] as number;
    this.length++;
    const bucket = this.bucket(observation);
    let from = this.length - 1;
    while (from > 0 && this.bucket(this.index[from - 1] as number) === bucket) from--;
    if (this.length - from > 2) this.length = this.keepExtremes(from, this.length, from);
  }

  /** Doubles the buckets. Extremes of extremes are extremes, so nothing is lost that a wider bucket from the start would have kept. */
  private thin(): void {
    this.width = this.width === 1 ? 4 : 2 * this.width;
    let kept = 0;
    for (let from = 0; from < this.length; ) {
      const bucket = this.bucket(this.index[from] as number);
      let to = from + 1;
      while (to < this.length && this.bucket(this.index[to] as number) === bucket) to++;
      kept = this.keepExtremes(from, to, kept);
      from = to;
    }
    this.length = kept;
  }

  /** Moves the rows of least and greatest loss among from … to − 1 to `at`, in their order. @returns the row after them. */
  private keepExtremes(from: number, to: number, at: number): number {
    const losses = this.data[LOSS] as Float64Array;
    let least = from;
    let greatest = from;
    for (let i = from + 1; i < to; i++) {
      const rank = height(losses[i] as number);
      if (rank < height(losses[least] as number)) least = i;
      if (rank > height(losses[greatest] as number)) greatest = i;
    }
    const rows = least === greatest ? [least] : [Math.min(least, greatest), Math.max(least, greatest)];
    rows.forEach((row, k) => {
      this.index[at + k] = this.index[row] as number;
      for (const column of this.data) column[at + k] = column[row] as number;
    });
    return at + rows.length;
  }

  private grow(): void {
    const wider = (column: Float64Array): Float64Array => {
      const out = new Float64Array(Math.min(2 * column.length, this.capacity));
      out.set(column);
      return out;
    };
    this.index = wider(this.index);
    this.data = this.data.map(wider);
  }
}

const height = (loss: number): number => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY);

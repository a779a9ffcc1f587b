import type { Epoch } from '../optimize/outcome.js';
import type { Trace } from './trace.js';

/** Rows that there is room for at first: searches of few steps are many. */
const FIRST = 16;
const GROWTH = 4;
/** The observation, epoch, loss, mae, gradient norm, rate; then the parameters. */
const FIGURES = 6;
const [OBSERVATION, EPOCH, LOSS, MAE, GRADIENT, RATE] = [0, 1, 2, 3, 4, 5];

/** Rows of a trace, thinned to stay below a capacity; the latest observation stands apart. */
export class Rows {
  seen = 0;
  private length = 0;
  /** Observations per bucket; 1 means that nothing was left out. */
  private width = 1;
  /** Of a row. */
  private readonly figures: number;
  /** Row-major; behind its rows there is room for the latest. */
  private data: Float64Array;

  constructor(
    private readonly parameters: number,
    private readonly capacity: number,
  ) {
    this.figures = FIGURES + parameters;
    this.data = new Float64Array(FIRST * this.figures);
  }

  add({ epoch, loss, mae, gradientNorm, rate, point }: Epoch): void {
    if (this.seen > 0) this.store();
    const at = this.length * this.figures;
    const { data } = this;
    data[at + OBSERVATION] = this.seen;
    data[at + EPOCH] = epoch;
    data[at + LOSS] = loss;
    data[at + MAE] = mae;
    data[at + GRADIENT] = gradientNorm;
    data[at + RATE] = rate;
    for (let j = 0; j < this.parameters; j++) data[at + FIGURES + j] = point[j] as number;
    this.seen++;
  }

  columns(): Pick<Trace, 'length' | 'epoch' | 'loss' | 'mae' | 'gradientNorm' | 'rate' | 'values'> {
    const length = this.seen === 0 ? 0 : this.length + 1;
    const { data, figures } = this;
    const column = (k: number): Float64Array => {
      const out = new Float64Array(length);
      for (let i = 0, at = k; i < length; i++, at += figures) out[i] = data[at] as number;
      return out;
    };
    return {
      length,
      epoch: column(EPOCH),
      loss: column(LOSS),
      mae: column(MAE),
      gradientNorm: column(GRADIENT),
      rate: column(RATE),
      values: Array.from({ length: this.parameters }, (_, j) => column(FIGURES + j)),
    };
  }

  private figure(row: number, k: number): number {
    return this.data[row * this.figures + k] as number;
  }

  /** The first observation is a bucket of its own. */
  private bucket(row: number): number {
    const observation = this.figure(row, OBSERVATION);
    return observation === 0 ? -1 : Math.floor((observation - 1) / this.width);
  }

  /** Puts the latest row into its bucket, of which two rows at most remain. */
  private store(): void {
    // One row's room is for the latest.
    while (this.length + 2 > this.capacity) this.thin();
    this.length++;
    if ((this.length + 1) * this.figures > this.data.length) this.grow();
    if (this.width === 1) return;
    const bucket = this.bucket(this.length - 1);
    let from = this.length - 1;
    while (from > 0 && this.bucket(from - 1) === bucket) from--;
    if (this.length - from > 2) this.length = this.keepExtremes(from, this.length, from);
  }

  /** Doubles the buckets. Extremes of extremes are extremes, so nothing is lost that a wider bucket from the start would have kept. */
  private thin(): void {
    this.width = this.width === 1 ? 4 : 2 * this.width;
    const latest = this.length;
    let kept = 0;
    for (let from = 0; from < latest; ) {
      const bucket = this.bucket(from);
      let to = from + 1;
      while (to < latest && this.bucket(to) === bucket) to++;
      kept = this.keepExtremes(from, to, kept);
      from = to;
    }
    this.length = kept;
    this.move(latest, kept);
  }

  /** Moves the rows of least and greatest loss among from … to − 1 to `at`, in their order. @returns the row after them. */
  private keepExtremes(from: number, to: number, at: number): number {
    let least = from;
    let greatest = from;
    for (let i = from + 1; i < to; i++) {
      const rank = height(this.figure(i, LOSS));
      if (rank < height(this.figure(least, LOSS))) least = i;
      if (rank > height(this.figure(greatest, LOSS))) greatest = i;
    }
    this.move(Math.min(least, greatest), at);
    if (least === greatest) return at + 1;
    this.move(Math.max(least, greatest), at + 1);
    return at + 2;
  }

  private move(row: number, to: number): void {
    this.data.copyWithin(to * this.figures, row * this.figures, (row + 1) * this.figures);
  }

  private grow(): void {
    const { data, figures, capacity } = this;
    this.data = new Float64Array(Math.min(GROWTH * data.length, capacity * figures));
    this.data.set(data);
  }
}

const height = (loss: number): number => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY);

import type { Epoch } from '../optimize/outcome.js';
import type { Trace } from './trace.js';

const MOST = 512;

/** The parameters at every k-th epoch; k doubles while more than 512 would be kept. */
export class Snapshots {
  private epochs: number[] = [];
  private points: Float64Array[] = [];

  constructor(private every: number) {}

  add({ epoch, point }: Epoch): void {
    if (epoch % this.every !== 0) return;
    this.epochs.push(epoch);
    this.points.push(point.slice());
    while (this.epochs.length > MOST) {
      this.every *= 2;
      this.points = this.points.filter((_, i) => (this.epochs[i] as number) % this.every === 0);
      this.epochs = this.epochs.filter((kept) => kept % this.every === 0);
    }
  }

  copy(): Trace['snapshots'] {
    return { every: this.every, epoch: Float64Array.from(this.epochs), points: [...this.points] };
  }
}

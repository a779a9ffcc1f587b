import { DownhillError } from '../base/errors.js';
import type { Epoch } from '../optimize/outcome.js';
import { Rows } from './rows.js';
import { Snapshots } from './snapshots.js';
import type { Trace } from './trace.js';

export interface RecorderOptions {
  /** Names, in the order of the point. */
  readonly parameters: readonly string[];
  /** Most rows that are kept, a whole number ≥ 8. Default 4096. */
  readonly capacity?: number;
  /** Epochs between snapshots of the parameters, a whole number ≥ 1. Default 1. */
  readonly snapshotEvery?: number;
}

/** Epochs whose points are kept one by one: 20 steps in a row, and the turns between them. */
const RECENT = 22;

export interface Recorder {
  /** Takes what it needs of the epoch by copy. Epochs come in ascending order. */
  observe(epoch: Epoch): void;
  /** What was recorded so far; a copy, so that observing may go on. */
  trace(): Trace;
  /** The points of the last {@link RECENT} epochs, the latest last: how a run swings shows from step to step, which a thinned trace has not. */
  recent(): readonly Float64Array[];
}

/**
 * Records a run in bounded memory, however long it is.
 *
 * Up to `capacity` epochs every row is kept. After that the epochs between the first and the last lie in buckets of 4, 8, 16, … epochs, which
 * keep the rows of their least and greatest loss, so that no spike is lost; a loss that is not finite counts as greatest. On ties the
 * earliest row stays. The same epochs give the same trace.
 *
 * @throws DownhillError `recorder-out-of-range` for a capacity below 8 or a snapshot interval below 1.
 *
 * @example
 * const record = recorder({ parameters: ['W'] });
 * record.observe({ epoch: 0, point: Float64Array.of(2), loss: 5, mae: 1, gradientNorm: 3, rate: NaN, evaluations: 1 });
 * record.trace().loss // [5]
 */
export function recorder({ parameters, capacity = 4096, snapshotEvery = 1 }: RecorderOptions): Recorder {
  check('capacity', capacity, 8);
  check('snapshotEvery', snapshotEvery, 1);
  const rows = new Rows(parameters.length, capacity);
  const snapshots = new Snapshots(snapshotEvery);
  let final = false;
  /** The k-th epoch at k mod {@link RECENT}. */
  const recent = new Float64Array(RECENT * parameters.length);
  return {
    observe: (epoch) => {
      const at = (rows.seen % RECENT) * parameters.length;
      for (let j = 0; j < parameters.length; j++) recent[at + j] = epoch.point[j] as number;
      rows.add(epoch);
      snapshots.add(epoch);
      final = epoch.final === true;
    },
    trace: () => ({
      parameters,
      ...rows.columns(),
      seen: rows.seen,
      ...(final ? { final: true as const } : {}),
      snapshots: snapshots.copy(),
    }),
    recent: () =>
      Array.from({ length: Math.min(rows.seen, RECENT) }, (_, k) => {
        const at = ((rows.seen - Math.min(rows.seen, RECENT) + k) % RECENT) * parameters.length;
        return recent.slice(at, at + parameters.length);
      }),
  };
}

function check(name: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least))
    throw new DownhillError(
      'recorder-out-of-range',
      `${name} must be a whole number ≥ ${least}, got ${value}`,
      `leave ${name} out for the default`,
      {
        usage: true,
      },
    );
}

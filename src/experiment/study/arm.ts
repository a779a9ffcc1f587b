import type { Outcome } from '../../optimize/outcome.js';
import { allValues, type Model } from '../../problem/model.js';
import { quantile, wilsonInterval } from '../../statistics/index.js';
import type { Judged } from './success.js';

/** Runs that differ in some of their random numbers, the one that is studied the first of them. */
export interface StudyArm {
  readonly runs: number;
  readonly successes: number;
  /** successes / runs, and its 95 % interval (Wilson 1927). */
  readonly share: number;
  readonly interval: readonly [low: number, high: number];
  /** Median of those of the successful runs; null where there are none. */
  readonly epochs: number | null;
  /** How many runs ended how; only outcomes that there were. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Where runs ended: 5th, 50th and 95th percentile of each parameter, of the runs where it is finite; null where it never is. */
  readonly parameters: Readonly<Record<string, Spread>>;
}

interface Spread {
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

export function studyArm(runs: readonly Judged[], model: Model): StudyArm {
  const successful = runs.filter(({ success }) => success);
  const outcomes: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of runs) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const values = runs.map(({ point }) => allValues(model, point));
  return {
    runs: runs.length,
    successes: successful.length,
    share: successful.length / runs.length,
    interval: wilsonInterval(successful.length, runs.length),
    epochs: percentiles(successful.map(({ epochs }) => epochs)).median,
    outcomes,
    parameters: Object.fromEntries(
      model.parameters.map((name, j) => [name, percentiles(values.map((all) => all[j] as number).filter(Number.isFinite))]),
    ),
  };
}

function percentiles(values: readonly number[]): Spread {
  if (values.length === 0) return { low: null, median: null, high: null };
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, 0.05), median: quantile(sorted, 0.5), high: quantile(sorted, 0.95) };
}

/** Below this most runs of an arm do not end alike. Of five, all must. */
const STEADY = 0.95;
/** Of the two variances, for one of them to decide. */
const MOST = 0.9;

/** What decides whether a run succeeds: the data, the start, both, or neither, because nearly all runs end alike. */
export type Decides = 'data' | 'start' | 'both' | 'neither';

/** The arms of a study: those of what is drawn, and where data and start are, of both together. */
export type Arms<Arm> = { readonly [kind in 'both' | 'start' | 'data']?: Arm };

/**
 * One at a time: the variance p(1 − p) of success while only the data change, beside that while only the start does, both around the run that is studied. They are the two terms of the law of total
 * variance that belong to one factor alone, for the values that the other one has there (Saltelli et al. 2008, Global Sensitivity Analysis: The Primer).
 *
 * @returns `share`: that of the data, 0 … 1; null where neither varies, or only one is drawn.
 */
export function decides({ both, start, data }: Arms<Pick<StudyArm, 'share'>>): {
  readonly decides: Decides;
  readonly dataShare: number | null;
} {
  const steady = (arm: Pick<StudyArm, 'share'> | undefined): boolean =>
    arm === undefined || Math.max(arm.share, 1 - arm.share) >= STEADY;
  const alone = start === undefined || data === undefined;
  const variance = (arm: Pick<StudyArm, 'share'> | undefined): number => (arm === undefined ? 0 : arm.share * (1 - arm.share));
  const sum = variance(data) + variance(start);
  const dataShare = alone || sum === 0 ? null : variance(data) / sum;
  if (steady(both) && steady(start) && steady(data)) return { decides: 'neither', dataShare };
  if (alone) return { decides: start === undefined ? 'data' : 'start', dataShare };
  if (dataShare === null || (dataShare < MOST && dataShare > 1 - MOST)) return { decides: 'both', dataShare };
  return { decides: dataShare >= MOST ? 'data' : 'start', dataShare };
}

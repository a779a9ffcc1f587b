import { quantile } from '../../statistics/index.js';
import type { BestRate, SweptOutcome, SweptRate, SweptRun } from './result.js';

/** The runs of each rate, counted. @param runs by rate, ascending. */
export function ratesOfRuns(runs: readonly SweptRun[]): SweptRate[] {
  const byRate = new Map<number, SweptRun[]>();
  for (const run of runs) {
    const same = byRate.get(run.rate);
    if (same === undefined) byRate.set(run.rate, [run]);
    else same.push(run);
  }
  return [...byRate].map(([rate, own]) => {
    const count = (...outcomes: SweptOutcome[]): number => own.filter(({ outcome }) => outcomes.includes(outcome)).length;
    return {
      rate,
      runs: own.length,
      arrived: count('arrived'),
      elsewhere: count('elsewhere'),
      outOfEpochs: count('out-of-epochs'),
      diverged: count('diverged', 'not-finite'),
      others: count('stalled', 'cancelled'),
      medianEpochs: median(own.filter(({ outcome }) => outcome === 'arrived').map(({ epochs }) => epochs)),
      medianLeft: median(own.flatMap(({ outcome, left }) => (outcome === 'out-of-epochs' && left !== null ? [left] : []))),
    };
  });
}

/** The rate with most arrivals; among those the one with the fewest epochs, then the lowest. */
export function bestRate(method: string, rates: readonly SweptRate[]): BestRate | null {
  const most = Math.max(0, ...rates.map(({ arrived }) => arrived));
  if (most === 0) return null;
  const fewest = rates.filter(({ arrived }) => arrived === most).sort((a, b) => epochs(a) - epochs(b) || a.rate - b.rate);
  const { rate, arrived, runs } = fewest[0] as SweptRate;
  return { method, rate, arrived, runs, medianEpochs: epochs(fewest[0] as SweptRate) };
}

const epochs = ({ medianEpochs }: SweptRate): number => medianEpochs ?? Number.POSITIVE_INFINITY;

/** The best of several methods, by the same order; the earlier of equal ones. */
export function bestOf(all: readonly (BestRate | null)[]): BestRate | null {
  const found = all.filter((one) => one !== null);
  return found.reduce<BestRate | null>(
    (best, one) =>
      best === null || one.arrived > best.arrived || (one.arrived === best.arrived && one.medianEpochs < best.medianEpochs)
        ? one
        : best,
    null,
  );
}

/** The mean of the two in the middle of an even number; null of none. */
export const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : quantile(Float64Array.from(values).sort(), 0.5);

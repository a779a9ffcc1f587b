import type { DiagnosedRun } from './diagnosis.js';

/** A parameter that left where it was. */
export interface RunAway {
  readonly parameter: string;
  /** At the start, in the last epoch in which everything was finite, and in the one after. */
  readonly start: number;
  readonly before: number;
  readonly after: number;
}

/** Of a step that made numbers infinite, the parameter that moved the most of its size, and the epoch that it led to. null where the start itself is not finite. */
export function runAway({
  recent,
  trace,
  model,
  start,
}: Pick<DiagnosedRun, 'recent' | 'trace' | 'model' | 'start'>): (RunAway & { readonly epoch: number }) | null {
  // A trace of many epochs has not each of them.
  const [before, after] = recent.slice(-2);
  if (before === undefined || after === undefined) return null;
  let [most, at] = [-1, 0];
  for (const [j, to] of after.entries()) {
    const from = before[j] as number;
    const moved = Math.abs(to - from) / (Math.abs(from) + Math.abs(start[j] as number) || 1);
    const size = Number.isFinite(to) ? moved : Number.POSITIVE_INFINITY;
    if (size > most) [most, at] = [size, j];
  }
  return {
    parameter: model.free[at] as string,
    start: start[at] as number,
    before: before[at] as number,
    after: after[at] as number,
    epoch: trace.epoch.at(-1) as number,
  };
}

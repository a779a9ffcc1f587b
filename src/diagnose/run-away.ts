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
export function runAway({ trace, model, start }: DiagnosedRun): (RunAway & { readonly epoch: number }) | null {
  const last = trace.length - 1;
  if (last < 1) return null;
  let [most, at] = [-1, 0];
  for (const [j, values] of trace.values.entries()) {
    const [from, to] = [values[last - 1] as number, values[last] as number];
    const moved = Math.abs(to - from) / (Math.abs(from) + Math.abs(start[j] as number) || 1);
    const size = Number.isFinite(to) ? moved : Number.POSITIVE_INFINITY;
    if (size > most) [most, at] = [size, j];
  }
  const values = trace.values[at] as Float64Array;
  return {
    parameter: model.free[at] as string,
    start: start[at] as number,
    before: values[last - 1] as number,
    after: values[last] as number,
    epoch: trace.epoch[last] as number,
  };
}

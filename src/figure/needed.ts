import { DownhillError } from '../base/errors.js';

/**
 * What a chart needs, where the run has it.
 * @param what stands after "the figure qq needs": `the residuals of each row`. @throws DownhillError `figure-without-data`.
 */
export function needed<Value>(value: Value | null | undefined, chart: string, what: string, advice: string): Value {
  if (value !== null && value !== undefined) return value;
  throw new DownhillError('figure-without-data', `the figure ${chart} needs ${what}, which this run does not have`, advice, {
    place: chart,
  });
}

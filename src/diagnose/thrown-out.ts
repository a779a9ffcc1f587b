import { withoutSlope } from '../optimize/flat-beyond.js';
import { gradientFactor } from './gradient-check.js';
import { onceARun } from './once-a-run.js';
import { largestCurvature, rateLimit } from './rate-limit.js';

/** A parameter that a step threw out to where the loss is flat, of the index `at`. */
export interface ThrownOut {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Of a run that stalled without a slope, at a rate that the curvature at its start does not bear, the parameter that went furthest for its size; null for others. */
export const thrownOut = onceARun((run): ThrownOut | null => {
  const { learningRate: rate, outcome, start, point, answer } = run;
  const bears = rateLimit(run);
  const factor = rate === null || bears === null || outcome !== 'stalled' ? null : gradientFactor(run);
  if (factor === null || answer.gradient === undefined) return null;
  const least = (bears as number) / ((rate as number) * factor);
  const thrown = withoutSlope({ point, loss: answer.loss }, answer.gradient, start).map(
    (at): ThrownOut => ({ at, from: start[at] as number, to: point[at] as number }),
  );
  if (thrown.length === 0 || !((largestCurvature(run, start, least) ?? 0) > least)) return null;
  return thrown.reduce((most, one) => (share(one) > share(most) ? one : most));
});

const share = ({ from, to }: ThrownOut): number => Math.abs(to - from) / (Math.abs(from) || 1);

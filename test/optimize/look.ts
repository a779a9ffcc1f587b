import type { Look } from '../../src/optimize/stop.js';

/** An epoch as a stop rule sees it. */
export const look = (more: Partial<Look> = {}): Look => ({
  epoch: 7,
  point: Float64Array.of(1),
  loss: 2,
  mae: 1,
  gradientNorm: 0.5,
  rate: 0.1,
  evaluations: 8,
  lossChange: 0.25,
  step: 0.125,
  ...more,
});

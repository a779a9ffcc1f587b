import type { Loss } from '../objective/loss.js';
import { LOSSES } from '../objective/losses/index.js';

/** A convex robust loss, from whose solution one that is not convex is started (Huber 1981, Robust Statistics, §7.8); itself where it is convex. */
export const convexLoss = (loss: Loss): Loss =>
  loss.robust?.convex === false ? (LOSSES.find((other) => other.robust?.convex === true) ?? loss) : loss;

/** Least squares: what a robust fit begins with, and whose Jacobian its covariance is made of. */
export const squaresLoss = (): Loss => LOSSES.find((loss) => loss.inference === 'squares') as Loss;

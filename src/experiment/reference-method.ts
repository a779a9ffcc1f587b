import type { Loss } from '../objective/loss.js';
import type { Method } from '../optimize/method.js';
import { lbfgs } from '../optimize/methods/lbfgs.js';
import { levenbergMarquardt } from '../optimize/methods/levenberg-marquardt.js';

/** The method that leads to the minimum which runs by other methods are measured against: Levenberg–Marquardt, where the loss has a curvature to go by. */
export const referenceMethod = ({ inference }: Loss): Method => (inference === 'none' ? lbfgs : levenbergMarquardt) as Method;

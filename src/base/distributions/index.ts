export { chiSquaredCdf, chiSquaredQuantile, chiSquaredTail } from './chi-squared.js';
export { fisherFCdf, fisherFQuantile, fisherFTail } from './fisher-f.js';
export { incompleteBeta } from './incomplete-beta.js';
export { incompleteGamma } from './incomplete-gamma.js';
export { normalCdf, normalQuantile } from './normal.js';
export { studentTCdf, studentTQuantile } from './student-t.js';
export type { Tails } from './tails.js';

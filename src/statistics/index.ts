export { type Band, type BandsInput, bands, factorOf, predictionErrors } from './bands.js';
export { covarianceOf, type Estimate, type EstimateInput, estimate } from './covariance.js';
export { errorVariance, type VarianceInput } from './error-variance.js';
export { intervalReach, intervals } from './intervals.js';
export { type Quality, type QualityInput, quality } from './quality.js';
export { residualScale } from './residual-scale.js';
export { type RobustVarianceInput, robustVariance } from './robust-variance.js';

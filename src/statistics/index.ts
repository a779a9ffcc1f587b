export { type Band, type BandsInput, bands, factorOf, predictionErrors } from './bands.js';
export { covarianceOf, type Estimate, type EstimateInput, estimate } from './covariance.js';
export { errorVariance, type VarianceInput } from './error-variance.js';
export { hatDiagonal, type Influence, type InfluenceInput, influence, largest } from './influence.js';
export { intervalReach, intervals } from './intervals.js';
export { type Normality, normality } from './normality.js';
export { type Quality, type QualityInput, quality } from './quality.js';
export { ascending, type RunsTest, runsTest } from './runs-test.js';

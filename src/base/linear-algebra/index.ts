export { cholesky, solveCholesky } from './cholesky.js';
export { type DampedWork, dampedWork, solveDamped } from './damped.js';
export { type Eigen, symmetricEigen } from './eigen.js';
export { type LeastSquares, leastSquares, leastSquaresFromFactor } from './least-squares.js';
export { allFinite, columnNorms, dot, hypotenuse, maxAbs, norm2 } from './norm.js';
export { applyQ, applyQTransposed, householderQr, type QrFactor, type QrOptions, triangle } from './qr.js';
export { QrAccumulator } from './qr-accumulator.js';
export { type Svd, svd } from './svd.js';
export { invertUpper, multiplyUpperTransposed, solveUpper, solveUpperTransposed } from './triangular.js';

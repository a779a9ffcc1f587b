import { type Bounds, project } from '../optimize/bounds.js';

/** Fixed, irregular: a start that is degenerate on a line only must not seem to be so everywhere. */
const FACTORS = [1.37, 0.39, 1.83, 0.71, 1.53];
const POINTS = 10;

/** Points around a start: each parameter times one of five factors; one that is zero is moved by up to 0.83, to both sides. */
export const jittered = (start: Float64Array, bounds: Bounds): Float64Array[] =>
  Array.from({ length: POINTS }, (_, k) =>
    project(
      start.map((x, j) => {
        const factor = FACTORS[(j + k) % FACTORS.length] as number;
        const isMirrored = k >= FACTORS.length && (k + j) % 2 === 0;
        return x === 0 ? (isMirrored ? 1 - factor : factor - 1) : x * factor;
      }),
      bounds,
    ),
  );

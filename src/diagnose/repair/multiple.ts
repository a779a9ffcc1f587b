import type { RowSample } from './row-sample.js';

/** How a component h is made of a true one g: h = c·g, or c·n·g where a sum stands for the mean. */
export interface Multiple {
  readonly c: number;
  readonly sum: boolean;
}

/** The mean of the true component's rows is known to so many of their size. */
const TOLERANCE = 1e-9;

/**
 * @param h, g one value a cell. @param scale mean size of what g is the mean of, in each cell.
 * @returns null where no one number does for all cells, or there is only one.
 */
export function multipleOf(h: Float64Array, g: Float64Array, scale: Float64Array, sample: RowSample): Multiple | null {
  for (const sum of [false, true]) {
    const own = sum ? h.map((value, cell) => value / sample.size(cell)) : h;
    const c = bestFactor(own, g, scale);
    if (c !== null && g.length > 1 && Math.abs(c) > 1e-12 && isMultiple(own, g, scale, c)) return { c: rounded(c), sum };
  }
  return null;
}

/** Whether h = c·g in every cell, to 1e-9 of what g is made of. */
export const isMultiple = (h: Float64Array, g: Float64Array, scale: Float64Array, c: number): boolean =>
  h.every((value, cell) => Math.abs(value - c * (g[cell] as number)) <= TOLERANCE * Math.abs(c) * (scale[cell] as number));

/** c of least squares, each cell in units of its scale; null where g is zero or something is not finite. */
export function bestFactor(h: Float64Array, g: Float64Array, scale: Float64Array): number | null {
  let [above, below] = [0, 0];
  for (let cell = 0; cell < g.length; cell++) {
    const unit = scale[cell] as number;
    if (unit === 0) continue;
    const x = (g[cell] as number) / unit;
    above += x * ((h[cell] as number) / unit);
    below += x * x;
  }
  const c = above / below;
  return below > 1e-12 && Number.isFinite(c) ? c : null;
}

/** A number that somebody wrote, where it is one to 1e-9. */
function rounded(c: number): number {
  const short = Number(c.toPrecision(6));
  return Math.abs(short - c) <= 1e-9 * Math.abs(c) ? short : c;
}

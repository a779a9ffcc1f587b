import type { Axis } from './axis.js';
import type { CurveBand } from './chart.js';

/** Ticks are laid out in pixels of a character cell, so that numbers keep their distance. */
export const COLUMN_PX = 7.5;
export const ROW_PX = 15;

export function cellsOf(xs: Float64Array, ys: Float64Array, x: Axis, y: Axis, width: number, rows: number): Set<number> {
  // A mask first: there may be ten million points in a thousand cells.
  const filled = new Uint8Array(width * rows);
  for (let i = 0; i < xs.length; i++) {
    const column = Math.floor(x.map(xs[i] as number) / COLUMN_PX);
    const row = Math.floor(y.map(ys[i] as number) / ROW_PX);
    if (column >= 0 && column < width && row >= 0 && row < rows) filled[row * width + column] = 1;
  }
  return new Set([...filled.keys()].filter((cell) => filled[cell] === 1));
}

/** The cells whose middle lies in the band. */
export function bandCells(
  xs: Float64Array,
  { lower, upper }: CurveBand,
  x: Axis,
  y: Axis,
  width: number,
  rows: number,
): Set<number> {
  const cells = new Set<number>();
  for (let i = 0; i < xs.length; i++) {
    const column = Math.floor(x.map(xs[i] as number) / COLUMN_PX);
    const [top, bottom] = [y.map(upper[i] as number), y.map(lower[i] as number)].map((at) => at / ROW_PX - 0.5) as [
      number,
      number,
    ];
    if (!(column >= 0 && column < width && top <= bottom)) continue;
    for (let row = Math.max(0, Math.ceil(top)); row <= Math.min(rows - 1, Math.floor(bottom)); row++)
      cells.add(row * width + column);
  }
  return cells;
}

import { clipSegment, type Point } from './path.js';

/** A field of dots, two across and four down in every character (Unicode block U+2800). */
export interface Braille {
  /** A line through points in dots; gaps where they are not finite. */
  line(xs: ArrayLike<number>, ys: ArrayLike<number>): void;
  /** The character of a cell; empty without dots. */
  at(column: number, row: number): string;
}

/** The bit of a dot by its place in the cell: [row][column]. */
const BITS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

export function braille(columns: number, rows: number): Braille {
  const cells = new Uint8Array(columns * rows);
  const set = (x: number, y: number): void => {
    const [column, row] = [x >> 1, y >> 2];
    if (column < 0 || column >= columns || row < 0 || row >= rows) return;
    const at = row * columns + column;
    cells[at] = (cells[at] as number) | (BITS[y & 3]?.[x & 1] as number);
  };
  const box = { left: -1, top: -1, right: 2 * columns, bottom: 4 * rows };
  return {
    line(xs, ys) {
      for (let i = 1; i < xs.length; i++) {
        const from: Point = [xs[i - 1] as number, ys[i - 1] as number];
        const cutTo = clipSegment(from, [xs[i] as number, ys[i] as number], box);
        if (cutTo === null) continue;
        const [[ax, ay], [bx, by]] = cutTo;
        const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay))));
        for (let k = 0; k <= steps; k++) set(Math.floor(ax + ((bx - ax) * k) / steps), Math.floor(ay + ((by - ay) * k) / steps));
      }
    },
    at(column, row) {
      const dots = cells[row * columns + column] as number;
      return dots === 0 ? '' : String.fromCharCode(0x2800 + dots);
    },
  };
}

import { type Box, clipSegment, type Point } from './path.js';

/** What a legend or a label must not cover: points, or lines through them. Pixels. */
export interface Obstacle {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  readonly connected: boolean;
}

/** A grid of cells that are taken by something, for quick questions. */
export interface Occupancy {
  /** How many taken cells a box touches. */
  count(box: Box): number;
  add(obstacle: Obstacle): void;
}

const CELL = 4;

export function occupancy(area: Box, obstacles: readonly Obstacle[]): Occupancy {
  const columns = Math.ceil((area.right - area.left) / CELL) + 1;
  const rows = Math.ceil((area.bottom - area.top) / CELL) + 1;
  const taken = new Uint8Array(columns * rows);
  const mark = (x: number, y: number): void => {
    const column = Math.floor((x - area.left) / CELL);
    const row = Math.floor((y - area.top) / CELL);
    if (column >= 0 && column < columns && row >= 0 && row < rows) taken[row * columns + column] = 1;
  };
  const add = ({ xs, ys, connected }: Obstacle): void => {
    for (let i = 0; i < xs.length; i++) {
      const to: Point = [xs[i] as number, ys[i] as number];
      mark(...to);
      if (connected && i > 0) markBetween([xs[i - 1] as number, ys[i - 1] as number], to, area, mark);
    }
  };
  for (const obstacle of obstacles) add(obstacle);
  return {
    add,
    count(box) {
      const across = [box.left - area.left, box.right - area.left].map((v) => Math.floor(v / CELL)) as [number, number];
      const down = [box.top - area.top, box.bottom - area.top].map((v) => Math.floor(v / CELL)) as [number, number];
      let count = 0;
      for (let row = Math.max(0, down[0]); row <= Math.min(rows - 1, down[1]); row++)
        for (let column = Math.max(0, across[0]); column <= Math.min(columns - 1, across[1]); column++)
          count += taken[row * columns + column] as number;
      return count;
    },
  };
}

function markBetween(from: Point, to: Point, area: Box, mark: (x: number, y: number) => void): void {
  const cut = clipSegment(from, to, area);
  if (cut === null) return;
  // Clipping a segment that reaches to 1e300 rounds to somewhere else: without this the steps would not end.
  const [[ax, ay], [bx, by]] = cut.map(
    ([x, y]): Point => [Math.min(Math.max(x, area.left), area.right), Math.min(Math.max(y, area.top), area.bottom)],
  ) as [Point, Point];
  const steps = Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / (CELL / 2));
  for (let k = 0; k <= steps; k++) mark(ax + ((bx - ax) * k) / Math.max(steps, 1), ay + ((by - ay) * k) / Math.max(steps, 1));
}

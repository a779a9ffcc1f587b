/** Values on a grid, row-major. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/**
 * The same surface on a finer grid, by cubic convolution (Catmull & Rom 1974; Keys 1981), which is exact for quadratics: what a loss is near
 * its minimum. At the edges and beside values that are not finite it is linear or takes the nearest value.
 *
 * @param factor ≥ 1: cells between two old ones.
 */
export function refine(grid: Grid, factor: number): Grid {
  if (factor === 1) return grid;
  const wide = alongRows(grid, factor);
  return transposed(alongRows(transposed(wide), factor));
}

function alongRows({ columns, rows, values }: Grid, factor: number): Grid {
  const wider = (columns - 1) * factor + 1;
  const finer = new Float64Array(wider * rows);
  for (let row = 0; row < rows; row++) {
    const at = (column: number): number => values[row * columns + column] as number;
    for (let column = 0; column < wider; column++) {
      const left = Math.min(Math.floor(column / factor), columns - 2);
      finer[row * wider + column] = between(at, left, column / factor - left, columns);
    }
  }
  return { columns: wider, rows, values: finer };
}

function between(at: (column: number) => number, left: number, share: number, columns: number): number {
  const [b, c] = [at(left), at(left + 1)];
  if (!Number.isFinite(b) || !Number.isFinite(c)) return share < 0.5 ? b : c;
  // Beyond the edge, what continues the last three values.
  const a = left > 0 ? at(left - 1) : columns > 2 ? 3 * b - 3 * c + at(left + 2) : 2 * b - c;
  const d = left + 2 < columns ? at(left + 2) : left > 0 ? 3 * c - 3 * b + a : 2 * c - b;
  const smooth = b + 0.5 * share * (c - a + share * (2 * a - 5 * b + 4 * c - d + share * (3 * (b - c) + d - a)));
  const linear = b + (c - b) * share;
  return Number.isFinite(smooth) ? smooth : linear;
}

function transposed({ columns, rows, values }: Grid): Grid {
  const turned = new Float64Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] as number;
  return { columns: rows, rows: columns, values: turned };
}

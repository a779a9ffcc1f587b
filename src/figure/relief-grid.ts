import { valueAt } from './axis.js';
import { refine } from './refine.js';
import { type Relief, relief } from './relief.js';

/** From here on contours between cells look round by themselves. */
const SMOOTH = 80;
/** How many rows may be looked at. */
const BUDGET = 8e6;

/** Where a landscape is looked at. P parameters. */
export interface Plane {
  /** Two different parameters. */
  readonly x: number;
  readonly y: number;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Length P: the others stay there. */
  readonly held: Float64Array;
}

/**
 * The relief of losses over a plane, on as many cells as the rows allow.
 * @param rows of the data. @param least the least loss that is known anywhere; ∞ where those that are known belong to other planes.
 */
export function reliefOver(
  { x, y, xDomain, yDomain, held }: Plane,
  losses: (points: readonly Float64Array[]) => Float64Array,
  rows: number,
  least: number,
): Relief {
  const [across, up] = gridSize(rows);
  const points: Float64Array[] = [];
  for (let row = 0; row < up; row++)
    for (let column = 0; column < across; column++) {
      const point = held.slice();
      point[x] = valueAt({ domain: xDomain, scale: 'linear' }, column / (across - 1));
      point[y] = valueAt({ domain: yDomain, scale: 'linear' }, row / (up - 1));
      points.push(point);
    }
  const finer = across < SMOOTH ? Math.ceil(SMOOTH / across) : 1;
  const grid = refine({ columns: across, rows: up, values: losses(points) }, finer);
  return relief(grid.values, grid.columns, grid.rows, least);
}

/** Fewer cells where a loss costs more. */
function gridSize(rows: number): [number, number] {
  const across = Math.round(Math.sqrt(Math.min(Math.max(BUDGET / Math.max(rows, 1), 13 * 10), 121 * 91) * (4 / 3)));
  return [across, Math.round(across * 0.75)];
}

/**
 * The two parameters of a landscape: what was asked for, else those that moved most, in the order of the formula if neither was asked for.
 * @param moved by parameter, against how large it is. @param asked indices, null where nothing was.
 */
export function twoOf(moved: readonly number[], asked: readonly [number | null, number | null] = [null, null]): [number, number] {
  const byTravel = moved
    .map((travelled, j) => ({ j, travelled }))
    .filter(({ j }) => !asked.includes(j))
    .sort((a, b) => b.travelled - a.travelled || a.j - b.j)
    .map(({ j }) => j);
  const free = asked.every((j) => j === null) ? byTravel.slice(0, 2).sort((a, b) => a - b) : byTravel;
  const x = asked[0] ?? (free.shift() as number);
  return [x, asked[1] ?? (free.find((j) => j !== x) as number)];
}

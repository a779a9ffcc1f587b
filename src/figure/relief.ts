import { contours } from 'd3-contour';
import { log10, pow } from '../base/elementary/scalar.js';
import { type Box, fixed, type Point, simplify } from './path.js';
import type { Mark } from './scene.js';
import { depth } from './theme.js';

/** Losses on a grid of two parameters, as heights that can be drawn. */
export interface Relief {
  readonly columns: number;
  readonly rows: number;
  /** log10 of the loss above the least one, row-major from the bottom; finite. */
  readonly heights: number[];
  /** Ascending; the first lies below all heights. */
  readonly levels: readonly number[];
  /** The loss at a height. */
  readonly lossAt: (height: number) => number;
  /** The height of a loss. */
  readonly heightOf: (loss: number) => number;
}

const LEVELS = 15;
/** The differences of such losses are finite. */
const LARGEST = 1e300;
/** Decades from the flattest floor that is told apart up to the rim. */
const DECADES = 2.7;

/**
 * Levels are even in the logarithm of the loss above its least value: so the rings around the minimum look alike for data with and without
 * noise, and for losses below 0. What is steeper than nearly all of the picture (or not finite) has the palest colour.
 *
 * @param grid row-major, columns·rows. @param least the least loss that is known anywhere.
 */
export function relief(grid: Float64Array, columns: number, rows: number, least: number): Relief {
  const sane = (loss: number): number => Math.min(Math.max(loss, -LARGEST), LARGEST);
  const finite = grid.filter(Number.isFinite).map(sane).sort();
  const floor = Math.min(Number.isFinite(least) ? sane(least) : LARGEST, finite[0] ?? 0);
  const rim = Math.max((finite[Math.floor(finite.length * 0.97)] ?? 1) - floor, Math.abs(floor) * 1e-12, 1e-300);
  const smallest = rim * pow(10, -DECADES);
  const heightOf = (loss: number): number => log10(Math.max(loss - floor, 0) + smallest);
  const top = heightOf(floor + rim);
  const bottom = heightOf(floor);
  return {
    columns,
    rows,
    heights: Array.from(grid, (loss) => (Number.isNaN(loss) ? top : Math.min(Math.max(heightOf(sane(loss)), bottom), top))),
    levels: Array.from({ length: LEVELS }, (_, i) => bottom + ((top - bottom) * i) / LEVELS),
    lossAt: (height) => pow(10, height) - smallest + floor,
    heightOf,
  };
}

/** Filled contours over the box: the deepest colour everywhere, the others on top of each other. */
export function reliefMarks({ columns, rows, heights, levels }: Relief, box: Box): Mark[] {
  const toX = (column: number): number => box.left + ((column - 0.5) / (columns - 1)) * (box.right - box.left);
  const toY = (row: number): number => box.bottom - ((row - 0.5) / (rows - 1)) * (box.bottom - box.top);
  const base: Mark = {
    kind: 'rect',
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
    fill: depth(0),
    role: 'relief',
  };
  const bands = contours()
    .size([columns, rows])
    .thresholds(levels.slice(1))(heights)
    .map(({ coordinates }, i): Mark => {
      const d = coordinates
        .flatMap((polygon) => polygon.map((ring) => ringPath(ring.map(([x, y]) => [toX(x as number), toY(y as number)]))))
        .join('');
      return { kind: 'path', d, fill: depth((i + 1) / (levels.length - 1)), role: 'relief' };
    })
    .filter((mark) => mark.kind !== 'path' || mark.d !== '');
  return [{ kind: 'group', marks: [base, ...bands], stroke: '#ffffff', strokeWidth: 0.4, clip: true, role: 'relief' }];
}

function ringPath(ring: Point[]): string {
  // A closed ring has no ends to keep: two halves are thinned on their own.
  const middle = ring.length >> 1;
  const points = [...simplify(ring.slice(0, middle + 1), 0.12), ...simplify(ring.slice(middle), 0.12).slice(1, -1)];
  return `${points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${fixed(Math.round(x * 10) / 10)} ${fixed(Math.round(y * 10) / 10)}`).join('')}Z`;
}

import { log1p } from '../base/elementary/scalar.js';
import { type Box, within } from './path.js';
import type { Mark, PointSymbol } from './scene.js';

/** Up to here every point is a shape; above, a picture of how dense they lie. */
const MOST_SHAPES = 20_000;

/**
 * Points as marks: symbols up to 2,000 (they shrink as they become many), one path up to 20,000, above that a raster whose opacity grows with the
 * logarithm of the number of points in a pixel. Points outside of the box and points that are not finite are left out.
 *
 * @param xs pixels. @param ys pixels, as long.
 */
export function cloud(xs: Float64Array, ys: Float64Array, box: Box, colour: string, symbol: PointSymbol, role: string): Mark {
  const shown: number[] = [];
  for (let i = 0; i < xs.length && shown.length <= MOST_SHAPES; i++)
    if (within(box, xs[i] as number, ys[i] as number)) shown.push(i);
  if (shown.length > MOST_SHAPES) return density(xs, ys, box, colour, role);
  return {
    kind: 'points',
    xs: Float64Array.from(shown, (i) => xs[i] as number),
    ys: Float64Array.from(shown, (i) => ys[i] as number),
    radius: radiusFor(shown.length),
    symbol,
    fill: colour,
    opacity: shown.length <= 400 ? 1 : shown.length <= 2000 ? 0.75 : 0.45,
    clip: true,
    role,
  };
}

export const radiusFor = (count: number): number => (count <= 200 ? 3.6 : count <= 800 ? 2.6 : count <= 2000 ? 2 : 1.5);

/** Levels of opacity: few, so that the picture compresses. */
const LEVELS = 15;
const FAINTEST = 40;

function density(xs: Float64Array, ys: Float64Array, box: Box, colour: string, role: string): Mark {
  const columns = Math.max(1, Math.floor(box.right - box.left));
  const rows = Math.max(1, Math.floor(box.bottom - box.top));
  const counts = new Uint32Array(columns * rows);
  const at = (share: number, cells: number): number => Math.min(cells - 1, Math.floor(share * cells));
  let most = 0;
  for (let i = 0; i < xs.length; i++) {
    if (!within(box, xs[i] as number, ys[i] as number)) continue;
    const column = at(((xs[i] as number) - box.left) / (box.right - box.left), columns);
    const row = at(((ys[i] as number) - box.top) / (box.bottom - box.top), rows);
    const cell = row * columns + column;
    const count = (counts[cell] as number) + 1;
    counts[cell] = count;
    if (count > most) most = count;
  }
  const pixels = new Uint8Array(4 * counts.length);
  const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16)) as [
    number,
    number,
    number,
  ];
  const alphas = Uint8Array.from({ length: Math.min(most, 4096) + 1 }, (_, count) => alphaOf(count, most));
  counts.forEach((count, cell) => {
    if (count > 0) pixels.set([red, green, blue, alphas[count] ?? alphaOf(count, most)], 4 * cell);
  });
  return {
    kind: 'raster',
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
    columns,
    rows,
    pixels,
    role,
  };
}

function alphaOf(count: number, most: number): number {
  const level = Math.ceil((LEVELS * log1p(count)) / log1p(most));
  return Math.round(FAINTEST + ((255 - FAINTEST) * Math.min(level, LEVELS)) / LEVELS);
}

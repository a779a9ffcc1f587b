import type { Lang } from '../base/text.js';
import { textWidth } from './measure.js';
import { type Occupancy, occupancy } from './obstacles.js';
import { type Box, grown, type Point, within } from './path.js';
import type { Mark } from './scene.js';
import { symbolPath } from './symbols.js';
import { INK, lettering, MIDDLE, PAPER, TEXT_SIZE } from './theme.js';
import type { VisibleWay } from './trajectory.js';

/** A place in the picture that has a name. */
export interface Landmark {
  readonly at: Point;
  readonly text: string;
  /** Of its mark. */
  readonly radius: number;
}

/** Names beside their places: right, left, above or below, where they cover least of the way and of each other; and the true value, if it stands apart. */
export function placeLabels(landmarks: readonly Landmark[], truth: Point | null, way: VisibleWay, box: Box, lang: Lang): Mark[] {
  const marks: Mark[] = [];
  const all = [...landmarks];
  if (truth !== null && within(box, ...truth) && landmarks.every(({ at }) => apart(at, truth, 18))) {
    marks.push({
      kind: 'path',
      d: symbolPath('diamond', ...truth, 5),
      fill: PAPER,
      stroke: INK,
      strokeWidth: 1.6,
      role: 'truth',
    });
    all.push({ at: truth, text: { en: 'true value', ko: '참값' }[lang], radius: 9 });
  }
  const taken = occupancy(box, [{ xs: way.xs, ys: way.ys, connected: true }]);
  for (const { at } of all) taken.add(frameOf({ left: at[0] - 7, right: at[0] + 7, top: at[1] - 7, bottom: at[1] + 7 }));
  const placed: Box[] = [];
  for (const landmark of all) {
    const place = bestPlace(landmark, box, costWith(taken, placed));
    placed.push(place.area);
    marks.push(nameMark(landmark.text, place));
  }
  return marks;
}

/**
 * Names beside points, the first ones first; a name that would touch another one or leave the box is left out, and all but the first also where they would
 * cover what lies there.
 * @param taken what lies in the box; the places of the names are added.
 */
export function nameBeside(landmarks: readonly Landmark[], taken: Occupancy, box: Box): Mark[] {
  const placed: Box[] = [];
  return landmarks.flatMap((landmark, i) => {
    const cost = costWith(taken, placed);
    const place = bestPlace(landmark, box, cost);
    if (cost(place.area) + outside(place.area, box) >= (i === 0 ? OUTSIDE : COVERING)) return [];
    placed.push(place.area);
    taken.add(frameOf(place.area));
    return [nameMark(landmark.text, place)];
  });
}

/**
 * The name of a line, beside the first of some places on it where it covers nothing; where it would everywhere, beside the one where it covers least, but no other name.
 * @param places pixels, the best first, one at least. @param placed other names; its own is added to it and to what is taken.
 */
export function nameOnLine(
  text: string,
  places: readonly Point[],
  {
    colour,
    taken,
    placed,
    box,
  }: { readonly colour: string; readonly taken: Occupancy; readonly placed: Box[]; readonly box: Box },
): Mark {
  const cover = costWith(taken, placed);
  const cost = ({ area }: Place): number => cover(area) + outside(area, box);
  let best: Place | null = null;
  for (const at of places) {
    const place = bestPlace({ at, text, radius: 5 }, box, cover);
    if (best === null || cost(place) < cost(best)) best = place;
    if (cost(best) < COVERING) break;
  }
  const { area } = best as Place;
  placed.push(area);
  taken.add(frameOf(grown(area, 2)));
  return { ...nameMark(text, best as Place), fill: lettering(colour) };
}

const TOUCHING = 1e5;
const OUTSIDE = 1e4;
/** Cells: a name may graze the rim of a point. */
const COVERING = 3;

const costWith =
  (taken: Occupancy, placed: readonly Box[]): ((area: Box) => number) =>
  (area) =>
    taken.count(area) + (placed.some((other) => touches(area, other)) ? TOUCHING : 0);

const nameMark = (text: string, { x, y, anchor }: Place): Mark => ({
  kind: 'text',
  x,
  y,
  text,
  size: TEXT_SIZE,
  weight: 600,
  anchor,
  halo: PAPER,
  fill: INK,
  role: 'label',
});

const apart = (a: Point, b: Point, by: number): boolean =>
  (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) > by * by;

const touches = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly area: Box;
}

function bestPlace({ at: [x, y], text, radius }: Landmark, box: Box, taken: (area: Box) => number): Place {
  const width = textWidth(text, TEXT_SIZE, 600);
  const place = (left: number, middle: number, anchor: Place['anchor'], dx: number): Place => ({
    x: left + dx,
    y: middle + MIDDLE,
    anchor,
    area: { left, right: left + width, top: middle - 8, bottom: middle + 8 },
  });
  const places = [
    place(x + radius + 5, y, 'start', 0),
    place(x - radius - 5 - width, y, 'end', width),
    place(x - width / 2, y - radius - 11, 'middle', width / 2),
    place(x - width / 2, y + radius + 11, 'middle', width / 2),
    place(x + radius, y - radius - 8, 'start', 0),
    place(x + radius, y + radius + 8, 'start', 0),
    place(x - radius - width, y - radius - 8, 'end', width),
    place(x - radius - width, y + radius + 8, 'end', width),
  ];
  const cost = ({ area }: Place): number => taken(area) + outside(area, box);
  return places.reduce((best, candidate) => (cost(candidate) < cost(best) ? candidate : best));
}

const outside = (area: Box, box: Box): number =>
  area.left < box.left + 2 || area.right > box.right - 2 || area.top < box.top + 2 || area.bottom > box.bottom - 2 ? OUTSIDE : 0;

/** A box as lines that fill it, for counting what is taken. */
function frameOf({ left, right, top, bottom }: Box): { xs: number[]; ys: number[]; connected: true } {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = top, flip = false; y <= bottom; y += 3, flip = !flip) {
    xs.push(flip ? right : left, flip ? left : right);
    ys.push(y, y);
  }
  return { xs, ys, connected: true };
}

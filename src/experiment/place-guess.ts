import type { RandomStream } from '../base/random/stream.js';
import type { ParameterRole } from '../expression/parameter-roles.js';
import type { Range } from './column-range.js';
import type { Landmark, Landmarks } from './landmarks.js';
import { logUniform } from './log-uniform.js';

/** In one draw most places are landmarks of one kind: a sum of peaks has its places at peaks, a sum of steps at steps. */
const KINDS = [
  { up: 0.25, of: ({ peaks }: Landmarks) => peaks },
  { up: 0.35, of: ({ dips }: Landmarks) => dips },
  { up: 0.5, of: ({ steps }: Landmarks) => steps },
  { up: 0.7, of: ({ bends }: Landmarks) => bends },
] as const;
const AT_LANDMARKS = 0.9;
/** Widths to either side of a landmark: a jump stands between two rows, not on one. */
const AROUND = 0.5;
/** The part of the other places that lie outside the data. */
const OUTSIDE = 0.3;

/** How one draw guesses places along columns, and widths there. Numbers from 0 to 1 decide where a guess comes from. */
export interface PlaceGuess {
  /** Null where the draw leaves it to the scale of the parameter. @param j the parameter. */
  readonly along: (j: number, place: NonNullable<ParameterRole['place']>, kind: number) => number | null;
  /** How wide something is: as the landmark at which the parameter `beside` was placed, or anything from a point to all of the column. */
  readonly widthAt: (beside: number | null, span: number, kind: number) => number;
}

export function placeGuess(
  marks: (column: string) => Landmarks,
  range: (column: string) => Range,
  stream: RandomStream,
): PlaceGuess {
  const which = stream.random();
  const one = KINDS.find(({ up }) => which < up);
  const taken = new Map<string, Landmark[]>();
  const widths = new Map<number, number>();
  return {
    along: (j, { column, sign }, kind) => {
      const together = sign === -1 && one !== undefined;
      if (!together && kind >= 0.7) return null;
      const found = marks(column);
      const among = together ? one.of(found) : [...found.peaks, ...found.dips];
      const used = taken.get(column) ?? [];
      taken.set(column, used);
      const mark = kind < (together ? AT_LANDMARKS : 0.4) ? picked(among, used, stream) : null;
      if (mark !== null && mark.width > 0) widths.set(j, mark.width);
      const { low, span } = range(column);
      const at =
        mark !== null
          ? mark.at + mark.width * stream.uniform(-AROUND, AROUND)
          : stream.random() < OUTSIDE
            ? outside(low, span, stream)
            : low + span * stream.uniform(0, 1);
      return sign === 1 ? -at : at;
    },
    widthAt: (beside, span, kind) => {
      const width = beside === null ? undefined : widths.get(beside);
      if (width !== undefined && kind < 0.8) return width * logUniform(stream, -0.4, 0.4);
      return span * logUniform(stream, -2.5, 0.5);
    },
  };
}

/** One that is not taken yet, in proportion to its prominence: two peaks should not begin as one. Null where all are taken. */
function picked(among: readonly Landmark[], used: Landmark[], stream: RandomStream): Landmark | null {
  const free = among.filter((mark) => !used.includes(mark));
  let rest = stream.random() * free.reduce((sum, { prominence }) => sum + prominence, 0);
  for (const mark of free) {
    rest -= mark.prominence;
    if (rest > 0) continue;
    used.push(mark);
    return mark;
  }
  return null;
}

/** Before the data or after them, close by or far away: where a power or a logarithm begins. */
function outside(low: number, span: number, stream: RandomStream): number {
  const away = span * logUniform(stream, -2, 0.5);
  return stream.random() < 0.5 ? low - away : low + span + away;
}

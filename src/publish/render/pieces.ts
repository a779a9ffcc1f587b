/** A stretch of a post. `inert`: nothing in it means anything to the site's generator, or is meant to: it is written as it is. */
export interface Piece {
  readonly text: string;
  readonly inert: boolean;
}

export const inert = (text: string): Piece => ({ text, inert: true });
export const literal = (text: string): Piece => ({ text, inert: false });

/** Puts a piece in the place of `start … end` of a text. Where both are equal it is put in between. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/**
 * A text with stretches of it replaced, everything between them as it was.
 *
 * @param splices what comes earlier in this list goes first: a later one that overlaps it is left out.
 */
export function spliced(text: string, splices: readonly Splice[]): Piece[] {
  const taken: Splice[] = [];
  for (const splice of splices) {
    const at = placeOf(taken, splice);
    const before = taken[at - 1];
    const after = taken[at];
    if (!(before !== undefined && overlap(splice, before)) && !(after !== undefined && overlap(splice, after)))
      taken.splice(at, 0, splice);
  }
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, pieces: own } of taken) {
    pieces.push(literal(text.slice(at, start)), ...own);
    at = end;
  }
  return [...pieces, literal(text.slice(at))].filter((piece) => piece.text !== '');
}

/** Behind all that begin before it. What is only put in comes before what begins at the same place, and keeps the order of the list. */
function placeOf(taken: readonly Splice[], { start, end }: Splice): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = taken[middle] as Splice;
    if (other.start < start || (other.start === start && other.end <= end)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const overlap = (a: Splice, b: Splice): boolean => {
  if (a.start === a.end) return a.start > b.start && a.start < b.end;
  if (b.start === b.end) return b.start > a.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
};

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
  for (const splice of splices) if (!taken.some((other) => overlap(splice, other))) taken.push(splice);
  // Insertions come before what begins at the same place; the order among equals is that of the list.
  taken.sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, pieces: own } of taken) {
    pieces.push(literal(text.slice(at, start)), ...own);
    at = end;
  }
  return [...pieces, literal(text.slice(at))].filter((piece) => piece.text !== '');
}

const overlap = (a: Splice, b: Splice): boolean =>
  a.start === a.end
    ? a.start > b.start && a.start < b.end
    : b.start === b.end
      ? b.start > a.start && b.start < a.end
      : a.start < b.end && b.start < a.end;

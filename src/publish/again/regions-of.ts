/** A stretch of a post that downhill wrote, between its two markers (`regions.ts`). */
export interface MarkedRegion {
  /** Unique in the post: a second one of the same name is `name#2`. */
  readonly name: string;
  /** Its lines with the markers. */
  readonly text: string;
  /** Of the first marker, from 1. */
  readonly line: number;
}

/** A post as what its author wrote and what downhill wrote, in order: lines, and regions as wholes. */
export type Piece = { readonly line: string } | { readonly region: MarkedRegion };

/** A marker whose partner is missing, or has another one between, marks nothing: it is a line like others. @param text lines ending with LF. */
export function piecesOf(text: string): readonly Piece[] {
  const lines = text.split('\n');
  const pieces: Piece[] = [];
  const times = new Map<string, number>();
  // Where each line begins: a region is cut out of the text, not put together again, since it may hold megabytes.
  let at = 0;
  const starts = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
  for (let i = 0; i < lines.length; i++) {
    const end = regionEndAt(lines, i);
    if (end === null) {
      pieces.push({ line: lines[i] as string });
      continue;
    }
    const name = MARKER.exec(lines[i] as string)?.[2] as string;
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    const region = {
      name: before === 0 ? name : `${name}#${before + 1}`,
      text: text.slice(starts[i], (starts[end] as number) + (lines[end] as string).length),
      line: i + 1,
    };
    pieces.push({ region });
    i = end;
  }
  return pieces;
}

export const regionsOf = (text: string): readonly MarkedRegion[] =>
  piecesOf(text).flatMap((piece) => ('region' in piece ? [piece.region] : []));

const MARKER = /^\s*<!-- downhill:(begin|end) ([A-Za-z0-9-]+) -->\s*$/;

/** The line of the end that belongs to a beginning; null where the line is no beginning or nothing ends it. */
function regionEndAt(lines: readonly string[], start: number): number | null {
  const [, kind, name] = MARKER.exec(lines[start] as string) ?? [];
  if (kind !== 'begin') return null;
  for (let i = start + 1; i < lines.length; i++) {
    const found = MARKER.exec(lines[i] as string);
    if (found !== null) return found[1] === 'end' && found[2] === name ? i : null;
  }
  return null;
}

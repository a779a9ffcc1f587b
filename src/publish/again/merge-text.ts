import { diff3Merge } from 'node-diff3';
import { piecesOf } from './regions-of.js';

/** A text that has what was changed on both sides. */
export interface Merged {
  readonly text: string;
  /** Stretches that both sides changed in different ways; `text` has the new side there. */
  readonly conflicts: number;
}

/**
 * Carries what was edited in a post over to its new text: three-way merge by lines (Khanna, Kunal and Pierce 2007, "A formal investigation of diff3").
 * Regions count as one line each, known by their names, and come from the new text: so an edit beside a region whose figures changed is no conflict,
 * and a region that was moved stays where it was moved to.
 * @param current on the disk. @param base as generated the last time. @param next as generated now. All with LF.
 */
export function mergeText(current: string, base: string, next: string): Merged {
  if (current === next) return { text: current, conflicts: 0 };
  if (current === base) return { text: next, conflicts: 0 };
  const regions = new Map<string, string>();
  // The new text comes last: its form of a region wins.
  const [a, o, b] = [current, base, next].map((text) => tokensOf(text, regions)) as [string[], string[], string[]];
  const least = Math.min(a.length, o.length, b.length);
  let head = 0;
  while (head < least && a[head] === o[head] && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < least - head && a.at(-1 - tail) === o.at(-1 - tail) && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = (tokens: string[]): string[] => tokens.slice(head, tokens.length - tail);
  let conflicts = 0;
  const merged = diff3Merge(middle(a), middle(o), middle(b), { excludeFalseConflicts: true }).flatMap((part) => {
    if (part.ok !== undefined) return part.ok;
    const { a: mine, o: was, b: theirs } = part.conflict as { a: string[]; o: string[]; b: string[] };
    const both = lineByLine(mine, was, theirs) ?? around(mine, was, theirs) ?? around(theirs, was, mine);
    if (both === null) conflicts += 1;
    return both ?? theirs;
  });
  const tokens = [...a.slice(0, head), ...merged, ...a.slice(a.length - tail)];
  return { text: tokens.map((token) => shown(token, regions)).join('\n'), conflicts };
}

/** Neighbouring lines, each of which only one side changed: a title and the excerpt below it. */
function lineByLine(a: readonly string[], was: readonly string[], b: readonly string[]): string[] | null {
  if (a.length !== was.length || b.length !== was.length) return null;
  const both = was.map((line, i) => (a[i] === line ? b[i] : b[i] === line || a[i] === b[i] ? a[i] : undefined));
  return both.every((line) => line !== undefined) ? both : null;
}

/**
 * Lines that one side changed and the other only wrote something before or after: tags below the last line of the front matter, which changed. Diff3 calls
 * that a conflict, but there is only one way to have both.
 */
function around(longer: readonly string[], was: readonly string[], changed: readonly string[]): string[] | null {
  if (was.length === 0) return null;
  for (let at = 0; at + was.length <= longer.length; at++)
    if (was.every((line, i) => longer[at + i] === line))
      return [...longer.slice(0, at), ...changed, ...longer.slice(at + was.length)];
  return null;
}

/**
 * Lines with the blank lines after them, and a name in the place of a region. Blank lines of their own would be the same line thousands of times, of which
 * the search for the longest common sequence takes the cube (4,000 lines: 12 s).
 */
function tokensOf(text: string, regions: Map<string, string>): string[] {
  const tokens: string[] = [];
  for (const piece of piecesOf(text)) {
    if ('line' in piece && piece.line.trim() === '' && tokens.length > 0) tokens[tokens.length - 1] += `\n${piece.line}`;
    else if ('line' in piece) tokens.push(piece.line);
    else {
      const { name, text: whole } = piece.region;
      regions.set(name, whole);
      tokens.push(REGION + name);
    }
  }
  return tokens;
}

/** Stands in no text that downhill writes. */
const REGION = '\0region ';

function shown(token: string, regions: ReadonlyMap<string, string>): string {
  if (!token.startsWith(REGION)) return token;
  const [name = '', ...blank] = token.slice(REGION.length).split('\n');
  return [regions.get(name) ?? '', ...blank].join('\n');
}

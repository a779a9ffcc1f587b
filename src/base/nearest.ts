import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `name` is most likely a misspelling of, or null when none is near: another letter case counts as nearest, then
 * 1 edit for names of 3 letters, 2 from 4 letters on, 3 from 8 on. On a tie the first candidate.
 *
 * @example nearest('tmie', ['time', 'height']) // 'time'
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const length = [...name].length;
  const limit = length < 3 ? 0 : length < 4 ? 1 : length < 8 ? 2 : 3;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = sameButForCase(name, candidate) ? 0 : distance(name, candidate);
    if (edits < least && (edits === 0 || (edits <= limit && edits < candidate.length))) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

const sameButForCase = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

import { nearest as nearestOf } from '../base/nearest.js';
import { isOneEdit } from './near-column.js';

/**
 * The candidate that `name` is most likely a misspelling of, or null when none is near. Another letter case counts as nearest, then one edit
 * (two neighbours swapped are one: Damerau 1964) from three letters on, then what `base/nearest` finds. Of several, one with a letter too many,
 * missing or swapped comes before one with a wrong letter, then the one with which it begins alike the longest, then the first.
 *
 * @example nearest('sinn', ['sinh', 'sign', 'sin']) // 'sin'
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const ranked = Array.from(candidates, (candidate) => ({
    candidate,
    wrongLetter: candidate.length === name.length && letters(candidate) !== letters(name) ? 1 : 0,
    shared: sharedStart(name, candidate),
  }));
  const sorted = ranked.sort((a, b) => a.wrongLetter - b.wrongLetter || b.shared - a.shared).map(({ candidate }) => candidate);
  const sameButForCase = sorted.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  const oneEdit = [...name].length < LEAST_LENGTH ? undefined : sorted.find((candidate) => isOneEdit(name, candidate));
  return sameButForCase ?? oneEdit ?? nearestOf(name, sorted);
}

const LEAST_LENGTH = 3;

const letters = (word: string): string => [...word].sort().join('');

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

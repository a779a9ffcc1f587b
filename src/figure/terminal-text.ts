import { isInvisible, isWide } from './measure.js';

/** Columns that a text takes in a terminal: Hangul, kana, ideographs and pictures take two, marks none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text.normalize('NFC')) columns += columnsOfCharacter(character);
  return columns;
}

/** The text cut to at most `columns`, with `…` where something is missing. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const character of text.normalize('NFC')) {
    used += columnsOfCharacter(character);
    if (used > columns - ellipsis.length) break;
    kept += character;
  }
  return columns <= ellipsis.length ? '' : kept + ellipsis;
}

export const padStart = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;

/** Without what would move the cursor or hide text: control characters and directional marks. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');

function columnsOfCharacter(character: string): number {
  if (isInvisible(character) || /\p{M}/u.test(character)) return 0;
  return isWide(character.codePointAt(0) as number) ? 2 : 1;
}

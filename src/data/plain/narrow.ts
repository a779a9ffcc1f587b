import { BLANK, FEED, RETURN, TAB } from './signs.js';

/**
 * Writes aligned columns as columns with one blank between fields, in place: no blanks at the ends of lines, no carriage returns before line feeds.
 *
 * @param end of the last whole line. @returns where the lines end now.
 */
export function narrow(bytes: Uint8Array, end: number): number {
  let to = 0;
  let blank = false;
  let started = false;
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === BLANK || byte === TAB) blank = true;
    else if (byte === FEED) {
      bytes[to++] = FEED;
      blank = false;
      started = false;
    } else if (byte !== RETURN || bytes[at + 1] !== FEED) {
      if (blank && started) bytes[to++] = BLANK;
      bytes[to++] = byte;
      blank = false;
      started = true;
    }
  }
  return to;
}

import type { Stretch } from './parse-markdown.js';

/** The first character of a mask and all further ones: no characters of any text, and a letter to every reader of Markdown. */
const MASK_START = '\uFDD0';
const MASK_REST = '\uFDD1';
export const MASK = /\uFDD0\uFDD1*/g;

/** Text without the 32 characters that Unicode keeps for use inside of programs; its length stays. */
export const withoutNoncharacters = (text: string): string => text.replace(/[\uFDD0-\uFDEF]/g, '\uFFFD');

/**
 * The text with each stretch as one word of the same length, line ends included: what stands in it (`_`, `*`, `|`, `>`) means nothing then, and all
 * offsets stay. @param stretches not overlapping, in any order, each at least one character long.
 */
export function masked(text: string, stretches: readonly Stretch[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    pieces.push(withoutNoncharacters(text.slice(at, start)), MASK_START, MASK_REST.repeat(end - start - 1));
    at = end;
  }
  pieces.push(withoutNoncharacters(text.slice(at)));
  return pieces.join('');
}

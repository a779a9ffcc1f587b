import type { Span } from '../base/errors.js';
import { visible } from './excerpt.js';
import { width } from './width.js';

/** Columns of the terminal that an excerpt may take. */
const WINDOW = 76;
/** Characters of it: combining marks take no column. */
const MOST_CHARACTERS = WINDOW;

/**
 * The line of the text where the span begins, and under it a line of carets as wide as the span in a terminal. A long line is cut to a
 * window around the span, with `…` for what is left out; a span that goes on over the line's end is marked up to there.
 *
 * @example caret({ text: 'y ~ a*sinn(x)', start: 6, end: 10 }) // 'y ~ a*sinn(x)\n      ^^^^'
 */
export function caret(span: Span): string {
  const { text } = span;
  const start = Math.min(Math.max(span.start, 0), text.length);
  const lineStart = lastBreak(text, start) + 1;
  const lineEnd = nextBreak(text, start);
  const end = Math.min(Math.max(span.end, start), lineEnd);

  const marked = take(text, start, end, WINDOW / 2);
  const after = take(text, marked.end, lineEnd, (WINDOW - marked.columns) / 2);
  const before = takeBack(text, lineStart, start, WINDOW - marked.columns - after.columns);
  const left = before.start > lineStart ? '…' : '';
  const right = after.end < lineEnd ? '…' : '';
  return `${left}${visible(text.slice(before.start, after.end))}${right}\n${' '.repeat(left.length + before.columns)}${'^'.repeat(Math.max(1, marked.columns))}`;
}

const isBreak = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r';

function lastBreak(text: string, from: number): number {
  let at = from - 1;
  while (at >= 0 && !isBreak(text, at)) at--;
  return at;
}

function nextBreak(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text, at)) at++;
  return at;
}

/** As it is shown: `visible` puts a blank or a replacement character, both one column wide, for what cannot be shown. */
const columnsOf = (character: string): number => width(visible(character));

function take(text: string, from: number, to: number, most: number): { end: number; columns: number } {
  let columns = 0;
  let end = from;
  while (end < to) {
    const character = String.fromCodePoint(text.codePointAt(end) as number);
    const more = columnsOf(character);
    if (columns + more > most || end - from > MOST_CHARACTERS) break;
    columns += more;
    end += character.length;
  }
  return { end, columns };
}

function takeBack(text: string, from: number, to: number, most: number): { start: number; columns: number } {
  let columns = 0;
  let start = to;
  while (start > from) {
    const isPair = start - from >= 2 && (text.codePointAt(start - 2) as number) > 0xffff;
    const character = text.slice(isPair ? start - 2 : start - 1, start);
    const more = columnsOf(character);
    if (columns + more > most || to - start > MOST_CHARACTERS) break;
    columns += more;
    start -= character.length;
  }
  return { start, columns };
}

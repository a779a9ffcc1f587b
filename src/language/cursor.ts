import type { Span } from '../base/errors.js';
import { fail } from './fail.js';
import { FUNCTIONS } from './grammar.js';
import { type Token, tokenAt } from './lexer.js';
import { MAX_LENGTH, MAX_TEXT } from './limits.js';
import { CONSTANTS, printName } from './names.js';
import { numberText } from './number-text.js';

/** Reads a text token by token, one token ahead. */
export interface Cursor {
  readonly text: string;
  peek(): Token;
  next(): Token;
  /** Whether the next token is this symbol. */
  at(symbol: string): boolean;
  /** Takes the symbol if it is next. */
  take(symbol: string): boolean;
  /** The token taken last. */
  last(): Token;
  /** The text from here up to the character, which is taken too; null when it does not come. */
  raw(until: string): string | null;
  /** Counts characters that printing will add. */
  spend(characters: number): void;
  span(start: number, end?: number): Span;
}

export function cursorOver(text: string): Cursor {
  if (text.length > MAX_TEXT) tooLong(text, MAX_TEXT, 0, 'with its blanks');
  let position = 0;
  let spent = 0;
  let ahead: Token | undefined;
  let last: Token = { kind: 'symbol', text: '', value: 0, start: 0, end: 0 };

  const cursor: Cursor = {
    text,
    peek: () => (ahead ??= tokenAt(text, position)),
    next() {
      const token = cursor.peek();
      cursor.spend(printedLength(token));
      last = token;
      position = token.end;
      ahead = undefined;
      return token;
    },
    at: (symbol) => cursor.peek().kind === 'symbol' && cursor.peek().text === symbol,
    take(symbol) {
      if (!cursor.at(symbol)) return false;
      cursor.next();
      return true;
    },
    last: () => last,
    raw(until) {
      const start = position;
      const end = text.indexOf(until, start);
      if (end < 0) return null;
      ahead = undefined;
      cursor.spend(end - start);
      position = end + until.length;
      last = { kind: 'symbol', text: until, value: 0, start: end, end: position };
      return text.slice(start, end);
    },
    spend(characters) {
      spent += characters;
      if (spent > MAX_LENGTH) tooLong(text, MAX_LENGTH, position, 'without its blanks');
    },
    span: (start, end = last.end) => ({ text, start, end }),
  };
  return cursor;
}

function printedLength(token: Token): number {
  if (token.kind === 'number') return numberText(token.value).length;
  if (token.kind === 'quoted') return printName(token.text).length;
  if (token.kind === 'name')
    return CONSTANTS.get(token.text)?.length ?? Math.max(token.text.length, FUNCTIONS.get(token.text)?.name.length ?? 0);
  return token.text.length;
}

function tooLong(text: string, most: number, position: number, counted: string): never {
  fail(
    'formula-too-long',
    `the formula has more than ${most} characters ${counted}`,
    'shorten it: derived columns (--let) can take over parts of it',
    { text, start: position, end: position + 1 },
  );
}

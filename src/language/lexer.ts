import { fail, quoted } from './fail.js';
import { foreignSymbolAt, LONGEST_FOREIGN } from './foreign.js';
import { NAME, sameName } from './names.js';
import { asAscii, symbolAt } from './symbols.js';

/** A word of a formula. */
export interface Token {
  readonly kind: 'number' | 'name' | 'quoted' | 'symbol' | 'end';
  /** A name in NFC, without its backticks; a symbol as the grammar spells it; a number as it was written. */
  readonly text: string;
  /** Of a number. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** The token at or after `from`. @throws DownhillError where none can be read. */
export function tokenAt(text: string, from: number): Token {
  const start = from + matchLength(BLANK, text, from);
  // The end is shown right after the last word, not after the blanks that follow it.
  if (start >= text.length) return { kind: 'end', text: '', value: 0, start: from, end: from };
  if (text[start] === '`') return quotedAt(text, start);
  const numberLength = matchLength(NUMBER, text, start);
  if (numberLength > 0) return numberAt(text, start, start + numberLength);
  const nameLength = matchLength(NAME, text, start);
  if (nameLength > 0) {
    const end = start + nameLength;
    return { kind: 'name', text: sameName(text.slice(start, end)), value: 0, start, end };
  }
  return symbolTokenAt(text, start);
}

// Beside white space: what is invisible and comes along when one pastes from a page.
const BLANK = /[\s\u00ad\u200b\u2060\ufeff]+/uy;
const NUMBER = /(?:[0-9０-９]+(?:[.．][0-9０-９]*)?|[.．][0-9０-９]+)(?:[eEｅＥ][-+－＋−]?[0-9０-９]+)?/uy;
const FOREIGN_NUMBER = /_[0-9]|[.．][0-9０-９]/uy;
const RADIX_PREFIX = /[xXbBoO][0-9a-fA-F]/y;

function matchLength(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}

function numberAt(text: string, start: number, end: number): Token {
  const written = text.slice(start, end);
  const span = { text, start, end };
  if (matchLength(FOREIGN_NUMBER, text, end) > 0 || (written === '0' && matchLength(RADIX_PREFIX, text, end) > 0)) {
    const rest = /^[\p{L}\p{N}_.]*/u.exec(text.slice(end, end + 100))?.[0] ?? '';
    fail(
      'number-malformed',
      `${quoted(written + rest)} is not a number as it is written here`,
      'write digits, one decimal point and an exponent: 1000, 1.5, 2.5e-3',
      { text, start, end: end + rest.length },
    );
  }
  const ascii = asAscii(written).replace('−', '-');
  const value = Number(ascii);
  if (value === Number.POSITIVE_INFINITY)
    fail(
      'number-too-large',
      `the number ${quoted(written)} is larger than a computer's numbers go`,
      'the largest is about 1.8e308',
      span,
    );
  if (value === 0 && /^[0.]*[1-9]/.test(ascii))
    fail(
      'number-too-small',
      `the number ${quoted(written)} is smaller than a computer's numbers go`,
      'write 0, or change the unit',
      span,
    );
  return { kind: 'number', text: written, value, start, end };
}

function quotedAt(text: string, start: number): Token {
  let end = start + 1;
  for (;;) {
    const close = text.indexOf('`', end);
    if (close < 0)
      fail('backtick-not-closed', 'a name in backticks is not closed', 'write a backtick after the name: `net weight`', {
        text,
        start,
        end: start + 1,
      });
    end = close + 1;
    if (text[end] !== '`') break;
    end += 1;
  }
  const name = sameName(text.slice(start + 1, end - 1).replaceAll('``', '`'));
  const span = { text, start, end };
  if (name === '') fail('name-empty', 'a name in backticks is empty', 'write a name between the backticks: `net weight`', span);
  if (/\p{Cs}/u.test(name))
    fail('name-malformed', `the name ${quoted(name)} holds half of a character`, 'copy the name from its source again', span);
  return { kind: 'quoted', text: name, value: 0, start, end };
}

function symbolTokenAt(text: string, start: number): Token {
  const known = symbolAt(text, start);
  const foreign = foreignSymbolAt(asAscii(text.slice(start, start + LONGEST_FOREIGN)), known?.length ?? 0);
  if (foreign !== null)
    fail('symbol-foreign', `${quoted(foreign.symbol)} is not part of a formula`, foreign.advice, {
      text,
      start,
      end: start + foreign.symbol.length,
    });
  if (known !== null) return { kind: 'symbol', text: known.symbol, value: 0, start, end: start + known.length };
  const code = text.codePointAt(start) as number;
  const character = String.fromCodePoint(code);
  return fail(
    'symbol-unknown',
    `the character ${quoted(character)} (U+${code.toString(16).toUpperCase().padStart(4, '0')}) is not part of a formula`,
    'a name with other characters than letters, digits and _ stands in backticks: `net weight`',
    { text, start, end: start + character.length },
  );
}

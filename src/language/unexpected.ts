import type { Cursor } from './cursor.js';
import { cut } from './excerpt.js';
import { fail, quoted } from './fail.js';
import { foreignWord } from './foreign.js';
import { FUNCTIONS } from './grammar.js';
import type { Token } from './lexer.js';

/** What may stand where an operand begins. */
export const OPERAND = 'a number, a name or "("';

/** What ends an operand: where one is expected, it is the operand that is missing. */
const CLOSING = [')', ']', ',', ':'];

/** The error for the next token, which cannot stand where it does. @param expected as `")"` or {@link OPERAND}. */
export function unexpected(cursor: Cursor, expected: string): never {
  const token = cursor.peek();
  const span = cursor.span(token.start, token.end);
  const previous = cursor.last();
  if (token.kind === 'end') fail('unexpected-end', `the text ends where ${expected} was expected`, 'complete it', span);
  refuseForeignWord(cursor, token);
  if (token.text === ',' && previous.kind === 'number') {
    const after = /^[0-9]+/.exec(cursor.text.slice(token.end, token.end + 20))?.[0];
    if (after !== undefined) {
      const whole = cursor.text.slice(previous.start, previous.end);
      fail(
        'decimal-comma',
        `${quoted(`${whole},${after}`)} is not a number: the decimal sign is a point`,
        `write ${whole}.${after}`,
        cursor.span(previous.start, token.end + after.length),
      );
    }
  }
  const advice = token.kind === 'symbol' ? ADVICE[token.text] : undefined;
  if (advice !== undefined && !(expected === OPERAND && CLOSING.includes(token.text)))
    fail(advice.code, `expected ${expected}, got ${quoted(token.text)}`, advice.advice, span);
  fail(
    'unexpected-token',
    `expected ${expected}, got ${quoted(cursor.text.slice(token.start, token.end))}`,
    'look for something missing or doubled before the caret',
    span,
  );
}

/** The error for an operand right after another one, with nothing between. @param start where the first one begins. */
export function adjacent(cursor: Cursor, start: number): never {
  const token = cursor.peek();
  const previous = cursor.last();
  refuseForeignWord(cursor, token);
  refuseForeignWord(cursor, previous);
  const span = cursor.span(token.start, token.end);
  const before = cursor.text.slice(start, previous.end);
  const after = token.text === '(' ? '(…)' : cursor.text.slice(token.start, token.end);
  if (token.kind === 'number')
    fail(
      'operator-missing',
      `there is no operator between ${quoted(before)} and ${quoted(after)}`,
      'write one between them: + - * / ^',
      span,
    );
  if (previous.kind === 'name' && FUNCTIONS.has(previous.text))
    fail('operator-missing', `the argument of ${previous.text} is not in brackets`, `write ${previous.text}(…)`, span);
  fail(
    'operator-missing',
    `there is no operator between ${quoted(before)} and ${quoted(after)}: only a number multiplies without a sign, as in 2x`,
    `for a product write ${cut(before)}*${cut(after)}`,
    span,
  );
}

function refuseForeignWord(cursor: Cursor, token: Token): void {
  const advice = token.kind === 'name' ? foreignWord(token.text) : undefined;
  if (advice !== undefined)
    fail('word-foreign', `the word ${quoted(token.text)} is not part of a formula`, advice, cursor.span(token.start, token.end));
}

const ADVICE: Readonly<Record<string, { readonly code: string; readonly advice: string }>> = {
  '=': { code: 'equals-sign', advice: 'for a formula write y ~ a*x + b; to compare write ==' },
  '~': { code: 'tilde-unexpected', advice: 'only a formula has a ~, and only one: y ~ a*x + b' },
  ')': { code: 'bracket-not-opened', advice: 'remove it, or open a bracket before it' },
  ']': { code: 'bracket-not-opened', advice: 'remove it; square brackets stand only after a parameter: b[group]' },
  '[': { code: 'bracket-square', advice: 'group with round brackets; square ones stand only after a parameter: b[group]' },
  ',': { code: 'comma-unexpected', advice: 'commas separate only the arguments of a function: max(a, b)' },
  ':': { code: 'colon-unexpected', advice: 'a colon stands only in condition ? a : b' },
};

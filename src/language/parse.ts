import type { Expression } from '../expression/node.js';
import { cursorOver } from './cursor.js';
import { cut } from './excerpt.js';
import { fail, quoted } from './fail.js';
import { EQUAL, ROWS } from './grammar.js';
import { type NameUse, type ParseState, parseState } from './parse-state.js';
import { parseTree } from './parser.js';
import { print } from './print.js';
import type { Functions } from './special-functions.js';
import { unexpected } from './unexpected.js';

export interface ParseOptions {
  /** Which functions may be called beside those of the operations' table; default `formula`: none. */
  readonly functions?: Functions;
  /** `b[A]` is the value for the level A, a name `b[A]`, as in starts, fixed values and ties; default false: indexed by the column A. */
  readonly levels?: boolean;
}

export interface ParsedExpression {
  readonly text: string;
  readonly expression: Expression;
  /** Every place where a name stands, from left to right. */
  readonly uses: readonly NameUse[];
  /** Where `pi` and `π` stand alone. */
  readonly constants: readonly { readonly name: string; readonly span: NameUse['span'] }[];
}

/** `log(y) ~ a + b*x`. */
export interface Equation {
  readonly response: Expression;
  readonly expression: Expression;
  readonly text: string;
}

export interface ParsedFormula {
  readonly text: string;
  /** At least one. */
  readonly equations: readonly Equation[];
  /** Every place where a name stands, from left to right, on both sides. */
  readonly uses: readonly FormulaUse[];
  readonly constants: ParsedExpression['constants'];
}

/** A name in a formula, and on which side of the `~` it stands. */
export interface FormulaUse extends NameUse {
  readonly side: 'response' | 'expression';
}

/**
 * The tree of an expression, as it is written: nothing is simplified.
 *
 * @throws DownhillError with code, advice and span; {@link caret} shows the span.
 * @example parseExpression('10*sin(X) + 1.5').uses[0].name // 'X'
 */
export function parseExpression(text: string, options: ParseOptions = {}): ParsedExpression {
  const state = parseState(cursorOver(text), options);
  refuseEmpty(state, 'an expression', 'write one, as in 10*sin(x) + 1.5');
  const expression = parseTree(state);
  if (state.cursor.peek().kind !== 'end') unexpected(state.cursor, 'an operator or the end');
  return { text, expression, uses: state.uses, constants: state.constants };
}

/**
 * One component of a hand-written gradient: an outer scalar expression over `mean(…)` and `sum(…)` (also `np.mean(…)`, `(…).mean()`), which
 * do not nest.
 *
 * @example print(parseGradient('2*((prediction - y)*x).mean()').expression) // '2*mean((prediction - y)*x)'
 */
export const parseGradient = (text: string): ParsedExpression => parseExpression(text, { functions: 'gradient' });

/**
 * Formulas `response ~ expression`, several separated by `;`.
 *
 * @throws DownhillError with code, advice and span; without `~` the advice shows how to write it.
 * @example parseFormula('y ~ W*sin(x) + b').equations.length // 1
 */
export function parseFormula(text: string, options: ParseOptions = {}): ParsedFormula {
  const state = parseState(cursorOver(text), options);
  const { cursor } = state;
  refuseEmpty(state, 'a formula', 'write one, as in y ~ a*x + b');
  const equations: Equation[] = [];
  const uses: FormulaUse[] = [];
  do {
    const { start } = cursor.peek();
    const from = state.uses.length;
    if (cursor.at('~')) missingResponse(state);
    const response = parseTree(state);
    const middle = state.uses.length;
    if (!cursor.at('~')) missingTilde(state, response, start);
    if (middle === from)
      fail(
        'response-without-column',
        'the left side of the formula has no column in it',
        'write the measured column there: y ~ a*x + b',
        cursor.span(start),
      );
    cursor.next();
    const expression = parseTree(state);
    const end = cursor.last().end;
    if (cursor.peek().kind !== 'end' && !cursor.at(';')) unexpected(cursor, 'an operator, ";" or the end');
    state.uses.forEach((use, i) => {
      if (i >= from) uses.push({ ...use, side: i < middle ? 'response' : 'expression' });
    });
    equations.push({ response, expression, text: text.slice(start, end) });
  } while (cursor.take(';') && cursor.peek().kind !== 'end');
  return { text, equations, uses, constants: state.constants };
}

function refuseEmpty({ cursor }: ParseState, what: string, advice: string): void {
  if (cursor.peek().kind === 'end') fail('text-empty', `there is no text where ${what} was expected`, advice, cursor.span(0, 0));
}

function missingResponse({ cursor }: ParseState): never {
  const rest = cut(cursor.text.slice(cursor.peek().end).trim());
  fail(
    'response-missing',
    'the formula has nothing before its ~',
    `write the measured column there: y ~ ${rest}`,
    cursor.span(cursor.peek().start, cursor.peek().end),
  );
}

function missingTilde({ cursor }: ParseState, response: Expression, start: number): never {
  const token = cursor.peek();
  const left = cut(cursor.text.slice(start, cursor.last().end));
  if (token.text === '=') {
    const rest = cut(cursor.text.slice(token.end).trim());
    fail('tilde-missing', 'a formula has a ~ between its sides', `write ${left} ~ ${rest}`, cursor.span(token.start, token.end));
  }
  if (token.kind !== 'end' && token.text !== ';') unexpected(cursor, 'an operator or "~"');
  const span = cursor.span(start);
  if (response.kind === 'call' && ROWS.get(response.operation)?.operator?.symbol === EQUAL)
    fail(
      'tilde-missing',
      'a formula has a ~ between its sides',
      `write ${response.args.map((side) => cut(print(side))).join(' ~ ')}`,
      span,
    );
  return fail(
    'tilde-missing',
    `${quoted(left)} does not say what it is to be fitted to`,
    `write the measured column before it: y ~ ${left}`,
    span,
  );
}

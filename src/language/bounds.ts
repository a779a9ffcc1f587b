import type { Span } from '../base/errors.js';
import { evaluate } from '../expression/evaluate.js';
import { type Expression, topological } from '../expression/node.js';
import { cursorOver } from './cursor.js';
import { fail, quoted } from './fail.js';
import { INFIX, LOOSEST, sameDirection } from './grammar.js';
import { type ParseState, parseState } from './parse-state.js';
import { parseOperand } from './parser.js';
import { unexpected } from './unexpected.js';

/**
 * Both ends belong to the range: `<` and `<=` are the same in numbers that are searched for. A fit that ends on one says so (`bound-hit`), so that k > 0 either holds
 * or is reported; a model that is not finite at an end, as log(k) at 0, keeps away from it.
 */
export interface Bound {
  readonly parameter: string;
  /** −∞ where there is none. */
  readonly lower: number;
  /** +∞ where there is none. */
  readonly upper: number;
}

/**
 * `0 < k < 10, a > 0, b[A] <= 2*pi`: what stands beside a parameter is an expression of numbers, or `inf`. Several bounds of one parameter
 * hold together.
 *
 * @returns a row a parameter, in the order of their first appearance.
 * @throws DownhillError also for bounds that contradict each other or leave a single value.
 * @example parseBounds('0 < k < 10') // [{ parameter: 'k', lower: 0, upper: 10 }]
 */
export function parseBounds(text: string): Bound[] {
  const state = parseState(cursorOver(text), { levels: true, infinite: true });
  const { cursor } = state;
  if (cursor.peek().kind === 'end') fail('text-empty', 'there is no bound', EXAMPLE, cursor.span(0, 0));
  const found = new Map<string, Bound>();
  do {
    const { start } = cursor.peek();
    const bound = parseBound(state, start);
    const before = found.get(bound.parameter);
    const lower = Math.max(bound.lower, before?.lower ?? Number.NEGATIVE_INFINITY);
    const upper = Math.min(bound.upper, before?.upper ?? Number.POSITIVE_INFINITY);
    refuseEmptyRange(bound.parameter, lower, upper, cursor.span(start));
    found.set(bound.parameter, { parameter: bound.parameter, lower, upper });
  } while ((cursor.take(',') || cursor.take(';')) && cursor.peek().kind !== 'end');
  return [...found.values()];
}

const EXAMPLE = "write '0 < k < 10' or 'a > 0', several separated by commas";

interface Side {
  readonly expression: Expression;
  readonly span: Span;
}

function parseBound(state: ParseState, start: number): Bound {
  const { cursor } = state;
  const sides: Side[] = [parseSide(state)];
  const symbols: string[] = [];
  while (isComparison(state)) {
    const token = cursor.next();
    if (!sameDirection(symbols[0] ?? token.text, token.text))
      fail(
        'bound-malformed',
        `${quoted(token.text)} cannot stand ${symbols.length === 0 ? 'in a bound' : `after ${quoted(symbols[0] as string)}`}`,
        symbols.length === 0 ? "a fixed value is --fixed 'k=1'" : EXAMPLE,
        cursor.span(token.start),
      );
    symbols.push(token.text);
    sides.push(parseSide(state));
  }
  const span = cursor.span(start);
  if (cursor.at('='))
    fail(
      'bound-malformed',
      '"=" cannot stand in a bound',
      "a fixed value is --fixed 'k=1'",
      cursor.span(cursor.peek().start, cursor.peek().end),
    );
  if (cursor.peek().kind !== 'end' && !cursor.at(',') && !cursor.at(';')) unexpected(cursor, 'a comparison, "," or the end');
  const position = sides.findIndex((side) => side.expression.kind === 'name');
  const parameter = sides[position]?.expression;
  if (parameter?.kind !== 'name' || symbols.length < 1 || symbols.length > 2 || (symbols.length === 2 && position !== 1))
    fail('bound-malformed', `${quoted(cursor.text.slice(span.start, span.end))} is not a bound of one parameter`, EXAMPLE, span);
  const upwards = symbols[0]?.[0] === '<';
  const before = sides[position - 1];
  const after = sides[position + 1];
  const [below, above] = upwards ? [before, after] : [after, before];
  return {
    parameter: parameter.name,
    lower: below === undefined ? Number.NEGATIVE_INFINITY : numberOf(below),
    upper: above === undefined ? Number.POSITIVE_INFINITY : numberOf(above),
  };
}

function parseSide(state: ParseState): Side {
  const { start } = state.cursor.peek();
  const expression = parseOperand(state, LOOSEST + 1);
  return { expression, span: state.cursor.span(start) };
}

function isComparison({ cursor }: ParseState): boolean {
  const token = cursor.peek();
  return token.kind === 'symbol' && INFIX.get(token.text)?.operator.strength === LOOSEST;
}

function numberOf({ expression, span }: Side): number {
  if (topological([expression]).some((node) => node.kind === 'name'))
    fail('bound-not-a-number', 'a bound must be a number', "a parameter that depends on another one is --tie 'b2 = 2*b1'", span);
  const value = evaluate(expression, () => Number.NaN);
  if (Number.isNaN(value)) fail('bound-not-a-number', 'this bound is not a number', EXAMPLE, span);
  return value;
}

function refuseEmptyRange(parameter: string, lower: number, upper: number, span: Span): void {
  if (lower < upper) return;
  if (lower === Number.POSITIVE_INFINITY || upper === Number.NEGATIVE_INFINITY)
    fail('bounds-empty', `no number is within the bounds of ${quoted(parameter)}`, EXAMPLE, span);
  if (lower === upper)
    fail(
      'bounds-empty',
      `the bounds of ${quoted(parameter)} leave the single value ${lower}`,
      `fix it: --fixed '${parameter}=${lower}'`,
      span,
    );
  fail(
    'bounds-empty',
    `the bounds of ${quoted(parameter)} contradict each other: above ${lower} and below ${upper}`,
    EXAMPLE,
    span,
  );
}

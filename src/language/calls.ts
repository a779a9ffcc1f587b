import type { Span } from '../base/errors.js';
import { call, constant, type Expression } from '../expression/node.js';
import { closeBracket } from './brackets.js';
import { cut } from './excerpt.js';
import { fail, quoted } from './fail.js';
import { foreignFunction } from './foreign.js';
import { arityOf, FUNCTIONS } from './grammar.js';
import type { Token } from './lexer.js';
import { aggregate } from './methods.js';
import { INFINITIES, PREFIXED_CONSTANTS } from './names.js';
import { nearest } from './nearest.js';
import { type ParseState, within } from './parse-state.js';
import { SPECIAL_FUNCTIONS, type SpecialFunction } from './special-functions.js';

type Parse = (state: ParseState) => Expression;

/** `np.sin(x)`, `np.pi`: what stands after a prefix that has been taken. */
export function parseQualified(state: ParseState, prefix: Token, parse: Parse): Expression {
  const { cursor } = state;
  const path = [prefix.text];
  let member = prefix;
  while (cursor.take('.')) {
    if (cursor.peek().kind !== 'name') break;
    member = cursor.next();
    path.push(member.text);
  }
  const written = path.join('.');
  const span = cursor.span(prefix.start);
  if (path.length === 2 && cursor.at('(')) return parseCall(state, prefix, member.text, parse);
  const symbol = path.length === 2 ? PREFIXED_CONSTANTS.get(member.text) : undefined;
  if (symbol !== undefined) return constant(symbol === 'pi' ? Math.PI : Math.E, symbol);
  if (state.infinite && INFINITIES.includes(member.text)) return constant(Number.POSITIVE_INFINITY);
  const special = SPECIAL_FUNCTIONS.get(member.text);
  const advice =
    special !== undefined && path.length > 1
      ? `write ${special.name}(${special.signature})${special.allowedIn === state.functions ? '' : `; ${special.belongs}`}`
      : (foreignFunction(member.text) ?? 'write a function as np.sin(x), or sin(x), and a constant as np.pi or np.e');
  return fail('name-unknown', `${quoted(written)} is not known here`, advice, span);
}

/** A call whose name has been taken. @param first where it begins: the name or its prefix. @param called the name without prefix. */
export function parseCall(state: ParseState, first: Token, called: string, parse: Parse): Expression {
  const { cursor } = state;
  const nameSpan = cursor.span(first.start);
  const row = FUNCTIONS.get(called);
  const special = SPECIAL_FUNCTIONS.get(called);
  if (row === undefined && special === undefined) unknownFunction(state, called, first);
  if (special !== undefined && special.allowedIn !== state.functions)
    fail(
      'function-not-here',
      `${special.name}(${special.signature}) cannot stand in ${PLACE[state.functions]}`,
      special.belongs,
      nameSpan,
    );
  const before = state.aggregates.length;
  const args = parseArguments(state, called, parse);
  const span = cursor.span(first.start);
  if (special !== undefined) {
    refuseCount(called, special.arity, special.arity, args.length, special.signature, span);
    if (special.ofColumn === true) refuseNoColumn(special, args[0], span);
    if (special.aggregates === true) aggregate(state, before, span);
    return call(special.name, ...args);
  }
  if (row === undefined) throw new TypeError(called);
  const [least, most] = arityOf(row);
  refuseCount(called, least, most, args.length, signature(least, most), span);
  return call(row.name, ...args);
}

const PLACE = { formula: 'a formula', data: 'a data expression', gradient: 'a hand-written gradient' } as const;

function parseArguments(state: ParseState, called: string, parse: Parse): Expression[] {
  const { cursor } = state;
  const open = cursor.next();
  if (cursor.take(')')) return [];
  const args: Expression[] = [];
  within(state, () => {
    do {
      args.push(parse(state));
      if (cursor.at('=')) {
        const { start, end } = cursor.last();
        fail(
          'argument-named',
          `the arguments of ${called} have no names`,
          'give the values alone, in their order',
          cursor.span(start, end),
        );
      }
    } while (cursor.take(','));
  });
  closeBracket(state, open, '",", ")"');
  return args;
}

function unknownFunction(state: ParseState, called: string, first: Token): never {
  const { cursor } = state;
  const allowed = [...SPECIAL_FUNCTIONS.values()].filter((row) => row.allowedIn === state.functions).map((row) => row.name);
  const close = nearest(called, [...FUNCTIONS.keys(), ...allowed]);
  const product = `for a product write ${cut(called)}*(…)`;
  const advice = foreignFunction(called) ?? (close === null ? product : `did you mean ${close}? ${product}`);
  return fail('function-unknown', `there is no function ${quoted(called)}`, advice, cursor.span(first.start));
}

function refuseCount(called: string, least: number, most: number, got: number, signed: string, span: Span): void {
  if (got >= least && got <= most) return;
  const range = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  fail(
    'argument-count',
    `${called} takes ${range} argument${least === 1 && most === 1 ? '' : 's'}, got ${got}`,
    `write ${called}(${signed})`,
    span,
  );
}

const ARGUMENTS = ['a', 'b', 'c', 'd'];

function signature(least: number, most: number): string {
  if (least === 1 && most === 1) return 'x';
  const names = ARGUMENTS.slice(0, least).join(', ');
  return most > least ? `${names}, …` : names;
}

function refuseNoColumn(special: SpecialFunction, arg: Expression | undefined, span: Span): void {
  if (arg?.kind !== 'name')
    fail('not-a-column', `${special.name} takes the name of a column`, `write ${special.name}(Date)`, span);
}

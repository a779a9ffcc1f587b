import type { Span } from '../base/errors.js';
import type { Expression } from '../expression/node.js';
import { cursorOver } from './cursor.js';
import { cut } from './excerpt.js';
import { fail, quoted } from './fail.js';
import { CONSTANTS, printName } from './names.js';
import type { ParseOptions } from './parse.js';
import { type NameUse, type ParseState, parseState } from './parse-state.js';
import { parseTree } from './parser.js';
import { parseLevel } from './primary.js';
import { unexpected } from './unexpected.js';

export interface Assignment {
  readonly name: string;
  readonly expression: Expression;
  /** The expression as it was written. */
  readonly text: string;
  /** The whole assignment. */
  readonly span: Span;
  /** The names in the expression. */
  readonly uses: readonly NameUse[];
}

/**
 * `W=1, b=uniform(-1, 1)` or `t = years(Date) - 1958; u = 2*t`: names with an expression each, separated by `,` or `;`. The value of an
 * indexed parameter for one level is `b[A]`, on both sides.
 *
 * @param options draws and dates are allowed unless `functions` says otherwise.
 * @throws DownhillError for what is no assignment, and for a name that is given twice.
 * @example parseAssignments('W=1, b=uniform(-1, 1)').map((a) => a.name) // ['W', 'b']
 */
export function parseAssignments(text: string, options: ParseOptions = {}): Assignment[] {
  const state = parseState(cursorOver(text), { functions: 'data', levels: true, ...options });
  const { cursor } = state;
  if (cursor.peek().kind === 'end') fail('text-empty', 'there is no assignment', 'write one, as in W=1, b=0', cursor.span(0, 0));
  const found = new Map<string, Assignment>();
  do {
    const { start } = cursor.peek();
    const name = parseTarget(state);
    const nameSpan = cursor.span(start);
    parseEquals(state, name);
    const from = state.uses.length;
    const valueStart = cursor.peek().start;
    const expression = parseTree(state);
    const span = cursor.span(start);
    if (cursor.at('='))
      fail(
        'assignment-malformed',
        'there is an "=" where the next assignment has not begun',
        'separate them by commas: W=1, b=0',
        cursor.span(cursor.peek().start, cursor.peek().end),
      );
    if (cursor.peek().kind !== 'end' && !cursor.at(',') && !cursor.at(';')) unexpected(cursor, 'an operator, "," or the end');
    if (found.has(name)) fail('assigned-twice', `${quoted(name)} is given twice`, 'give it once', nameSpan);
    found.set(name, { name, expression, text: text.slice(valueStart, span.end), span, uses: state.uses.slice(from) });
  } while ((cursor.take(',') || cursor.take(';')) && cursor.peek().kind !== 'end');
  return [...found.values()];
}

/** A name before `=`: plain, in backticks, or with a level. */
function parseTarget(state: ParseState): string {
  const { cursor } = state;
  const token = cursor.peek();
  const span = cursor.span(token.start, token.end);
  if (token.kind !== 'name' && token.kind !== 'quoted')
    fail(
      'assignment-malformed',
      `expected a name, got ${token.kind === 'end' ? 'the end' : quoted(token.text)}`,
      'write name=value, as in W=1, b=0',
      span,
    );
  if (token.kind === 'name' && CONSTANTS.has(token.text))
    fail(
      'constant-assigned',
      `${token.text} is a constant`,
      `write ${printName(token.text)} for a column or parameter of that name`,
      span,
    );
  cursor.next();
  return cursor.take('[') ? parseLevel(state, token) : token.text;
}

function parseEquals(state: ParseState, name: string): void {
  const { cursor } = state;
  if (cursor.take('=')) return;
  const token = cursor.peek();
  const separator = token.text === ':' || token.text === '==' || token.text === '~';
  const rest = separator ? cut(cursor.text.slice(token.end).trim().split(/[,;]/)[0] ?? '') : '1';
  fail(
    'assignment-malformed',
    `expected "=" after ${quoted(name)}, got ${token.kind === 'end' ? 'the end' : quoted(cursor.text.slice(token.start, token.end))}`,
    `write ${cut(name)}=${rest}`,
    cursor.span(token.start, token.end),
  );
}

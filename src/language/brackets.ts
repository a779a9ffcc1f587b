import type { Expression } from '../expression/node.js';
import { fail } from './fail.js';
import type { Token } from './lexer.js';
import { type ParseState, within } from './parse-state.js';
import { unexpected } from './unexpected.js';

/** What stands between round brackets. @param parse parses it. */
export function parseBracket(state: ParseState, parse: (state: ParseState) => Expression): Expression {
  const { cursor } = state;
  const open = cursor.next();
  if (cursor.at(')'))
    fail(
      'brackets-empty',
      'there is nothing between the brackets',
      'write an expression between them, or remove them',
      cursor.span(open.start, cursor.peek().end),
    );
  const inner = within(state, () => parse(state));
  closeBracket(state, open);
  return inner;
}

/** Takes the `)` that closes `open`. @param expected what else could stand there. */
export function closeBracket({ cursor }: ParseState, open: Token, expected = '")"'): void {
  if (cursor.take(')')) return;
  if (cursor.peek().kind === 'end')
    fail('bracket-not-closed', 'this bracket is not closed', 'write the missing ")"', cursor.span(open.start, open.end));
  unexpected(cursor, `${expected} or an operator`);
}

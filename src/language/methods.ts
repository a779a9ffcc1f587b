import type { Span } from '../base/errors.js';
import { call, type Expression } from '../expression/node.js';
import { cut } from './excerpt.js';
import { fail, quoted } from './fail.js';
import { printName } from './names.js';
import type { ParseState } from './parse-state.js';
import { SPECIAL_FUNCTIONS } from './special-functions.js';

/** `.mean()` and `.sum()` after an operand. @param start where the operand begins. @param before how many aggregates came before it. */
export function parseMethods(state: ParseState, operand: Expression, start: number, before: number): Expression {
  const { cursor } = state;
  let result = operand;
  while (cursor.at('.')) {
    const operandEnd = cursor.last().end;
    const dot = cursor.next();
    const member = cursor.peek();
    if (member.kind === 'end')
      fail('unexpected-end', 'the text ends after a dot', 'remove the dot', cursor.span(dot.start, dot.end));
    cursor.next();
    const span = cursor.span(start);
    const special = SPECIAL_FUNCTIONS.get(member.text);
    if (!cursor.at('(') || special?.aggregates !== true) refuseMember(state, operand, start, operandEnd, span);
    if (special.allowedIn !== state.functions)
      fail('function-not-here', `.${special.name}() cannot stand here`, special.belongs, cursor.span(dot.start));
    cursor.next();
    if (!cursor.take(')'))
      fail('argument-count', `.${special.name}() takes no arguments`, `write (…).${special.name}()`, cursor.span(dot.start));
    aggregate(state, before, cursor.span(start));
    // Printed as mean(…), with brackets that x.mean() has after it.
    result = call(special.name, result);
  }
  return result;
}

/** Notes a mean or sum that has been read. @throws DownhillError when there is one inside it. */
export function aggregate(state: ParseState, before: number, span: Span): void {
  const inner = state.aggregates[before];
  if (inner !== undefined)
    fail(
      'mean-nested',
      `${quoted(inner.text.slice(inner.start, inner.end))} stands inside another mean or sum`,
      'means and sums do not nest: work the inner one out first, or write its factor outside',
      inner,
    );
  state.aggregates.push(span);
}

const DOTTED = /^[\p{L}\p{M}\p{N}_.]*/u;
const MOST_SHOWN = 80;

function refuseMember(state: ParseState, operand: Expression, start: number, operandEnd: number, span: Span): never {
  if (operand.kind === 'name' && !state.cursor.at('(')) {
    const written = DOTTED.exec(state.cursor.text.slice(start, start + MOST_SHOWN))?.[0] ?? '';
    fail(
      'name-with-dot',
      `a name has no dot in it: "${written}"`,
      `if this is the name of a column, write ${printName(written)}`,
      {
        ...span,
        end: start + written.length,
      },
    );
  }
  return fail(
    'method-unknown',
    `"${cut(state.cursor.text.slice(operandEnd, span.end))}" cannot follow ${quoted(state.cursor.text.slice(start, operandEnd))}`,
    'write a function before its argument: sin(x)',
    span,
  );
}

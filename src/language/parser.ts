import { call, type Expression } from '../expression/node.js';
import { cut } from './excerpt.js';
import { fail } from './fail.js';
import { DIVIDE, INFIX, LOOSEST, type OperatorRow, PREFIX, sameDirection, TERNARY, TIMES } from './grammar.js';
import type { Token } from './lexer.js';
import { type ParseState, within } from './parse-state.js';
import { parsePrimary } from './primary.js';
import { adjacent, unexpected } from './unexpected.js';

/**
 * An expression with its operators, by precedence climbing (Richards and Whitby-Strevens 1979). Chains of operators, signs, powers and
 * `: cond ? a` are read in loops: only what {@link within} counts goes deeper on the stack.
 */
export function parseTree(state: ParseState): Expression {
  const { cursor } = state;
  const branches: [condition: Expression, yes: Expression][] = [];
  for (;;) {
    const condition = parseOperand(state, LOOSEST);
    if (TERNARY === undefined || !cursor.take('?')) {
      const ternary = TERNARY?.row.name ?? '';
      return branches.reduceRight<Expression>((no, [test, yes]) => call(ternary, test, yes, no), condition);
    }
    const yes = within(state, () => parseTree(state));
    if (!cursor.take(':')) unexpected(cursor, '":" and the value otherwise');
    branches.push([condition, yes]);
  }
}

/** An operand of an operator: everything that binds at least as strongly as `least`. */
export function parseOperand(state: ParseState, least: number): Expression {
  const { cursor } = state;
  const { start } = cursor.peek();
  let left = parseSigned(state, least);
  // Where the last operator here is a division: it begins the ambiguity of a/2x.
  let slash: Token | undefined;
  for (;;) {
    const token = cursor.peek();
    const found = token.kind === 'symbol' ? INFIX.get(token.text) : undefined;
    if (found === undefined) {
      const times = INFIX.get(TIMES);
      if (!beginsOperand(token) || times === undefined || times.operator.strength < least) return left;
      if (cursor.last().kind !== 'number' || token.kind === 'number') adjacent(cursor, start);
      if (slash !== undefined) refuseDivision(state, start, slash, times.operator.strength + 1);
      cursor.spend(TIMES.length);
      left = call(times.row.name, left, parseOperand(state, times.operator.strength + 1));
      continue;
    }
    if (found.operator.strength < least) return left;
    if (found.operator.associates === 'none') left = parseComparisons(state, left, found);
    else if (found.operator.associates === 'right') left = parseChainFromRight(state, left, found);
    else {
      cursor.next();
      left = call(found.row.name, left, parseOperand(state, found.operator.strength + 1));
    }
    slash = token.text === DIVIDE ? token : undefined;
  }
}

/** A primary with the signs before it. */
function parseSigned(state: ParseState, least: number): Expression {
  const { cursor } = state;
  const signs: OperatorRow[] = [];
  let signed = false;
  while (cursor.peek().kind === 'symbol') {
    const sign = PREFIX.get(cursor.peek().text);
    // A plus before an operand changes nothing and leaves nothing in the tree.
    if (sign === undefined && cursor.peek().text !== '+') break;
    cursor.next();
    signed = true;
    if (sign !== undefined) signs.push(sign);
  }
  if (!signed) return parsePrimary(state, parseTree);
  const strength = signs[0]?.operator.strength ?? [...PREFIX.values()][0]?.operator.strength ?? least;
  const parse = (): Expression => parseOperand(state, strength);
  // In 2^-x^-x^… every sign goes deeper.
  const operand = least > strength ? within(state, parse) : parse();
  return signs.reduceRight<Expression>((inner, { row }) => call(row.name, inner), operand);
}

function parseChainFromRight(state: ParseState, first: Expression, { row, operator }: OperatorRow): Expression {
  const operands = [first];
  while (state.cursor.take(operator.symbol)) operands.push(parseOperand(state, operator.strength + 1));
  return operands.reduceRight((right, left) => call(row.name, left, right));
}

/** `a < b`, and `a < b < c` as both comparisons at once: their product. */
function parseComparisons(state: ParseState, first: Expression, { operator }: OperatorRow): Expression {
  const { cursor } = state;
  let left = first;
  let all: Expression | undefined;
  let symbol = '';
  for (;;) {
    const token = cursor.peek();
    const found = token.kind === 'symbol' ? INFIX.get(token.text) : undefined;
    if (found === undefined || found.operator.strength !== operator.strength) return all ?? first;
    if (symbol !== '' && !sameDirection(symbol, token.text))
      fail(
        'comparison-chain',
        `"${symbol}" and "${token.text}" cannot be chained`,
        'chains go one way, as in 0 < x <= 1; put brackets around the comparison that is meant first',
        cursor.span(token.start, token.end),
      );
    cursor.next();
    symbol = token.text;
    const right = parseOperand(state, operator.strength + 1);
    const comparison = call(found.row.name, left, right);
    all = all === undefined ? comparison : call((INFIX.get(TIMES) as OperatorRow).row.name, all, comparison);
    left = right;
  }
}

const beginsOperand = (token: Token): boolean =>
  token.kind === 'number' || token.kind === 'name' || token.kind === 'quoted' || (token.kind === 'symbol' && token.text === '(');

function refuseDivision(state: ParseState, start: number, slash: Token, strength: number): never {
  const { cursor } = state;
  const divisorEnd = cursor.last().end;
  parseOperand(state, strength);
  const numerator = cut(cursor.text.slice(start, slash.start).trim());
  const divisor = cut(cursor.text.slice(slash.end, divisorEnd).trim());
  const factor = cut(cursor.text.slice(divisorEnd, cursor.last().end).trim());
  return fail(
    'division-ambiguous',
    `"${numerator}/${divisor}${factor}" can be read in two ways`,
    `write ${numerator}/(${divisor}*${factor}) or (${numerator}/${divisor})*${factor}`,
    cursor.span(start),
  );
}

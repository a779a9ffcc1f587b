import { constant, type Expression, indexed, name } from '../expression/node.js';
import { parseBracket } from './brackets.js';
import { parseCall, parseQualified } from './calls.js';
import { fail, quoted } from './fail.js';
import type { Token } from './lexer.js';
import { parseMethods } from './methods.js';
import { CONSTANTS, INFINITIES, levelName, PREFIXES, printName, sameName } from './names.js';
import type { ParseState } from './parse-state.js';
import { OPERAND, unexpected } from './unexpected.js';

/** A number, a name, a call or something in brackets. @param parse parses what stands inside. */
export function parsePrimary(state: ParseState, parse: (state: ParseState) => Expression): Expression {
  const aggregatesBefore = state.aggregates.length;
  const { start } = state.cursor.peek();
  const operand = parseBare(state, parse);
  return parseMethods(state, operand, start, aggregatesBefore);
}

function parseBare(state: ParseState, parse: (state: ParseState) => Expression): Expression {
  const { cursor } = state;
  const token = cursor.peek();
  if (token.kind === 'number') return constant(cursor.next().value);
  if (token.kind === 'quoted') return parseName(state, cursor.next());
  if (token.kind === 'name') {
    cursor.next();
    if (cursor.at('(')) return parseCall(state, token, token.text, parse);
    if (cursor.at('.') && PREFIXES.includes(token.text)) return parseQualified(state, token, parse);
    return cursor.at('[') ? parseName(state, token) : parseConstant(state, token);
  }
  if (cursor.at('(')) return parseBracket(state, parse);
  return unexpected(cursor, OPERAND);
}

function parseConstant(state: ParseState, token: Token): Expression {
  const symbol = CONSTANTS.get(token.text);
  if (symbol !== undefined) {
    state.constants.push({ name: token.text, span: state.cursor.span(token.start, token.end) });
    return constant(Math.PI, symbol);
  }
  if (state.infinite && INFINITIES.includes(token.text)) return constant(Number.POSITIVE_INFINITY);
  return parseName(state, token);
}

function parseName(state: ParseState, token: Token): Expression {
  const { cursor, uses } = state;
  const span = cursor.span(token.start, token.end);
  if (cursor.at('(') && token.kind === 'quoted')
    fail(
      'operator-missing',
      `${quoted(token.text)} is a name, which cannot be called`,
      `write ${printName(token.text)}*(…) for a product`,
      span,
    );
  if (!cursor.take('[')) {
    uses.push({ name: token.text, span, kind: 'name' });
    return name(token.text);
  }
  if (state.levels) {
    const level = parseLevel(state, token);
    uses.push({ name: level, span: cursor.span(token.start), kind: 'name' });
    return name(level);
  }
  const by = cursor.peek();
  if (by.kind !== 'name' && by.kind !== 'quoted')
    fail(
      'index-not-a-column',
      `the index of ${quoted(token.text)} must be the name of a column`,
      'write b[group] for one value per level of the column group',
      cursor.span(by.start, by.end),
    );
  cursor.next();
  if (!cursor.take(']')) unexpected(cursor, '"]"');
  uses.push(
    { name: token.text, span, kind: 'name', by: by.text },
    { name: by.text, span: cursor.span(by.start, by.end), kind: 'index' },
  );
  return indexed(token.text, by.text);
}

/** The rest of `b[A]` after its `[`: anything up to `]`, or a name in backticks. @returns the whole name. */
export function parseLevel(state: ParseState, token: Token): string {
  const { cursor } = state;
  const open = cursor.last();
  const level = /^\s*`/.test(cursor.text.slice(open.end)) ? parseQuotedLevel(state) : parseRawLevel(state, open);
  if (level === '')
    fail(
      'index-empty',
      `there is nothing between the brackets after ${quoted(token.text)}`,
      'write the level: b[A]',
      cursor.span(open.start),
    );
  return levelName(token.text, sameName(level));
}

function parseQuotedLevel({ cursor }: ParseState): string {
  const level = cursor.next().text;
  if (!cursor.take(']')) unexpected(cursor, '"]"');
  return level;
}

function parseRawLevel({ cursor }: ParseState, open: Token): string {
  const raw = cursor.raw(']');
  if (raw === null)
    fail('bracket-not-closed', 'this bracket is not closed', 'write the missing "]"', cursor.span(open.start, open.end));
  return raw.trim();
}

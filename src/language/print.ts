import { DownhillError } from '../base/errors.js';
import { type Call, type Constant, type Expression, topological } from '../expression/node.js';
import { ATOM, DIVIDE, INFIX, LOOSEST, type OperatorRow, PREFIX, ROWS, sameDirection, TERNARY, TIMES } from './grammar.js';
import { MAX_PRINTED } from './limits.js';
import { printName } from './names.js';
import { numberText } from './number-text.js';
import type { Equation } from './parse.js';

/**
 * The expression as one writes it, with the fewest brackets: `10*sin(X) + 1.5`, `-x^2`, `a*exp(-k*t)`. What the parser made reads back to the
 * same tree; a tree that it cannot make (negative numbers, infinities) reads back to one of equal value.
 *
 * @throws DownhillError `expression-too-large` where shared subexpressions would be written out to more than 10 million characters.
 * @example print(parseExpression('(2x)/((y+1))').expression) // '2*x/(y + 1)'
 */
export function print(expression: Expression): string {
  const printed = new Map<Expression, Printed>();
  for (const node of topological([expression])) {
    const made = node.kind === 'call' ? printCall(node, (arg) => printed.get(arg) as Printed) : printLeaf(node);
    refuseLarge(made.text);
    printed.set(node, made);
  }
  return (printed.get(expression) as Printed).text;
}

/** `log(y) ~ a + b*x; …` */
export const printFormula = (formula: { readonly equations: readonly Pick<Equation, 'response' | 'expression'>[] }): string =>
  formula.equations.map(({ response, expression }) => `${print(response)} ~ ${print(expression)}`).join('; ');

/** @throws DownhillError `expression-too-large`. */
export function refuseLarge(text: string): void {
  if (text.length > MAX_PRINTED)
    throw new DownhillError(
      'expression-too-large',
      `the expression takes more than ${MAX_PRINTED} characters when it is written out`,
      'derive a simpler formula, or shorten it with derived columns',
    );
}

interface Printed {
  readonly text: string;
  /** Of the loosest operator outside brackets; ATOM without one. */
  readonly strength: number;
  /** Begins with a sign that belongs to all of it. */
  readonly signed?: boolean;
  /** Written as a call, for where the operator would need brackets. */
  readonly asCall?: string;
  /** A comparison, or several in a chain: its last symbol and operand. */
  readonly chain?: { readonly symbol: string; readonly last: Expression; readonly length: number };
}

type Look = (arg: Expression) => Printed;

const SIGN_STRENGTH = [...PREFIX.values()][0]?.operator.strength ?? ATOM;

function printLeaf(node: Exclude<Expression, Call>): Printed {
  if (node.kind === 'constant') return printConstant(node);
  const text = node.kind === 'name' ? printName(node.name) : `${printName(node.name)}[${printName(node.by)}]`;
  return { text, strength: ATOM };
}

function printConstant({ value, symbol }: Constant): Printed {
  if (symbol !== undefined) return { text: symbol === 'pi' ? 'pi' : 'np.e', strength: ATOM };
  const division = INFIX.get(DIVIDE)?.operator.strength ?? 0;
  if (Number.isNaN(value)) return { text: '0/0', strength: division };
  if (!Number.isFinite(value)) return { text: value < 0 ? '-1/0' : '1/0', strength: division };
  if (value < 0 || Object.is(value, -0))
    return { text: `-${numberText(Math.abs(value))}`, strength: SIGN_STRENGTH, signed: true };
  return { text: numberText(value), strength: ATOM };
}

function printCall(node: Call, look: Look): Printed {
  const row = ROWS.get(node.operation);
  if (row?.operator === undefined) return { text: asCall(node, look), strength: ATOM };
  const operatorRow: OperatorRow = { row, operator: row.operator };
  const { form, symbol, strength } = row.operator;
  if (form === 'infix') return chained(node, look) ?? printInfix(node, operatorRow, look);
  if (form === 'prefix')
    return { text: `${symbol}${atLeast(look(node.args[0] as Expression), strength)}`, strength, signed: true };
  const [condition, yes, no] = node.args.map(look) as [Printed, Printed, Printed];
  const [question, colon] = [...(TERNARY?.operator.symbol ?? '')];
  return {
    text: `${atLeast(condition, strength + 1)} ${question} ${atLeast(yes, strength + 1)} ${colon} ${atLeast(no, strength)}`,
    strength,
    asCall: asCall(node, look),
  };
}

// Added piece by piece: join would copy the text of a long argument at each level of a chain.
const asCall = (node: Call, look: Look): string =>
  `${node.args.reduce((text, arg, i) => `${text}${i === 0 ? '' : ', '}${look(arg).text}`, `${node.operation}(`)})`;

function printInfix(node: Call, { operator }: OperatorRow, look: Look): Printed {
  const [left, right] = node.args as [Expression, Expression];
  const { symbol, strength, associates } = operator;
  const first = atLeast(look(left), associates === 'left' ? strength : strength + 1);
  const text = `${first}${spaced(symbol, strength)}${afterOperator(look(right), strength, associates === 'right' ? strength : strength + 1)}`;
  return { text, strength, ...(associates === 'none' ? { chain: { symbol, last: right, length: 1 } } : {}) };
}

/** A product of comparisons that share their middle operands, as it is read: `0 < x < 10`. */
function chained(node: Call, look: Look): Printed | undefined {
  const [left, right] = node.args as [Expression, Expression];
  if (ROWS.get(node.operation)?.operator?.symbol !== TIMES) return undefined;
  const [before, after] = [look(left), look(right)];
  if (before.chain === undefined || after.chain?.length !== 1 || right.kind !== 'call') return undefined;
  if (right.args[0] !== before.chain.last || !sameDirection(before.chain.symbol, after.chain.symbol)) return undefined;
  const { symbol, last } = after.chain;
  return {
    text: `${before.text} ${symbol} ${atLeast(look(last), LOOSEST + 1)}`,
    strength: LOOSEST,
    chain: { symbol, last, length: before.chain.length + 1 },
  };
}

const spaced = (symbol: string, strength: number): string =>
  strength < (INFIX.get(TIMES)?.operator.strength ?? 0) ? ` ${symbol} ` : symbol;

function atLeast(printed: Printed, strength: number): string {
  if (printed.strength >= strength) return printed.text;
  return printed.asCall ?? `(${printed.text})`;
}

/** After an operator that is stronger than a sign, a sign needs no brackets: `2^-x`. */
const afterOperator = (printed: Printed, strength: number, least: number): string =>
  printed.signed === true && strength > SIGN_STRENGTH ? printed.text : atLeast(printed, least);

import { OPERATIONS } from '../expression/operations/index.js';
import type { Operation, Operator } from '../expression/operations/operation.js';

/** A row of the operations' table that is written with an operator. */
export interface OperatorRow {
  readonly row: Operation;
  readonly operator: Operator;
}

const rowsOfForm = (form: Operator['form']): Map<string, OperatorRow> => {
  const rows = new Map<string, OperatorRow>();
  for (const row of OPERATIONS) if (row.operator?.form === form) rows.set(row.operator.symbol, { row, operator: row.operator });
  return rows;
};

/** Operators between two operands, by symbol. */
export const INFIX: ReadonlyMap<string, OperatorRow> = rowsOfForm('infix');

/** Operators before an operand, by symbol. */
export const PREFIX: ReadonlyMap<string, OperatorRow> = rowsOfForm('prefix');

/** `cond ? a : b`. */
export const TERNARY: OperatorRow | undefined = rowsOfForm('ternary').get('?:');

/** Every operation by every name under which it can be called. */
export const FUNCTIONS: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])].map((name) => [name, row] as const)),
);

/** The rows by their own names, as they stand in trees. */
export const ROWS: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((row) => [row.name, row]));

const strengths = OPERATIONS.flatMap((row) => (row.operator === undefined ? [] : [row.operator.strength]));

/** The strength of the loosest operator between operands: where an operand begins that may hold anything but a ternary. */
export const LOOSEST = Math.min(...[...INFIX.values()].map(({ operator }) => operator.strength));

/** Stronger than every operator: a number, a name, a call, a bracket. */
export const ATOM = Math.max(0, ...strengths) + 1;

/** Implicit multiplication is this operator. */
export const TIMES = '*';
export const DIVIDE = '/';
/** Written by mistake for `~`. */
export const EQUAL = '==';

/** Whether two comparisons can stand in one chain: both upwards or both downwards. */
export const sameDirection = (a: string, b: string): boolean => a[0] === b[0] && (a[0] === '<' || a[0] === '>');

export const arityOf = (row: { readonly arity: Operation['arity'] }): readonly [least: number, most: number] =>
  typeof row.arity === 'number' ? [row.arity, row.arity] : row.arity;

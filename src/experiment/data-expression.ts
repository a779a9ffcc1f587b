import { numbers } from '../base/elementary/numbers.js';
import { DownhillError, type Span } from '../base/errors.js';
import type { RandomStream } from '../base/random/stream.js';
import { asDoubles } from '../base/values.js';
import { columnOf } from '../data/column.js';
import { days, years } from '../data/dates.js';
import { numericColumn } from '../data/numeric.js';
import type { Table } from '../data/table.js';
import { lowering } from '../expression/lowering.js';
import type { Call, Expression } from '../expression/node.js';
import { parseExpression } from '../language/index.js';
import { DRAWS } from './draws.js';

/** What a data expression may read. */
export interface DataSource {
  readonly table: Table;
  /** Where draws come from; without it a draw is an error. */
  readonly stream?: RandomStream;
  /** Cells that are no number or date count as NaN instead of being an error. */
  readonly skipInvalid?: boolean;
}

/**
 * The value of a data expression in every row: the formula language over columns, with the draws ({@link DRAWS}), `index` (0, 1, … unless a
 * column has that name), `years(column)` and `days(column)`.
 *
 * Draws are made in the order in which they are written, a whole column each, so that `uniform(0, 1) + normal(0, 1)` takes from the stream what
 * `np.random.uniform(0, 1, n) + np.random.normal(0, 1, n)` takes, and two equal draws are two draws.
 *
 * Errors: those of the parser, `unknown-column` with a caret, those of `numericColumn` and `years`, `draw-argument`, `no-stream`.
 */
export function evaluateRows(text: string, source: DataSource): Float64Array {
  const { table } = source;
  const { expression, uses } = parseExpression(text, { functions: 'data' });
  const spanOf = (name: string): Span => uses.find((use) => use.name === name)?.span ?? { text, start: 0, end: text.length };
  // The tree, not the graph: equal draws are one node there.
  const values: Value[] = [];
  for (const node of postfix(expression)) {
    if (node.kind === 'constant') values.push(node.value);
    else if (node.kind === 'name') values.push(named(node.name, source, spanOf(node.name)));
    else if (node.kind === 'indexed') throw notInData(`${node.name}[${node.by}]`, spanOf(node.name));
    else {
      const date = DATES[node.operation];
      if (date !== undefined) values.push(date(table, columnArgument(node, table, text, spanOf), source));
      else values.push(called(node, values.splice(values.length - node.args.length), source, text));
    }
  }
  const value = values[0] as Value;
  return typeof value === 'number' ? new Float64Array(table.rows).fill(value) : value;
}

/** The same number in every row, or a number per row. Columns of the table stand among them: never written to. */
type Value = number | Float64Array;

type DateFunction = (table: Table, column: string, options: { readonly skipInvalid?: boolean }) => Float64Array;
const DATES: Readonly<Record<string, DateFunction>> = { years, days };
const DRAW = new Map(DRAWS.map((draw) => [draw.name, draw]));

/** Arguments before their call, from left to right; not into `years(…)`, whose argument is a column of text. */
function postfix(root: Expression): Expression[] {
  const order: Expression[] = [];
  const stack: Expression[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    order.push(node);
    if (node.kind === 'call' && DATES[node.operation] === undefined) stack.push(...node.args);
  }
  return order.reverse();
}

function named(name: string, { table, skipInvalid }: DataSource, span: Span): Value {
  if (name === 'index' && !table.columns.has(name)) return Float64Array.from({ length: table.rows }, (_, row) => row);
  return asDoubles(numericColumn(table, columnOf(table, name, span).name, { skipInvalid: skipInvalid ?? false }).values);
}

function columnArgument(node: Call, table: Table, text: string, spanOf: (name: string) => Span): string {
  const [argument] = node.args;
  if (argument?.kind === 'name') return columnOf(table, argument.name, spanOf(argument.name)).name;
  throw new DownhillError(
    'not-a-column',
    `${node.operation}(…) takes the name of a column of dates`,
    `write ${node.operation}(Date)`,
    {
      span: { text, start: 0, end: text.length },
    },
  );
}

function called(node: Call, args: readonly Value[], source: DataSource, text: string): Value {
  const draw = DRAW.get(node.operation);
  if (draw !== undefined) {
    if (source.stream === undefined) {
      throw new DownhillError(
        'no-stream',
        `${draw.name}(…) draws random numbers, which is not possible here`,
        'draw them in a derived column',
        {
          span: { text, start: 0, end: text.length },
        },
      );
    }
    const readers = args.map((arg) => (typeof arg === 'number' ? () => arg : (row: number) => arg[row] as number));
    return draw.draw(source.stream, readers, source.table.rows);
  }
  const lower = lowering(node);
  if (lower === undefined) throw notInData(`${node.operation}(…)`, { text, start: 0, end: text.length });
  if (args.every((arg) => typeof arg === 'number')) return lower(numbers, ...args);
  const values = new Float64Array(source.table.rows);
  const row: number[] = args.map((arg) => (typeof arg === 'number' ? arg : Number.NaN));
  for (let i = 0; i < values.length; i++) {
    for (let k = 0; k < args.length; k++) {
      const arg = args[k] as Value;
      if (typeof arg !== 'number') row[k] = arg[i] as number;
    }
    values[i] = lower(numbers, ...row);
  }
  return values;
}

const notInData = (what: string, span: Span): DownhillError =>
  new DownhillError('parameter-in-data', `${what} is a parameter; an expression over data has none`, 'use columns and numbers', {
    span,
  });

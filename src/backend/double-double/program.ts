import type { DoubleDouble } from '../../base/double-double/arithmetic.js';
import { type DoubleDoubleArray, doubleDoubleArray, shared } from '../../base/double-double/array.js';
import { fromDecimal } from '../../base/double-double/decimal.js';
import { PI } from '../../base/elementary/constants.js';
import { dependentNodes } from '../../expression/depends-on.js';
import { type Constant, type Expression, name, topological } from '../../expression/node.js';
import { operationNamed } from '../../expression/operation-named.js';
import type { Program } from '../program.js';
import { type DoubleDoubleArithmetic, doubleDoubleArithmetic } from './arithmetic.js';

/** A program whose values have about 30 digits. */
export interface DoubleDoubleProgram {
  /** Where the parameters are from now on. */
  moveTo(parameters: readonly DoubleDouble[]): void;
  /**
   * Outputs `from` … `to` − 1 in every row, each of length n; what is not asked for is not computed. They are overwritten after the next `moveTo`.
   * @returns null where an operation has no double-double form.
   */
  outputs(from: number, to: number): DoubleDoubleArray[] | null;
}

/**
 * Computes a program in double-double arithmetic, node by node over all rows. A number in the formula counts as the decimal that is written. What depends on no
 * parameter is computed once, what depends on no column once a point.
 *
 * @param columns each of length n = `rows`; kept, not copied.
 */
export function doubleDoubleProgram(
  program: Program,
  columns: ReadonlyMap<string, DoubleDoubleArray>,
  rows: number,
): DoubleDoubleProgram {
  // What the first outputs need comes first in the order.
  const order = topological(program.outputs);
  const place = new Map(order.map((node, i) => [node, i]));
  const parameters = program.parameters.map((text) => name(text));
  const moving = dependentNodes(order, parameters);
  const fixed = doubleDoubleArithmetic(doubleDoubleArray);
  const room = pooled();
  const changing = doubleDoubleArithmetic(room.take);
  const roomForOutputs = pooled();
  const values = new Map<Expression, DoubleDoubleArray>();
  let done = 0;

  const compute = (node: Expression): boolean => {
    if (moving.has(node) ? node.kind === 'name' : values.has(node)) return true;
    const m = moving.has(node) ? changing : fixed;
    const value = computed(node, m);
    if (value !== undefined) values.set(node, value);
    return value !== undefined && m.missing.size === 0;
  };
  const computed = (node: Expression, m: DoubleDoubleArithmetic): DoubleDoubleArray | undefined => {
    if (node.kind === 'constant') return shared(constantOf(node));
    if (node.kind === 'name') return columns.get(node.name);
    if (node.kind === 'indexed') return undefined;
    const row = operationNamed(node.operation);
    return row === undefined
      ? undefined
      : m.apply(
          row,
          node.args.map((arg) => values.get(arg) as DoubleDoubleArray),
        );
  };

  return {
    moveTo(point) {
      parameters.forEach((node, j) => {
        values.set(node, shared(point[j] as DoubleDouble));
      });
      room.restart();
      roomForOutputs.restart();
      done = 0;
    },
    outputs(from, to) {
      const wanted = program.outputs.slice(from, to);
      const end = 1 + wanted.reduce((last, output) => Math.max(last, place.get(output) as number), -1);
      for (; done < end; done++) if (!compute(order[done] as Expression)) return null;
      return wanted.map((output) => spread(values.get(output) as DoubleDoubleArray, rows, roomForOutputs.take));
    },
  };
}

const E: DoubleDouble = [Math.E, 1.4456468917292502e-16];

function constantOf({ value, symbol }: Constant): DoubleDouble {
  if (symbol !== undefined) return symbol === 'pi' ? PI : E;
  return fromDecimal(String(value));
}

/** Room that is used again from call to call, because every call asks for the same lengths in the same order. */
function pooled(): { take: (length: number) => DoubleDoubleArray; restart: () => void } {
  const made: DoubleDoubleArray[] = [];
  let next = 0;
  return {
    take: (length) => {
      const known = made[next];
      const array = known?.high.length === length ? known : doubleDoubleArray(length);
      made[next++] = array;
      return array;
    },
    restart: () => {
      next = 0;
    },
  };
}

function spread(a: DoubleDoubleArray, rows: number, room: (rows: number) => DoubleDoubleArray): DoubleDoubleArray {
  if (a.high.length === rows) return a;
  const out = room(rows);
  out.high.fill(a.high[0] as number);
  out.low.fill(a.low[0] as number);
  return out;
}

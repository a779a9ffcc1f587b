import type { Elementary } from '../../base/arithmetic.js';
import type { Plan } from '../plan.js';
import type { ColumnMemory } from '../program.js';
import { type EncodedFunction, encodeModule, F64 } from './encode.js';
import { FOLD } from './fold-function.js';
import { elementaryFunction, FunctionTable } from './functions.js';
import { DOUBLES, PAIRS, VECTORS, type Width } from './loop.js';
import { Lowering, type Surroundings } from './lower.js';
import { mapFunction } from './map-function.js';
import { sumFunction } from './sum-function.js';
import { OP, type Value } from './value.js';

/** Programs beyond this are left to the interpreter: engines refuse functions with more than 50,000 locals or 7.6 MB. */
const MOST_VALUES = 200_000;
/** Above this, elementary functions are called instead of put in place, which keeps compilation short. */
const MOST_INLINED = 6_000;
/** Up to this, two vectors may go in step, and up to that they do from the first row on: twice so little code costs nothing. */
const MOST_PAIRED = 1500;
const SHORT = 60;

export type KernelKind = 'sum' | 'map' | 'factor';

/** What a module has to know of the memory that it works in. */
export type Placed = Pick<ColumnMemory, 'shared' | 'isFloat' | 'address' | 'table'>;

export interface KernelModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Functions that the module imports, by their names. */
  readonly imports: readonly Elementary[];
  /** Whether the program is short enough for twice the code. */
  readonly pairable: boolean;
}

/**
 * A module that exports one function {@link Run} over rows, as byte offsets into columns (8 × row). Where the memory of the columns is shared it takes a shared one.
 * - `sum`: the sums of each block of rows from `from` on, one block after the other.
 * - `map`: the outputs of at most BLOCK rows.
 * - `factor`: the triangular factor of the first outputs over all the rows, then the sums of the others as by `sum`; imports {@link FOLD}.
 * @param importsRare functions on the sides of branches (huge arguments) are imported instead of compiled: they are long, and seldom met.
 * @param width how many rows go at a time. By vectors it reads up to 24 bytes and two pages (`look-ahead.ts`) behind the last row.
 * @param mapped how many outputs go into a `factor`.
 * @throws RangeError when the program is too large for one function.
 */
export function kernelModule(
  kind: KernelKind,
  plan: Plan,
  columns: Placed,
  importsRare: boolean,
  width: Width = DOUBLES,
  mapped = 0,
): KernelModule {
  const beside = kind === 'factor' ? [FOLD] : [];
  const functions = new FunctionTable(beside.length);
  const surroundings: Surroundings = {
    table: ({ name, values }) => columns.table(name, values),
    function: (fn, rare) => functions.number(fn, rare && importsRare),
    inlines: (values) => values < MOST_INLINED,
  };
  const lowering = new Lowering(surroundings, true);
  lowerPlan(plan, columns, lowering);
  const turn = width === VECTORS && lowering.size <= SHORT ? PAIRS : width;
  const bodies: EncodedFunction[] = [];
  const inside: Surroundings = { ...surroundings, function: (fn) => functions.number(fn, false), inlines: () => false };
  const main =
    kind === 'map' ? mapFunction(lowering, functions, turn) : sumFunction(plan.outputs.length, mapped, lowering, functions, turn);
  // Grows while it is read: functions call functions.
  for (const { fn, vector } of functions.defined) bodies.push(elementaryFunction(fn, inside, functions, vector));
  const imported = functions.imported.map(({ name, arity }) => ({
    name,
    parameters: Array<number>(arity).fill(F64),
    results: [F64],
  }));
  return {
    bytes: encodeModule([...beside, ...imported], [...bodies, main], { shared: columns.shared }),
    imports: functions.imported,
    pairable: turn === VECTORS && lowering.size <= MOST_PAIRED,
  };
}

function lowerPlan(plan: Plan, columns: Placed, lowering: Lowering): void {
  const values: (Value | undefined)[] = [];
  const waiting = new Map<number, number[]>();
  plan.outputs.forEach((node, output) => {
    waiting.set(node, [...(waiting.get(node) ?? []), output]);
  });
  plan.nodes.forEach((node, i) => {
    lowering.enter(node.uniform ? 'uniform' : 'body');
    const made =
      node.kind === 'constant'
        ? lowering.constant(node.value)
        : node.kind === 'parameter'
          ? lowering.leaf(OP.uniformLoad, 8 * node.index)
          : node.kind === 'column'
            ? lowering.leaf(columns.isFloat(node.name) ? OP.floatLoad : OP.columnLoad, columns.address(node.name))
            : node.lower(lowering, ...node.args.map((arg) => values[arg] as Value));
    values[i] = made;
    if (lowering.size > MOST_VALUES) throw new RangeError('the program is too large for one function');
    // Summed as soon as it is there, so that it need not be kept.
    for (const output of waiting.get(i) ?? []) lowering.sink(output, made);
  });
}

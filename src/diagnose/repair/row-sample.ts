import { numbers } from '../../base/elementary/numbers.js';
import type { Values } from '../../base/values.js';
import { lowering } from '../../expression/lowering.js';
import { type Call, call, type Expression, name } from '../../expression/node.js';

/** Some rows at some points, and what the expressions of a hand-written gradient are there. Cells are groups of rows at a point: group g at point p is cell p·groups + g. */
export interface RowSample {
  readonly cells: number;
  /** Rows of a cell. */
  readonly size: (cell: number) => number;
  /** Row by row: rows·points values, those of a point beside each other. Do not change them. */
  readonly rows: (inner: Expression) => Float64Array;
  /** Cell by cell, as if its rows were all that there are: `mean`, `sum` and `n` are those of the cell. */
  readonly values: (component: Expression) => Float64Array;
  /** A call with other values for argument k, per row or per cell. */
  readonly applied: (node: Call, k: number, values: Float64Array, per: 'rows' | 'cells') => Float64Array;
  /** Means or sums over the rows of each cell. */
  readonly folded: (rows: Float64Array, mean: boolean) => Float64Array;
  /** Mean of |inner| over the rows of each cell. */
  readonly sizes: (inner: Expression) => Float64Array;
}

export interface SampleParts {
  readonly parameters: readonly string[];
  readonly prediction: Expression;
  readonly response: Expression;
  readonly columns: ReadonlyMap<string, Values>;
  readonly points: readonly Float64Array[];
  /** Numbers of the rows, 0-based, group by group. */
  readonly groups: readonly (readonly number[])[];
}

/** Every expression is worked out once: an edited one costs what was edited. */
export function rowSample({ parameters, prediction, response, columns, points, groups }: SampleParts): RowSample {
  const picked = groups.flat();
  const length = picked.length;
  const ends = groups.map((_, g) => groups.slice(0, g + 1).flat().length);
  const cells = points.length * groups.length;
  const bounds = Array.from({ length: cells }, (_, cell): readonly [number, number] => {
    const [p, g] = [Math.floor(cell / groups.length), cell % groups.length];
    return [p * length + (g === 0 ? 0 : (ends[g - 1] as number)), p * length + (ends[g] as number)];
  });
  const size = (cell: number): number =>
    (bounds[cell] as readonly [number, number])[1] - (bounds[cell] as readonly [number, number])[0];
  const meanings = new Map<Expression, Expression>([
    [name('prediction'), prediction],
    [name('response'), response],
    [name('residual'), call('subtract', prediction, response)],
  ]);
  const kept = new Map<Expression, Float64Array>();
  // Loops: `from` with a function takes many times as long.
  const perPoint = (at: (p: number, row: number) => number): Float64Array => {
    const out = new Float64Array(length * points.length);
    for (let p = 0, i = 0; p < points.length; p++) for (let k = 0; k < length; k++, i++) out[i] = at(p, picked[k] as number);
    return out;
  };

  const rows = (node: Expression): Float64Array => {
    const known = kept.get(node);
    if (known !== undefined) return known;
    const made = computed(node);
    kept.set(node, made);
    return made;
  };
  const computed = (node: Expression): Float64Array => {
    if (node.kind === 'constant') return perPoint(() => node.value);
    if (node.kind === 'call') return mapped(node, node.args.map(rows), length * points.length);
    const meaning = meanings.get(node);
    if (meaning !== undefined) return rows(meaning);
    const j = node.kind === 'name' ? parameters.indexOf(node.name) : -1;
    if (j >= 0) return perPoint((p) => points[p]?.[j] as number);
    const column = node.kind === 'name' ? columns.get(node.name) : undefined;
    if (column !== undefined) return perPoint((_, row) => column[row] as number);
    const isCount = node.kind === 'name' && node.name === 'n';
    const out = new Float64Array(length * points.length).fill(Number.NaN);
    if (isCount) for (const [from, to] of bounds) out.fill(to - from, from, to);
    return out;
  };

  const folded = (values: Float64Array, mean: boolean): Float64Array => {
    const out = new Float64Array(cells);
    for (let cell = 0; cell < cells; cell++) {
      const [from, to] = bounds[cell] as readonly [number, number];
      let sum = 0;
      for (let i = from; i < to; i++) sum += values[i] as number;
      out[cell] = mean ? sum / (to - from) : sum;
    }
    return out;
  };
  const values = (component: Expression): Float64Array => {
    if (component.kind === 'call' && (component.operation === 'mean' || component.operation === 'sum'))
      return folded(rows(component.args[0] as Expression), component.operation === 'mean');
    if (component.kind === 'call') return mapped(component, component.args.map(values), cells);
    // Outside of means nothing changes from row to row.
    const inRows = rows(component);
    return Float64Array.from(bounds, ([from]) => inRows[from] as number);
  };
  return {
    cells,
    size,
    rows,
    values,
    folded,
    applied: (node, k, given, per) => {
      const of = per === 'rows' ? rows : values;
      return mapped(
        node,
        node.args.map((arg, i) => (i === k ? given : of(arg))),
        given.length,
      );
    },
    sizes: (inner) => folded(rows(inner).map(Math.abs), true),
  };
}

/** NaN for what has no lowering. */
function mapped(node: Call, args: readonly Float64Array[], length: number): Float64Array {
  const lower = lowering(node);
  const out = new Float64Array(length);
  if (lower === undefined) return out.fill(Number.NaN);
  const [a, b] = args;
  if (a !== undefined && args.length === 1) for (let i = 0; i < length; i++) out[i] = lower(numbers, a[i] as number);
  else if (a !== undefined && b !== undefined && args.length === 2)
    for (let i = 0; i < length; i++) out[i] = lower(numbers, a[i] as number, b[i] as number);
  else for (let i = 0; i < length; i++) out[i] = lower(numbers, ...args.map((arg) => arg[i] as number));
  return out;
}

import { negate } from '../../expression/build.js';
import { call, type Expression } from '../../expression/node.js';
import type { RowSample } from './row-sample.js';

/** A place in the text of a hand-written gradient: the same subexpression may stand in several. */
export interface Occurrence {
  readonly node: Expression;
  /** What it is there: the whole inside of a mean, one of the factors of a product, what is divided by, a term of a sum, or something else that a function reads. */
  readonly role: 'whole' | 'factor' | 'divisor' | 'term' | 'argument';
  /** The inside of the mean that it stands in. */
  readonly inner: Expression;
  /** Nothing but products and quotients between it and the inside of the mean. */
  readonly multiplies: boolean;
  /** The component with something else in its place. */
  readonly put: (other: Expression) => Expression;
  /** What the component is in the cells of a sample with these values, one a row, in its place. */
  readonly through: (rows: Float64Array, sample: RowSample) => Float64Array;
  /** The component without it, where it is a factor, a divisor or a term. */
  readonly without: (() => Expression) | null;
}

/** Everything that stands inside of a `mean` or `sum`, from the outside to the inside and from left to right. */
export function occurrences(component: Expression): Occurrence[] {
  const found: Occurrence[] = [];
  outside(component, { put: (other) => other, through: (cells) => cells }, found);
  return found;
}

type Way = Pick<Occurrence, 'put' | 'through'>;
type Call = Expression & { readonly kind: 'call' };

function outside(node: Expression, way: Way, found: Occurrence[]): void {
  if (node.kind !== 'call') return;
  const summed = node.operation === 'mean' || node.operation === 'sum';
  node.args.forEach((arg, k) => {
    const put = within(node, k, way.put);
    const through: Way['through'] = summed
      ? (rows, sample) => way.through(sample.folded(rows, node.operation === 'mean'), sample)
      : (cells, sample) => way.through(sample.applied(node, k, cells, 'cells'), sample);
    if (summed) inside({ node: arg, role: 'whole', inner: arg, multiplies: true, put, through, without: null }, found);
    else outside(arg, { put, through }, found);
  });
}

function inside(place: Occurrence, found: Occurrence[]): void {
  found.push(place);
  const { node, put, through, inner } = place;
  if (node.kind !== 'call') return;
  node.args.forEach((arg, k) => {
    const role = ROLES[node.operation]?.[k] ?? 'argument';
    inside(
      {
        node: arg,
        role,
        inner,
        multiplies: place.multiplies && (role === 'factor' || role === 'divisor' || node.operation === 'negate'),
        put: within(node, k, put),
        through: (rows, sample) => through(sample.applied(node, k, rows, 'rows'), sample),
        without: withoutIt(node, k, put),
      },
      found,
    );
  });
}

const within =
  (node: Call, k: number, put: Way['put']): Way['put'] =>
  (other) =>
    put(call(node.operation, ...node.args.map((arg, i) => (i === k ? other : arg))));

const ROLES: Readonly<Record<string, readonly Occurrence['role'][]>> = {
  multiply: ['factor', 'factor'],
  divide: ['factor', 'divisor'],
  add: ['term', 'term'],
  subtract: ['term', 'term'],
};

function withoutIt({ operation, args }: Call, k: number, put: Way['put']): Occurrence['without'] {
  const other = args[1 - k];
  if (other === undefined) return null;
  if (operation === 'multiply' || operation === 'add') return () => put(other);
  if (operation === 'subtract') return () => put(k === 0 ? negate(other) : other);
  return operation === 'divide' && k === 1 ? () => put(other) : null;
}

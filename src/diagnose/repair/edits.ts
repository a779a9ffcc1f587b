import { arrange } from '../../expression/arrange.js';
import { call, constant, type Expression, topological } from '../../expression/node.js';
import { sizeOf } from './ingredients.js';
import { type Occurrence, occurrences } from './occurrences.js';

/** One change to a hand-written component. */
export interface Edit {
  readonly kind: 'replace' | 'missing-factor' | 'extra-factor' | 'missing-term' | 'extra-term' | 'mean-of-product';
  /** What goes; null where something is only missing. */
  readonly replace: Expression | null;
  /** What comes; null where something only goes. */
  readonly by: Expression | null;
  readonly component: Expression;
  /** The same change with `by` made c times as large, where that is still one change. */
  readonly scaled: ((c: number) => Edit) | null;
  /** Where it is made; null for what concerns whole means. */
  readonly at: Occurrence | null;
  /** How much it changes; the simplest is tried first. */
  readonly cost: number;
}

/** A longer text is more than a slip of the pen. */
const MOST_PLACES = 60;

/** All changes of one thing, the simplest first. @param parts what may be put in. */
export function edits(component: Expression, parts: readonly Expression[]): Edit[] {
  const places = occurrences(component).slice(0, MOST_PLACES);
  const sizes = new Map(parts.map((part) => [part, sizeOf(part)]));
  const all = [...joinedMeans(component), ...places.flatMap((place) => at(place, parts, sizes))];
  const seen = new Set<Expression>([component]);
  return all
    .sort((a, b) => a.cost - b.cost)
    .filter((edit) => {
      if (seen.has(edit.component)) return false;
      seen.add(edit.component);
      return true;
    });
}

function at(place: Occurrence, parts: readonly Expression[], sizes: ReadonlyMap<Expression, number>): Edit[] {
  const { node, role, put, without } = place;
  const own = sizeOf(node);
  const made: Edit[] = [];
  const replaced = (by: Expression, cost: number): Edit => ({
    kind: 'replace',
    replace: node,
    by,
    component: put(by),
    scaled: (c) => replaced(times(c, by), cost + 1),
    at: place,
    cost,
  });
  const factor = (by: Expression, cost: number): Edit => ({
    kind: 'missing-factor',
    replace: null,
    by,
    component: put(multiplied(node, by)),
    scaled: (c) => factor(times(c, by), cost + 1),
    at: place,
    cost,
  });
  if (without !== null) {
    const kind = role === 'term' ? 'extra-term' : 'extra-factor';
    const gone = role === 'divisor' ? call('divide', constant(1), node) : node;
    made.push({ kind, replace: gone, by: null, component: without, scaled: null, at: place, cost: 0.5 + own });
  }
  const below = new Set(topological([node]));
  const combines = role === 'whole' || role === 'term' || role === 'argument';
  for (const part of parts) {
    const size = sizes.get(part) as number;
    if (part !== node) made.push(replaced(part, 1 + own + size));
    if (combines) {
      made.push(factor(part, 1.2 + size));
      if (below.has(part))
        made.push({
          kind: 'extra-factor',
          replace: part,
          by: null,
          component: put(call('divide', node, part)),
          scaled: null,
          at: place,
          cost: 1 + size,
        });
      else made.push(factor(call('divide', constant(1), part), 1.6 + size));
    }
    if (role !== 'term')
      for (const operation of ['add', 'subtract'])
        made.push({
          kind: 'missing-term',
          replace: null,
          by: operation === 'add' ? part : call('negate', part),
          component: put(call(operation, node, part)),
          scaled: null,
          at: place,
          cost: 3 + size,
        });
  }
  for (const [by, cost] of nearby(place)) made.push(replaced(by, cost));
  return made;
}

/** What is easily mistaken for it: another sign, sum for difference, product for quotient, what a function reads for its value, another small number. */
function nearby({ node, role }: Occurrence): (readonly [by: Expression, cost: number])[] {
  const made: [Expression, number][] = [];
  if (node.kind === 'constant') for (const value of [1, 2, 3, 4, 0.5]) if (value !== node.value) made.push([constant(value), 2]);
  if (role === 'term' || role === 'argument') made.push([times(-1, node), 2], [times(2, node), 3], [times(0.5, node), 3]);
  if (node.kind !== 'call') return made;
  const other = OTHER[node.operation];
  if (other !== undefined) made.push([call(other, ...node.args), 2.5]);
  for (const arg of node.args) if (arg.kind !== 'constant') made.push([arg, 3]);
  return made;
}

const OTHER: Readonly<Record<string, string>> = { add: 'subtract', subtract: 'add', multiply: 'divide', divide: 'multiply' };

/** a·(1/b) as one writes it. */
const multiplied = (a: Expression, by: Expression): Expression =>
  by.kind === 'call' && by.operation === 'divide' && by.args[0] === constant(1)
    ? call('divide', a, by.args[1] as Expression)
    : call('multiply', a, by);

const times = (c: number, e: Expression): Expression => (c === 1 ? e : arrange(call('multiply', constant(c), e)));

/** mean(a)·mean(b) where mean(a·b) belongs. */
function joinedMeans(component: Expression): Edit[] {
  if (component.kind !== 'call') return [];
  const [a, b] = component.args;
  const isMean = (e: Expression | undefined): e is Expression & { readonly kind: 'call' } =>
    e?.kind === 'call' && e.operation === 'mean';
  if (component.operation === 'multiply' && isMean(a) && isMean(b)) {
    const joined = call('mean', call('multiply', a.args[0] as Expression, b.args[0] as Expression));
    return [{ kind: 'mean-of-product', replace: component, by: joined, component: joined, scaled: null, at: null, cost: 1 }];
  }
  return component.args.flatMap((arg, k) =>
    joinedMeans(arg).map((edit) => ({
      ...edit,
      component: call(component.operation, ...component.args.map((other, i) => (i === k ? edit.component : other))),
    })),
  );
}

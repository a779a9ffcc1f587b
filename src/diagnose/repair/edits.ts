import { arrange } from '../../expression/arrange.js';
import { call, constant, type Expression } from '../../expression/node.js';
import { replacedEverywhere } from './everywhere.js';
import { factorsIn } from './factors-in.js';
import { sizeOf } from './ingredients.js';
import { type Occurrence, occurrences } from './occurrences.js';
import type { RowSample } from './row-sample.js';

/** One change to a hand-written component. Its expressions are made when they are asked for: most changes are tried and forgotten. */
export interface Edit {
  readonly kind: 'replace' | 'missing-factor' | 'extra-factor' | 'missing-term' | 'extra-term' | 'mean-of-product';
  /** What goes; null where something is only missing. */
  readonly replace: Expression | null;
  /** What comes; null where something only goes. */
  readonly by: () => Expression | null;
  /** The component as it is then. */
  readonly component: () => Expression;
  readonly values: (sample: RowSample) => Float64Array;
  /** The same change with what comes made c times as large, where that is still one change. */
  readonly scaled: ((c: number) => Edit) | null;
  /** Where it is made; null for what concerns more than one place. */
  readonly at: Occurrence | null;
  /** How much it changes; the simplest is tried first. */
  readonly cost: number;
}

/** A longer text is more than a slip of the pen. */
const MOST_PLACES = 60;
/** More is written anew, not mended. */
const MOST_COST = 11;

/** All changes of one thing, the simplest first. @param parts what may be put in. */
export function edits(component: Expression, parts: readonly Expression[]): Edit[] {
  const places = occurrences(component).slice(0, MOST_PLACES);
  const sized = parts.map((part) => ({ part, size: sizeOf(part) }));
  return [
    ...joinedMeans(component),
    ...replacedEverywhere(component, places, sized),
    ...places.flatMap((place) => at(place, sized)),
  ]
    .filter(({ cost }) => cost <= MOST_COST)
    .sort((a, b) => a.cost - b.cost);
}

function at(place: Occurrence, parts: readonly { readonly part: Expression; readonly size: number }[]): Edit[] {
  const { node, role, without } = place;
  const own = sizeOf(node);
  const made: Edit[] = [];
  if (without !== null)
    made.push({
      kind: role === 'term' ? 'extra-term' : 'extra-factor',
      replace: role === 'divisor' ? call('divide', constant(1), node) : node,
      by: () => null,
      component: without,
      values: (sample) => sample.values(without()),
      scaled: null,
      at: place,
      cost: 0.5 + own,
    });
  for (const [by, cost] of nearby(place)) made.push(replaced(place, by, cost));
  const { above, below } = factorsIn(node);
  for (const { part, size } of parts) {
    if (part !== node && (role !== 'whole' || size < OF_WHOLE))
      made.push(replaced(place, part, sameArguments(node, part) ? 3 : 1 + own + size));
    if (role === 'whole' || role === 'term' || role === 'argument') {
      made.push(below.has(part) ? extra(place, part, 'divide', 1.2 + size) : factor(place, part, 'multiply', 1.2 + size));
      made.push(above.has(part) ? extra(place, part, 'multiply', 1 + size) : factor(place, part, 'divide', 1.6 + size));
    }
    if (role !== 'term') made.push(term(place, part, 'add', 3 + size), term(place, part, 'subtract', 3 + size));
  }
  return made;
}

/** What stands in the place of a whole inside is as small as this: else it is the right component, not a change. */
const OF_WHOLE = 3;

/** sin(u) for cos(u). */
const sameArguments = (a: Expression, b: Expression): boolean =>
  a.kind === 'call' && b.kind === 'call' && a.args.length === b.args.length && a.args.every((arg, k) => arg === b.args[k]);

const replaced = (place: Occurrence, by: Expression, cost: number): Edit => ({
  kind: 'replace',
  replace: place.node,
  by: () => by,
  component: () => place.put(by),
  values: (sample) => place.through(sample.rows(by), sample),
  scaled: (c) => replaced(place, times(c, by), cost + 1),
  at: place,
  cost,
});

/** The place combined with a part, as text and row by row. */
const joined = (place: Occurrence, operation: string, part: Expression): Expression =>
  place.put(call(operation, place.node, part));

function through(place: Occurrence, operation: string, part: Expression, sample: RowSample): Float64Array {
  const [a, b] = [sample.rows(place.node), sample.rows(part)];
  const of = COMBINE[operation] as (x: number, y: number) => number;
  const made = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) made[i] = of(a[i] as number, b[i] as number);
  return place.through(made, sample);
}

const COMBINE: Readonly<Record<string, (x: number, y: number) => number>> = {
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
};

// Whole literals: objects that are spread into others take ten times as long, and there are hundreds.
const factor = (place: Occurrence, part: Expression, operation: 'multiply' | 'divide', cost: number): Edit => ({
  kind: 'missing-factor',
  replace: null,
  by: () => (operation === 'multiply' ? part : call('divide', constant(1), part)),
  component: () => joined(place, operation, part),
  values: (sample) => through(place, operation, part, sample),
  scaled: operation === 'divide' ? null : (c) => factor(place, times(c, part), operation, cost + 1),
  at: place,
  cost,
});

/** A factor too much is divided by, a divisor too much multiplied by. */
function extra(place: Occurrence, part: Expression, of: 'multiply' | 'divide', cost: number): Edit {
  const undone = of === 'multiply' ? 'divide' : 'multiply';
  return {
    kind: 'extra-factor',
    replace: of === 'multiply' ? part : call('divide', constant(1), part),
    by: () => null,
    component: () => joined(place, undone, part),
    values: (sample) => through(place, undone, part, sample),
    scaled: null,
    at: place,
    cost,
  };
}

const term = (place: Occurrence, part: Expression, operation: 'add' | 'subtract', cost: number): Edit => ({
  kind: 'missing-term',
  replace: null,
  by: () => (operation === 'add' ? part : call('negate', part)),
  component: () => joined(place, operation, part),
  values: (sample) => through(place, operation, part, sample),
  scaled: null,
  at: place,
  cost,
});

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

const times = (c: number, e: Expression): Expression => (c === 1 ? e : arrange(call('multiply', constant(c), e)));

/** mean(a)·mean(b) where mean(a·b) belongs. */
function joinedMeans(component: Expression): Edit[] {
  if (component.kind !== 'call') return [];
  const [a, b] = component.args;
  const isMean = (e: Expression | undefined): e is Expression & { readonly kind: 'call' } =>
    e?.kind === 'call' && e.operation === 'mean';
  const edit = (replace: Expression, by: Expression, whole: Expression): Edit => ({
    kind: 'mean-of-product',
    replace,
    by: () => by,
    component: () => whole,
    values: (sample) => sample.values(whole),
    scaled: null,
    at: null,
    cost: 1,
  });
  if (component.operation === 'multiply' && isMean(a) && isMean(b)) {
    const joined = call('mean', call('multiply', a.args[0] as Expression, b.args[0] as Expression));
    return [edit(component, joined, joined)];
  }
  return component.args.flatMap((arg, k) =>
    joinedMeans(arg).map((inner) =>
      edit(
        inner.replace as Expression,
        inner.by() as Expression,
        call(component.operation, ...component.args.map((other, i) => (i === k ? inner.component() : other))),
      ),
    ),
  );
}

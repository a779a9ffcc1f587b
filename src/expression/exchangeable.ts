import { type Arranger, arranger } from './arrange.js';
import { type Call, call, type Expression, name, namesIn, topological } from './node.js';
import { substitute } from './substitute.js';

/** Sums and products in which more terms stand are not searched. */
const MOST_TERMS = 64;
/** Terms with more parameters are matched in the order in which these stand only. */
const MOST_PERMUTED = 4;

/**
 * Groups of terms of a sum, or factors of a product, that are equal but for the names of parameters that stand nowhere else: the model is
 * the same when their values are exchanged. Each group is proved by exchanging the names and comparing.
 *
 * @returns per group the parameters of each term, in corresponding order.
 */
export function exchangeable(expression: Expression, parameters: readonly string[]): string[][][] {
  const sorted = arranger(true);
  const known = new Set(parameters);
  const taken = new Set<string>();
  const groups: string[][][] = [];
  for (const chain of chains(expression)) {
    if (chain.length > MOST_TERMS) continue;
    const parts = connected(
      chain.map((term) => ({ term, names: namesIn(term).filter((text) => known.has(text) && !taken.has(text)) })),
    );
    const own = parts.map(({ names }, i) =>
      names.filter((text) => parts.every((other, j) => i === j || !other.names.includes(text))),
    );
    const shapes: (Expression | undefined)[] = parts.map(() => undefined);
    const shape = (i: number): Expression => {
      shapes[i] ??= together((parts[i] as Part).terms, new Map((own[i] as string[]).map((text) => [text, ANY])), sorted);
      return shapes[i];
    };
    const open = new Set(own.flatMap((names, i) => (names.length > 0 ? [i] : [])));
    for (const i of open) {
      open.delete(i);
      const first = own[i] as string[];
      const group = [first];
      for (const j of open) {
        const second = own[j] as string[];
        if (first.length !== second.length || shape(i) !== shape(j)) continue;
        const [from, to] = [i, j].map((k) => (parts[k] as Part).terms) as [Expression[], Expression[]];
        const match = matching(expression, sorted, [from, to], first, second);
        if (match === undefined) continue;
        open.delete(j);
        group.push(match);
      }
      if (group.length < 2) continue;
      groups.push(group);
      for (const text of group.flat()) taken.add(text);
    }
  }
  return groups;
}

interface Part {
  readonly terms: Expression[];
  names: string[];
}

/**
 * Terms that share a parameter which the others have not belong together: B*cos(w*x) + C*sin(w*x) is one wave. A parameter of every term binds none.
 */
function connected(terms: readonly { readonly term: Expression; readonly names: readonly string[] }[]): Part[] {
  const everywhere = (text: string): boolean => terms.every(({ names }) => names.includes(text));
  const parts: Part[] = [];
  for (const { term, names } of terms) {
    const binding = names.filter((text) => terms.length > 2 && !everywhere(text));
    const touched = parts.filter((part) => part.names.some((text) => binding.includes(text)));
    const [first, ...others] = touched;
    if (first === undefined) {
      parts.push({ terms: [term], names: [...names] });
      continue;
    }
    for (const other of others) {
      first.terms.push(...other.terms);
      first.names.push(...other.names);
      parts.splice(parts.indexOf(other), 1);
    }
    first.terms.push(term);
    first.names.push(...names);
    first.names = [...new Set(first.names)];
  }
  return parts;
}

/** Stands for every parameter of a term: terms that differ with it cannot match. */
const ANY = name('·');

/** One expression for terms with names replaced, whatever their order. */
const together = (terms: readonly Expression[], renamed: ReadonlyMap<string, Expression>, sorted: Arranger): Expression =>
  call('add', ...terms.map((term) => sorted(substitute(term, renamed))).sort((a, b) => a.id - b.id));

/** The names of the second term, as many as of the first, in an order in which exchanging them with the first changes nothing. */
function matching(
  expression: Expression,
  sorted: Arranger,
  [from, to]: readonly [readonly Expression[], readonly Expression[]],
  first: readonly string[],
  second: readonly string[],
): string[] | undefined {
  const whole = sorted(expression);
  const orders = second.length <= MOST_PERMUTED ? permutations(second) : [[...second]];
  const wanted = together(to, new Map(), sorted);
  return orders.find((order) => {
    // The terms alone refute nearly all orders, and are shorter than the whole.
    const renamed = new Map(first.map((text, k) => [text, name(order[k] as string)]));
    if (together(from, renamed, sorted) !== wanted) return false;
    const exchange = new Map<string, Expression>();
    first.forEach((text, k) => {
      exchange.set(text, name(order[k] as string));
      exchange.set(order[k] as string, name(text));
    });
    return sorted(substitute(expression, exchange)) === whole;
  });
}

const CHAINS: Readonly<Record<string, ReadonlySet<string>>> = {
  sum: new Set(['add', 'subtract', 'negate']),
  product: new Set(['multiply', 'divide', 'negate']),
};

/** The terms of every sum and the factors of every product, outermost first. */
function chains(expression: Expression): Expression[][] {
  const found: Expression[][] = [];
  const order = topological([expression]);
  for (const kind of Object.values(CHAINS)) {
    const inner = new Set<Expression>();
    const belongs = (node: Expression): node is Call => node.kind === 'call' && kind.has(node.operation);
    for (const node of order) if (belongs(node)) for (const arg of node.args) if (belongs(arg)) inner.add(arg);
    for (const node of [...order].reverse()) if (belongs(node) && !inner.has(node)) found.push(leaves(node, belongs));
  }
  return found;
}

function leaves(root: Expression, belongs: (node: Expression) => node is Call): Expression[] {
  const list: Expression[] = [];
  const stack = [root];
  for (let node = stack.pop(); node !== undefined && list.length <= MOST_TERMS; node = stack.pop()) {
    if (belongs(node)) stack.push(...[...node.args].reverse());
    else list.push(node);
  }
  return list;
}

function permutations(items: readonly string[]): string[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
}

/**
 * An expression: an immutable, hash-consed directed acyclic graph. Equal expressions are the same object, so equality is `===`
 * and every pass may memoise by node. Children are always made before their parents: `id` is a topological order.
 */
export type Expression = Constant | Name | Indexed | Call;

interface Identified {
  /** Grows with creation; never printed, never compared between runs. */
  readonly id: number;
}

export interface Constant extends Identified {
  readonly kind: 'constant';
  readonly value: number;
  /** How it was written, when it was written as a name. */
  readonly symbol?: 'pi' | 'e';
}

/** A column or a parameter: which, the model decides. */
export interface Name extends Identified {
  readonly kind: 'name';
  readonly name: string;
}

/** `b[group]`: a parameter per level of a categorical column. */
export interface Indexed extends Identified {
  readonly kind: 'indexed';
  readonly name: string;
  readonly by: string;
}

/** A row of `operations/` (or a draw of the data language) over arguments. */
export interface Call extends Identified {
  readonly kind: 'call';
  readonly operation: string;
  readonly args: readonly Expression[];
}

const interned = new Map<string, WeakRef<Expression>>();
const dropped = new FinalizationRegistry<string>((key) => {
  if (interned.get(key)?.deref() === undefined) interned.delete(key);
});
let nextId = 0;

export const constant = (value: number, symbol?: 'pi' | 'e'): Constant =>
  intern(`#${Object.is(value, -0) ? '-0' : value}${symbol ?? ''}`, (id) =>
    symbol === undefined ? { kind: 'constant', id, value } : { kind: 'constant', id, value, symbol },
  ) as Constant;

export const name = (text: string): Name => intern(`$${text}`, (id) => ({ kind: 'name', id, name: text })) as Name;

export const indexed = (text: string, by: string): Indexed =>
  intern(`[${text.length}:${text}[${by}`, (id) => ({ kind: 'indexed', id, name: text, by })) as Indexed;

/** The call node as it is written: nothing is simplified here. */
export const call = (operation: string, ...args: readonly Expression[]): Call =>
  intern(`${operation}(${args.map((a) => a.id).join(',')}`, (id) => ({ kind: 'call', id, operation, args })) as Call;

function intern(key: string, make: (id: number) => Expression): Expression {
  const known = interned.get(key)?.deref();
  if (known !== undefined) return known;
  const node = Object.freeze(make(nextId++));
  interned.set(key, new WeakRef(node));
  dropped.register(node, key);
  return node;
}

/** All nodes below the roots and the roots, children before parents, each once. Iterative: deep chains are no danger. */
export function topological(roots: readonly Expression[]): Expression[] {
  const order: Expression[] = [];
  const seen = new Set<Expression>();
  const stack: { node: Expression; next: number }[] = [];
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    stack.push({ node: root, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: Expression; next: number };
      const args = top.node.kind === 'call' ? top.node.args : [];
      const child = args[top.next++];
      if (child === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        stack.push({ node: child, next: 0 });
      }
    }
  }
  return order;
}

/** The names below an expression in order of first appearance from left to right. */
export function namesIn(expression: Expression): string[] {
  const names = new Set<string>();
  for (const node of topological([expression])) if (node.kind === 'name') names.add(node.name);
  return [...names];
}

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

/** Nodes that were asked for lately, held strongly: weak references are slow to make and to follow, and a fit makes and finds thousands of nodes. */
const recent = new Map<string, Expression>();
/** The others, for as long as anybody has them. */
const older = new Map<string, WeakRef<Expression>>();
const MOST_RECENT = 8192;
let sweepAt = 2 * MOST_RECENT;
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
  intern(callKey(operation, args), (id) => ({ kind: 'call', id, operation, args })) as Call;

function callKey(operation: string, args: readonly Expression[]): string {
  let key = `${operation}(`;
  for (const arg of args) key += `${arg.id},`;
  return key;
}

function intern(key: string, make: (id: number) => Expression): Expression {
  const known = recent.get(key);
  if (known !== undefined) return known;
  if (recent.size >= MOST_RECENT) age();
  const node = older.get(key)?.deref() ?? Object.freeze(make(nextId++));
  recent.set(key, node);
  return node;
}

/** Lets go of the recent nodes, and of the places of those that nobody had any more. */
function age(): void {
  for (const [key, node] of recent) older.set(key, new WeakRef(node));
  recent.clear();
  if (older.size < sweepAt) return;
  for (const [key, node] of older) if (node.deref() === undefined) older.delete(key);
  sweepAt = Math.max(2 * older.size, 2 * MOST_RECENT);
}

/** All nodes below the roots and the roots, children before parents, each once. Iterative: deep chains are no danger. */
export function topological(roots: readonly Expression[]): Expression[] {
  const order: Expression[] = [];
  const seen = new Set<Expression>();
  // A node with the number of its arguments that were looked at.
  const stack: Expression[] = [];
  const looked: number[] = [];
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    stack.push(root);
    looked.push(0);
    while (stack.length > 0) {
      const top = stack.length - 1;
      const node = stack[top] as Expression;
      const child = node.kind === 'call' ? node.args[(looked[top] as number)++] : undefined;
      if (child === undefined) {
        order.push(node);
        stack.pop();
        looked.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        if (child.kind === 'call') {
          stack.push(child);
          looked.push(0);
        } else order.push(child);
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

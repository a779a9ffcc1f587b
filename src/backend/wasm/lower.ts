import type { Arithmetic, Elementary, LookupTable } from '../../base/arithmetic.js';
import { numbers } from '../../base/elementary/numbers.js';
import { FOLD, isPowerOfTwo } from './constants.js';
import { type Branch, OP, type Region, region, type Value } from './value.js';

/** What lowering needs of the module that it lowers for. */
export interface Surroundings {
  /** Address of a table in the memory. */
  table(table: LookupTable): number;
  /** Number of the function that computes `fn`. @param rare it stands on a side of a branch. */
  function(fn: Elementary, rare: boolean): number;
  /** Whether a call at the top of a row may be put in place; a function is shorter, in place is quicker and shares. */
  inlines(valuesSoFar: number): boolean;
}

/**
 * {@link Arithmetic} whose values are nodes of a graph. Equal nodes are one (so sin x and cos x share their reduction), constants fold by the
 * reference arithmetic, and what depends on no row goes to the uniform region.
 */
export class Lowering implements Arithmetic<Value, Value> {
  /** Where values that need no row are made; for an elementary function the same as `body`. */
  readonly uniform: Region;
  readonly body: Region;
  private here: Region;
  private nextId = 0;
  private readonly constants = new Map<number | string, Value>();
  private readonly truths = new Map<boolean, Value>();
  /** While a side is added to an older branch: nothing may be used that came between. */
  private readonly guards: { readonly region: Region; readonly before: number; broken: boolean }[] = [];
  private journal: (() => void)[] | undefined;

  /** @param rows whether there is a loop over rows. */
  constructor(
    private readonly surroundings: Surroundings,
    rows: boolean,
  ) {
    this.uniform = region(undefined, rows);
    this.body = rows ? region(this.uniform, false) : this.uniform;
    this.here = this.body;
  }

  get size(): number {
    return this.nextId;
  }

  /** Makes values in the uniform region, or back in the body. */
  enter(where: 'uniform' | 'body'): void {
    this.here = where === 'uniform' ? this.uniform : this.body;
  }

  sink(output: number, value: Value): void {
    this.body.instructions.push({ kind: 'sink', output, value, bytes: 0 });
  }

  leaf(op: number, immediate: number): Value {
    return this.make(op, [], { immediate, uniform: op === OP.uniformLoad });
  }

  constant(value: number): Value {
    const key = Object.is(value, -0) ? '-0' : value;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const made = this.value(OP.constant, [], { immediate: value, uniform: true }, undefined);
    this.constants.set(key, made);
    return made;
  }

  add(a: Value, b: Value): Value {
    return this.commutative(OP.add, a, b);
  }
  sub(a: Value, b: Value): Value {
    return b.op === OP.constant && Object.is(b.immediate, 0) ? a : this.make(OP.sub, [a, b]);
  }
  mul(a: Value, b: Value): Value {
    if (isConstant(a, 1)) return b;
    if (isConstant(b, 1)) return a;
    return this.commutative(OP.mul, a, b);
  }
  div(a: Value, b: Value): Value {
    // A power of two has an exact inverse, and multiplying is quicker.
    if (b.op === OP.constant && isPowerOfTwo(b.immediate)) return this.mul(a, this.constant(1 / b.immediate));
    return this.make(OP.div, [a, b]);
  }
  neg(a: Value): Value {
    return this.make(OP.neg, [a]);
  }
  abs(a: Value): Value {
    return this.make(OP.abs, [a]);
  }
  sqrt(a: Value): Value {
    return this.make(OP.sqrt, [a]);
  }
  floor(a: Value): Value {
    return this.make(OP.floor, [a]);
  }
  ceil(a: Value): Value {
    return this.make(OP.ceil, [a]);
  }
  trunc(a: Value): Value {
    return this.make(OP.trunc, [a]);
  }
  nearest(a: Value): Value {
    return this.make(OP.nearest, [a]);
  }
  min(a: Value, b: Value): Value {
    return this.commutative(OP.min, a, b);
  }
  max(a: Value, b: Value): Value {
    return this.commutative(OP.max, a, b);
  }
  copysign(a: Value, b: Value): Value {
    return this.make(OP.copysign, [a, b]);
  }

  lt(a: Value, b: Value): Value {
    return this.make(OP.lt, [a, b], TRUTH);
  }
  le(a: Value, b: Value): Value {
    return this.make(OP.le, [a, b], TRUTH);
  }
  gt(a: Value, b: Value): Value {
    return this.make(OP.gt, [a, b], TRUTH);
  }
  ge(a: Value, b: Value): Value {
    return this.make(OP.ge, [a, b], TRUTH);
  }
  eq(a: Value, b: Value): Value {
    if (a === b && isFlag(a)) return this.truth(true);
    return this.commutative(OP.eq, a, b, TRUTH);
  }
  ne(a: Value, b: Value): Value {
    // A comparison that was made a number and is asked for again.
    if (isFlag(a) && isConstant(b, 0)) return a.args[0] as Value;
    return this.commutative(OP.ne, a, b, TRUTH);
  }
  and(a: Value, b: Value): Value {
    if (a.op === OP.constant) return a.immediate === 1 ? b : a;
    if (b.op === OP.constant) return b.immediate === 1 ? a : b;
    return this.commutative(OP.and, a, b, TRUTH);
  }
  or(a: Value, b: Value): Value {
    if (a.op === OP.constant) return a.immediate === 1 ? a : b;
    if (b.op === OP.constant) return b.immediate === 1 ? b : a;
    return this.commutative(OP.or, a, b, TRUTH);
  }
  not(a: Value): Value {
    return this.make(OP.not, [a], TRUTH);
  }

  select(condition: Value, yes: Value, no: Value): Value {
    if (condition.op === OP.constant) return condition.immediate === 1 ? yes : no;
    if (yes === no) return yes;
    return this.make(OP.select, [condition, yes, no], { truth: yes.truth });
  }

  choose(condition: Value, yes: () => Value, no: () => Value): Value {
    if (condition.op === OP.constant) return condition.immediate === 1 ? yes() : no();
    return this.joined(condition, yes, no) ?? this.branch(condition, yes, no);
  }

  power2(n: Value): Value {
    return this.make(OP.power2, [n]);
  }
  exponent(a: Value): Value {
    return this.make(OP.exponent, [a]);
  }
  head(a: Value): Value {
    return this.make(OP.head, [a]);
  }

  bit(a: Value, place: number): Value {
    if (a.op === OP.constant) return this.truth(numbers.bit(a.immediate, place));
    // a + 0 is a but for the sign of zero.
    const zero = a.op === OP.add ? a.args.findIndex((arg) => isConstant(arg, 0)) : -1;
    if (zero >= 0) return this.bit(a.args[1 - zero] as Value, place);
    return this.make(OP.bit, [a], { immediate: place, truth: true });
  }

  lookup(table: LookupTable, index: Value): Value {
    if (index.op === OP.constant) return this.constant(numbers.lookup(table, index.immediate));
    return this.make(OP.lookup, [index], { immediate: this.surroundings.table(table), immediate2: table.values.length });
  }

  call(fn: Elementary, ...args: Value[]): Value {
    if (args.every((arg) => arg.op === OP.constant)) return this.constant(fn.body(numbers, ...args.map((arg) => arg.immediate)));
    const rare = this.here !== this.body && this.here !== this.uniform;
    if (!rare && this.surroundings.inlines(this.nextId)) return fn.body(this, ...args);
    return this.make(OP.call, args, { immediate: this.surroundings.function(fn, rare) });
  }

  private truth(value: boolean): Value {
    const known = this.truths.get(value);
    if (known !== undefined) return known;
    const made = this.value(OP.constant, [], { immediate: value ? 1 : 0, uniform: true, truth: true }, undefined);
    this.truths.set(value, made);
    return made;
  }

  private commutative(op: number, a: Value, b: Value, more: Extra = {}): Value {
    return this.make(op, a.id <= b.id ? [a, b] : [b, a], more);
  }

  private make(op: number, args: readonly Value[], more: Extra = {}): Value {
    this.check(args);
    if (args.length > 0 && op > OP.lookup && args.every((arg) => arg.op === OP.constant)) {
      const folded = FOLD[op]?.(...args.map((arg) => arg.immediate));
      if (folded !== undefined) return typeof folded === 'number' ? this.constant(folded) : this.truth(folded);
    }
    const uniform = more.uniform ?? (args.length > 0 && args.every((arg) => arg.uniform));
    const home = uniform && !this.here.uniform ? this.uniform : this.here;
    const key = keyOf(op, args, more);
    for (let place: Region | undefined = home; place !== undefined; place = place.parent) {
      const known = place.values.get(key);
      if (known !== undefined) return known;
    }
    const value = this.value(op, args, { ...more, uniform }, home);
    home.values.set(key, value);
    home.instructions.push({ kind: 'value', value });
    if (home !== this.uniform || this.here.uniform)
      this.journal?.push(() => {
        home.values.delete(key);
        home.instructions.pop();
      });
    return value;
  }

  private value(op: number, args: readonly Value[], more: Extra, home: Region | undefined): Value {
    const { immediate = 0, immediate2 = 0, truth = false, uniform = false, branch } = more;
    const id = this.nextId++;
    return { id, op, args, immediate, immediate2, truth, uniform, region: home, branch, uses: 0, depth: 0, local: -1 };
  }

  private branch(condition: Value, yes: () => Value, no: () => Value): Value {
    const home = this.here;
    this.check([condition]);
    const branch: Branch = {
      kind: 'branch',
      id: this.nextId++,
      condition,
      yes: region(home, home.uniform),
      no: region(home, home.uniform),
      results: [],
    };
    const left = this.inside(branch.yes, yes);
    const right = this.inside(branch.no, no);
    home.instructions.push(branch);
    home.branches.set(condition, branch);
    this.journal?.push(() => {
      home.branches.delete(condition);
      home.instructions.splice(home.instructions.indexOf(branch), 1);
    });
    return this.result(branch, left, right, home);
  }

  /** The same question again: its sides go into the branch that is there, unless they need what was made since. */
  private joined(condition: Value, yes: () => Value, no: () => Value): Value | undefined {
    const home = this.here;
    const branch = home.branches.get(condition);
    if (branch === undefined) return undefined;
    const guard = { region: home, before: branch.id, broken: false };
    const outer = this.journal;
    const journal: (() => void)[] = [];
    this.journal = journal;
    this.guards.push(guard);
    const left = this.inside(branch.yes, yes);
    const right = this.inside(branch.no, no);
    this.check([left, right]);
    this.guards.pop();
    this.journal = outer;
    if (guard.broken) {
      for (const undo of journal.reverse()) undo();
      return undefined;
    }
    outer?.push(...journal);
    return this.result(branch, left, right, home);
  }

  private result(branch: Branch, left: Value, right: Value, home: Region): Value {
    if (left === right) return left;
    const uniform = branch.condition.uniform && left.uniform && right.uniform;
    // Sides that need no row are computed once, both of them.
    if (uniform && !home.uniform) return this.select(branch.condition, left, right);
    const known = branch.results.find(({ args }) => args[0] === left && args[1] === right);
    if (known !== undefined) return known;
    const value = this.value(OP.result, [left, right], { truth: left.truth, uniform, branch }, home);
    branch.results.push(value);
    this.journal?.push(() => {
      branch.results.splice(branch.results.indexOf(value), 1);
    });
    return value;
  }

  private inside(side: Region, make: () => Value): Value {
    const outer = this.here;
    this.here = side;
    const value = make();
    this.here = outer;
    return value;
  }

  private check(args: readonly Value[]): void {
    for (const guard of this.guards)
      for (const arg of args) if (arg.region === guard.region && arg.id > guard.before) guard.broken = true;
  }
}

interface Extra {
  readonly immediate?: number;
  readonly immediate2?: number;
  readonly truth?: boolean;
  readonly uniform?: boolean;
  readonly branch?: Branch;
}

const TRUTH: Extra = { truth: true };

/** select(condition, 1, 0). */
const isFlag = ({ op, args }: Value): boolean =>
  op === OP.select && isConstant(args[1] as Value, 1) && isConstant(args[2] as Value, 0);

const isConstant = (value: Value, wanted: number): boolean => value.op === OP.constant && value.immediate === wanted;

const ID = 2 ** 20;

/** Unlike for different values. Numbers where they hold it: strings are slower. */
function keyOf(op: number, args: readonly Value[], more: Extra): number | string {
  const [a, b, c] = args;
  if (c === undefined && more.immediate === undefined && (a?.id ?? 0) < ID && (b?.id ?? 0) < ID)
    return (op * ID + (a?.id ?? 0)) * ID + (b?.id ?? 0);
  return `${op}:${more.immediate ?? ''}:${args.map((arg) => arg.id).join(',')}`;
}

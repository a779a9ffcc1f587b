import { remembered } from '../base/remembered.js';
import { type Call, type Expression, topological } from './node.js';

/** Exponents of the base units: one per column, and one of the response. */
export type Dimension = Float64Array;

/**
 * The physical dimensions that parameters must have for a formula to make sense: terms of a sum are alike, arguments of elementary functions are pure numbers.
 * In y ~ a*exp(-k*t) the dimension of a is that of y, that of k is 1/t. So a search can draw every parameter on its own scale, whatever the units of the
 * data are. What the formula leaves open, or contradicts (log(t) of a column in hours), counts as a pure number.
 *
 * @param columns names; each has a unit of its own, the response the last one.
 * @returns per parameter, length columns + 1.
 * @example dimensions(parse('a*exp(-k*t)'), ['a', 'k'], ['t']) // [[0, 1], [-1, 0]]
 */
export const dimensions: (
  expression: Expression,
  parameters: readonly string[],
  columns: readonly string[],
) => readonly Dimension[] = remembered(
  64,
  ({ id }: Expression, parameters: readonly string[], columns: readonly string[]) =>
    [id, ...parameters, '', ...columns].join('\0'),
  dimensionsOf,
);

function dimensionsOf(expression: Expression, parameters: readonly string[], columns: readonly string[]): Dimension[] {
  const bases = columns.length + 1;
  const system = new LinearSystem(bases);
  const unknownOf = new Map<string, number>();
  const units = new Map<Expression, Form>();
  const weak: Form[] = [];
  const plain: Form[] = [];
  for (const node of topological([expression])) {
    if (node.kind === 'name') {
      const column = columns.indexOf(node.name);
      const form = column >= 0 ? system.base(column) : system.unknown();
      if (column < 0) unknownOf.set(node.name, [...form.unknowns.keys()][0] as number);
      units.set(node, form);
    } else if (node.kind === 'call') {
      units.set(
        node,
        callUnits(
          node,
          node.args.map((arg) => units.get(arg) as Form),
          system,
          weak,
        ),
      );
    } else {
      // A number may have a unit: x − 1958 is a year less a year.
      const form = system.unknown();
      plain.push(form);
      units.set(node, form);
    }
  }
  system.equate(units.get(expression) as Form, system.base(columns.length));
  for (const form of [...weak, ...plain]) system.equate(form, system.number());
  return parameters.map((name) => {
    const unknown = unknownOf.get(name);
    return unknown === undefined ? new Float64Array(bases) : system.value(unknown);
  });
}

const ALIKE = ['add', 'subtract', 'min', 'max', 'mod', 'hypot', 'atan2'];
/** Two of a kind are compared. */
const COMPARED = ['less', 'lessEqual', 'greater', 'greaterEqual', 'equal', 'notEqual'];
const SAME = ['negate', 'abs', 'relu', 'floor', 'ceil', 'round'];

function callUnits({ operation, args }: Call, units: readonly Form[], system: LinearSystem, weak: Form[]): Form {
  const [a, b] = units as [Form, Form];
  if (operation === 'multiply') return combine(a, 1, b, 1);
  if (operation === 'divide') return combine(a, 1, b, -1);
  if (SAME.includes(operation)) return a;
  if (operation === 'sqrt') return combine(a, 0.5, a, 0);
  if (operation === 'cbrt') return combine(a, 1 / 3, a, 0);
  if (operation === 'power') {
    const exponent = exponentOf(args[1]);
    if (exponent !== null) return combine(a, exponent, a, 0);
    weak.push(a, b);
    return system.number();
  }
  if (ALIKE.includes(operation)) {
    system.equate(a, b);
    return operation === 'atan2' ? system.number() : a;
  }
  if (COMPARED.includes(operation)) {
    system.equate(a, b);
    return system.number();
  }
  if (operation === 'clip') {
    for (const end of units.slice(1)) system.equate(a, end);
    return a;
  }
  if (operation === 'where') {
    system.equate(b, units[2] as Form);
    return b;
  }
  for (const form of units) weak.push(form);
  return system.number();
}

function exponentOf(e: Expression | undefined): number | null {
  if (e?.kind === 'constant') return e.value;
  if (e?.kind !== 'call') return null;
  const inner = e.args.map(exponentOf);
  if (inner.includes(null)) return null;
  const [a, b] = inner as [number, number];
  if (e.operation === 'negate') return -a;
  return e.operation === 'divide' ? a / b : null;
}

/** Σ coefficient·unknown + known, per base unit. */
interface Form {
  readonly unknowns: ReadonlyMap<number, number>;
  readonly known: Float64Array;
}

function combine(a: Form, p: number, b: Form, q: number): Form {
  const unknowns = new Map<number, number>();
  for (const [form, factor] of [
    [a, p],
    [b, q],
  ] as const)
    for (const [u, c] of form.unknowns) {
      const sum = (unknowns.get(u) ?? 0) + factor * c;
      if (Math.abs(sum) < 1e-12) unknowns.delete(u);
      else unknowns.set(u, sum);
    }
  return { unknowns, known: a.known.map((value, i) => p * value + q * (b.known[i] as number)) };
}

/** Linear equations taken one after the other; one that contradicts those before is left out. */
class LinearSystem {
  private count = 0;
  /** Solved for: unknown → a form of others. */
  private readonly solved = new Map<number, Form>();

  constructor(private readonly bases: number) {}

  number(): Form {
    return { unknowns: new Map(), known: new Float64Array(this.bases) };
  }

  base(index: number): Form {
    const known = new Float64Array(this.bases);
    known[index] = 1;
    return { unknowns: new Map(), known };
  }

  unknown(): Form {
    return { unknowns: new Map([[this.count++, 1]]), known: new Float64Array(this.bases) };
  }

  equate(a: Form, b: Form): void {
    const rest = this.reduced(combine(a, 1, b, -1));
    const [pivot] = rest.unknowns;
    if (pivot === undefined) return;
    const [u, coefficient] = pivot;
    const others = new Map([...rest.unknowns].filter(([other]) => other !== u));
    const form = combine({ unknowns: others, known: rest.known }, -1 / coefficient, this.number(), 0);
    this.solved.set(u, form);
  }

  /** What is still open counts as a pure number. */
  value(unknown: number): Float64Array {
    return this.reduced({ unknowns: new Map([[unknown, 1]]), known: new Float64Array(this.bases) }).known;
  }

  private reduced(form: Form): Form {
    let current = form;
    for (;;) {
      const next = [...current.unknowns].find(([u]) => this.solved.has(u));
      if (next === undefined) return current;
      const [u, coefficient] = next;
      const without = new Map([...current.unknowns].filter(([other]) => other !== u));
      current = combine({ unknowns: without, known: current.known }, 1, this.solved.get(u) as Form, coefficient);
    }
  }
}

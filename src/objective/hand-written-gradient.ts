import { evaluator } from '../expression/evaluate.js';
import { call, constant, type Expression, name, topological } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import { type CountTakenOut, countTakenOut } from './count-taken-out.js';

/** Per parameter, in their order: a scalar expression over `mean(…)` and `sum(…)` of per-row expressions, parameters and `n`. */
export type WrittenComponents = readonly Expression[];

/** A function of a program that gives the whole gradient, length P, from all parameters, length P; it knows its rows itself. */
export type GradientFunction = (point: Float64Array) => Float64Array;

export type HandWrittenGradient = WrittenComponents | GradientFunction;

/** A hand-written gradient as sums that a kernel fills and a rest that is worked out once an evaluation. */
export interface WrittenGradient {
  /** The per-row expressions, `prediction`, `residual` and `response` put in. */
  readonly sums: readonly Expression[];
  /** @param sums their sums over the rows, from `first` on. @returns the gradient, length P. */
  combine(sums: Float64Array, first: number, rows: number, point: Float64Array): Float64Array;
}

export function writtenGradient(
  gradient: HandWrittenGradient,
  parameters: readonly string[],
  model: { readonly prediction: Expression; readonly response: Expression; readonly columns: readonly string[] },
): WrittenGradient {
  if (typeof gradient === 'function') return { sums: [], combine: (_, __, ___, point) => gradient(point) };
  const meanings = new Map<string, Expression>([
    ['prediction', model.prediction],
    ['response', model.response],
    ['residual', call('subtract', model.prediction, model.response)],
  ]);
  const sums: Expression[] = [];
  // A column of that name is what stands inside of means; outside it is the count all the same.
  const taken = model.columns.includes('n') ? (rest: Expression): CountTakenOut => ({ power: 0, rest }) : countTakenOut;
  const outer = gradient.map((component) =>
    outside(component, taken, (inner) => sums.push(simplify(substitute(inner, meanings))) - 1),
  );
  const components = outer.map(evaluator);
  const places = new Map(sums.map((_, k) => [`${SUM}${k}`, k]));
  return {
    sums,
    combine: (values, first, rows, point) => {
      const value = (key: string): number => {
        if (key === 'n') return rows;
        const sum = places.get(key);
        return sum === undefined ? (point[parameters.indexOf(key)] as number) : (values[first + sum] as number);
      };
      const gradient = new Float64Array(components.length);
      for (let j = 0; j < gradient.length; j++) gradient[j] = (components[j] as (typeof components)[number])(value);
      return gradient;
    },
  };
}

const SUM = '@sum';

/** e·n^power. */
function timesCount(e: Expression, power: number): Expression {
  let out = e;
  for (let k = 0; k < Math.abs(power); k++) out = call(power > 0 ? 'multiply' : 'divide', out, name('n'));
  return out;
}

/** The component with every mean and sum replaced by a name for its value; `keep` stores the inside and says which it is. */
function outside(component: Expression, taken: typeof countTakenOut, keep: (inner: Expression) => number): Expression {
  const rebuilt = new Map<Expression, Expression>();
  for (const node of topological([component])) {
    if (node.kind !== 'call') {
      rebuilt.set(node, node);
      continue;
    }
    const inside = node.args[0] ?? constant(0);
    if (node.operation === 'sum' || node.operation === 'mean') {
      const { power, rest } = taken(inside);
      rebuilt.set(node, timesCount(name(`${SUM}${keep(rest)}`), node.operation === 'sum' ? power : power - 1));
    } else rebuilt.set(node, call(node.operation, ...node.args.map((arg) => rebuilt.get(arg) as Expression)));
  }
  return rebuilt.get(component) as Expression;
}

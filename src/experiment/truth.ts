import { number } from '../expression/build.js';
import { evaluate } from '../expression/evaluate.js';
import { call, type Expression, namesIn, topological } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';

/**
 * The parameter values that made generated data: the model is laid over the expression that made its response, noise of known mean put
 * at its mean. `W*sin(X) + b` over `10*sin(X) + 1.5 + normal(0, 1)` gives W = 10, b = 1.5. Of several equations all must fit, with one value per parameter.
 *
 * @param made the generated columns' expressions, by name, in the order in which they were made.
 * @returns one value per parameter; an empty record where the model is not the one that made the data.
 */
export function truthOf(
  equations: readonly { readonly expression: Expression; readonly response: Expression }[],
  made: ReadonlyMap<string, Expression>,
  parameters: readonly string[],
): Record<string, number> {
  const found = new Map<string, number>();
  for (const { expression, response } of equations) {
    const modelColumns = new Set(namesIn(expression).filter((name) => !parameters.includes(name)));
    const source = expand(response, made, modelColumns);
    if (!matches(tidy(expression), tidy(withoutNoise(source)), new Set(parameters), found)) return {};
  }
  return parameters.every((name) => found.has(name))
    ? Object.fromEntries(parameters.map((name) => [name, found.get(name) as number]))
    : {};
}

/** Puts the expressions of made columns in, last made first, except for those that the model reads itself. */
function expand(response: Expression, made: ReadonlyMap<string, Expression>, keep: ReadonlySet<string>): Expression {
  let expanded = response;
  for (const [name, expression] of [...made].reverse())
    if (!keep.has(name)) expanded = substitute(expanded, new Map([[name, expression]]));
  return expanded;
}

function withoutNoise(expression: Expression): Expression {
  return rebuild(expression, (operation, args) =>
    operation === 'normal' && args[0] !== undefined ? args[0] : call(operation, ...args),
  );
}

/** Differences as sums and constants folded, so that 1.5 + 10*sin(X) − 2 and W*sin(X) + b have the same shape. */
const tidy = (expression: Expression): Expression =>
  simplify(
    rebuild(expression, (operation, args) => {
      const [a, b] = args;
      if (operation === 'subtract' && a !== undefined && b !== undefined) return call('add', a, call('negate', b));
      return call(operation, ...args);
    }),
  );

const COMMUTATIVE = new Set(['add', 'multiply']);

function matches(model: Expression, truth: Expression, parameters: ReadonlySet<string>, found: Map<string, number>): boolean {
  if (model.kind === 'name' && parameters.has(model.name)) {
    const value = constantValue(truth);
    if (value === null) return false;
    const before = found.get(model.name);
    found.set(model.name, value);
    return before === undefined || before === value;
  }
  if (model === truth) return true;
  if (model.kind === 'constant') return constantValue(truth) === model.value;
  if (model.kind !== 'call') return false;
  // −(k·t) over −0.5·t: the sign stands in the constant there.
  const opposite = model.operation === 'negate' ? negated(truth) : null;
  if (opposite !== null) return matches(model.args[0] as Expression, opposite, parameters, found);
  if (truth.kind !== 'call') return false;
  if (model.operation !== truth.operation || model.args.length !== truth.args.length) return false;
  const orders = COMMUTATIVE.has(model.operation) ? [truth.args, [...truth.args].reverse()] : [truth.args];
  for (const order of orders) {
    const attempt = new Map(found);
    if (model.args.every((arg, i) => matches(arg, order[i] as Expression, parameters, attempt))) {
      for (const [name, value] of attempt) found.set(name, value);
      return true;
    }
  }
  return false;
}

/** −c for a constant c, (−c)·x for c·x; null for what has its sign outside. */
function negated(truth: Expression): Expression | null {
  if (truth.kind === 'constant') return number(-truth.value);
  if (truth.kind !== 'call' || truth.operation !== 'multiply') return null;
  const k = truth.args.findIndex((arg) => arg.kind === 'constant');
  if (k < 0) return null;
  return call('multiply', ...truth.args.map((arg, i) => (i === k ? (negated(arg) as Expression) : arg)));
}

function constantValue(expression: Expression): number | null {
  if (expression.kind === 'constant') return expression.value;
  if (namesIn(expression).length > 0 || topological([expression]).some((node) => node.kind === 'indexed')) return null;
  try {
    return evaluate(expression, () => Number.NaN);
  } catch {
    return null; // a draw that is no noise: the data have no single truth
  }
}

function rebuild(expression: Expression, make: (operation: string, args: readonly Expression[]) => Expression): Expression {
  const rebuilt = new Map<Expression, Expression>();
  for (const node of topological([expression]))
    rebuilt.set(
      node,
      node.kind === 'call'
        ? make(
            node.operation,
            node.args.map((arg) => rebuilt.get(arg) as Expression),
          )
        : node,
    );
  return rebuilt.get(expression) as Expression;
}

import { DownhillError } from '../base/errors.js';
import { evaluate } from '../expression/evaluate.js';
import { type Expression, namesIn } from '../expression/node.js';
import { substitute } from '../expression/substitute.js';

/** A formula whose names are resolved: which are columns, which parameters are free, and what the others are. */
export interface Model {
  /** Over columns and free parameters: fixed and tied ones are put in. */
  readonly prediction: Expression;
  readonly response: Expression;
  /** All parameters in the order in which they are written. */
  readonly parameters: readonly string[];
  /** Those that are searched for; P of them. */
  readonly free: readonly string[];
  /** What the others are, over the free ones. */
  readonly dependent: ReadonlyMap<string, Expression>;
  /** The columns that the formula reads. */
  readonly columns: readonly string[];
}

/**
 * Puts fixed values and ties into a formula.
 * @param ties parameter → expression of other parameters; a fixed value is a constant. Throws on a circle.
 */
export function constrainedModel(parts: {
  readonly prediction: Expression;
  readonly response: Expression;
  readonly parameters: readonly string[];
  readonly columns: readonly string[];
  readonly ties: ReadonlyMap<string, Expression>;
}): Model {
  const dependent = resolveTies(parts.ties);
  return {
    prediction: substitute(parts.prediction, dependent),
    response: parts.response,
    parameters: parts.parameters,
    free: parts.parameters.filter((name) => !dependent.has(name)),
    dependent,
    columns: parts.columns,
  };
}

/** The values of all parameters, in their order, from those of the free ones. */
export function allValues(model: Model, point: Float64Array): Float64Array {
  const value = (name: string): number => point[model.free.indexOf(name)] as number;
  return Float64Array.from(model.parameters, (name) => {
    const tie = model.dependent.get(name);
    return tie === undefined ? value(name) : evaluate(tie, value);
  });
}

function resolveTies(ties: ReadonlyMap<string, Expression>): Map<string, Expression> {
  let resolved = new Map(ties);
  for (let round = 0; round <= ties.size; round++) {
    const open = [...resolved].filter(([, tie]) => namesIn(tie).some((name) => resolved.has(name)));
    if (open.length === 0) return resolved;
    const own = open.find(([name, tie]) => namesIn(tie).includes(name));
    if (own !== undefined || round === ties.size) {
      const names = open.map(([name]) => name).join(', ');
      throw new DownhillError(
        'tie-circular',
        `the ties of ${names} refer to each other in a circle`,
        'tie each parameter to free ones only',
      );
    }
    const current = resolved;
    resolved = new Map([...current].map(([name, tie]) => [name, substitute(tie, current)]));
  }
  return resolved;
}

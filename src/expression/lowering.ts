import type { Call } from './node.js';
import { operationNamed } from './operation-named.js';
import type { Operation } from './operations/operation.js';

/**
 * The text from which every backend computes a call: the row's, or the row's special one for the constants among the arguments.
 * @returns undefined for the draws of the data language.
 */
export const lowering = (node: Call): Operation['lower'] | undefined => lowered(node)?.lower;

export interface Lowered {
  readonly lower: Operation['lower'];
  /** Equal for calls that are computed by the same text, different for others: `multiply`, `max/3`, `power(,3)`. */
  readonly form: string;
}

/** {@link lowering} with a name for it, by which a backend can keep what it made of the text. */
export function lowered(node: Call): Lowered | undefined {
  const row = operationNamed(node.operation);
  if (row === undefined) return undefined;
  if (row.lowerFor !== undefined && node.args.some((arg) => arg.kind === 'constant')) {
    const constants = node.args.map((arg) => (arg.kind === 'constant' ? arg.value : undefined));
    const special = row.lowerFor(constants);
    if (special !== undefined) return { lower: special, form: `${row.name}(${constants.join(',')})` };
  }
  return { lower: row.lower, form: typeof row.arity === 'number' ? row.name : `${row.name}/${node.args.length}` };
}

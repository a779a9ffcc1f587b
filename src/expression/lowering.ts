import type { Call } from './node.js';
import { operationNamed } from './operation-named.js';
import type { Operation } from './operations/operation.js';

/**
 * The text from which every backend computes a call: the row's, or the row's special one for the constants among the arguments.
 * @returns undefined for the draws of the data language.
 */
export function lowering(node: Call): Operation['lower'] | undefined {
  const row = operationNamed(node.operation);
  return row?.lowerFor?.(node.args.map((arg) => (arg.kind === 'constant' ? arg.value : undefined))) ?? row?.lower;
}

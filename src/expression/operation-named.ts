import { OPERATIONS } from './operations/index.js';
import type { Operation } from './operations/operation.js';

let byName: Map<string, Operation> | undefined;

/** The row of an operation by its name (not by an alias); undefined for the draws of the data language. */
export function operationNamed(name: string): Operation | undefined {
  // Made on first use: the rows build derivatives with this module's importers, so it must not read them while it is loaded.
  byName ??= new Map(OPERATIONS.map((row) => [row.name, row]));
  return byName.get(name);
}

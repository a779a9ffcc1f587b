import { columnMemory } from '../backend/column-memory.js';
import type { Values } from '../base/values.js';
import { pointwise } from '../objective/pointwise.js';
import type { Begun } from './fit.js';
import { WEIGHT } from './prepare.js';

/** A search on more rows would cost more than it tells. */
const MOST_ROWS = 20_000;
/** Rows of a sample. */
export const SAMPLE = 5_000;

/**
 * The same problem on some of its rows, evenly taken, on which starts are searched where there are very many; null where all rows are few enough, or nothing has to be
 * searched.
 */
export function sampled(begun: Begun): Begun | null {
  const { prepared, given, linearIn, choice } = begun;
  const searched = [...given.keys()].some((j) => Number.isNaN(given[j]) && !linearIn.includes(j));
  if (!searched || prepared.rows <= MOST_ROWS || choice.method.steps === 'rate') return null;
  const rows = Uint32Array.from({ length: SAMPLE }, (_, i) => Math.floor(((i + 0.5) * prepared.rows) / SAMPLE));
  const take = (values: Values): Float64Array => Float64Array.from(rows, (row) => values[row] as number);
  const columns = new Map([...prepared.columns].map(([name, values]) => [name, take(values)]));
  const weights = prepared.weights === null ? null : { ...prepared.weights, values: take(prepared.weights.values) };
  const memory = columnMemory(weights === null ? columns : new Map([...columns, [WEIGHT, weights.values]]), SAMPLE, 0);
  return {
    ...begun,
    prepared: { ...prepared, rows: SAMPLE, columns, response: take(prepared.response), weights, memory },
    objective: pointwise(begun.model, memory, prepared.backend),
  };
}

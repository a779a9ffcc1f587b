import { columnMemory } from '../backend/column-memory.js';
import { backendFor } from '../backend/index.js';
import type { Values } from '../base/values.js';
import { pointwise } from '../objective/pointwise.js';
import type { Begun } from './fit.js';
import { WEIGHT } from './prepare.js';

/** A search on more rows would cost more than it tells. */
const MOST_ROWS = 20_000;
/** Rows of a sample. */
export const SAMPLE = 5_000;
/** Rows on which findings are judged, and on which drawn starts are searched from for them. */
export const JUDGED = 10_000;
export const SKETCHED = 1_000;
/** All samples that {@link onSample} is asked for: a stream keeps each of them, so that a fit of it has the bits of one in memory. */
export const SAMPLES: readonly number[] = [SKETCHED, SAMPLE, JUDGED];

/**
 * The same problem on some of its rows, evenly taken, on which starts are searched where there are very many; null where all rows are few enough, or nothing has to be
 * searched.
 */
export function sampled(begun: Begun): Begun | null {
  const { prepared, given, linearIn, choice } = begun;
  const searched = [...given.keys()].some((j) => Number.isNaN(given[j]) && !linearIn.includes(j));
  if (!searched || prepared.rows <= MOST_ROWS || choice.method.steps === 'rate') return null;
  return onSample(begun, SAMPLE);
}

/** A problem on `count` < n of its rows, evenly taken, with its true derivatives; of rows that are not in memory the stream has kept them. */
export function onSample(begun: Begun, count: number): Begun {
  const { prepared } = begun;
  const rows = evenly(prepared.rows, count);
  // A loop: `from` with a function takes fifty times as long.
  const take = (values: Values): Float64Array => {
    const out = new Float64Array(rows.length);
    for (let i = 0; i < out.length; i++) out[i] = values[rows[i] as number] as number;
    return out;
  };
  const { columns, response } = kept(begun, Math.min(rows.length, prepared.rows)) ?? {
    columns: new Map([...prepared.columns].map(([name, values]) => [name, take(values)])),
    response: take(prepared.response),
  };
  const weights = prepared.weights === null ? null : { ...prepared.weights, values: take(prepared.weights.values) };
  const taken = response.length;
  const memory = columnMemory(weights === null ? columns : new Map([...columns, [WEIGHT, weights.values]]), taken, 0);
  const backend = prepared.stream === null ? prepared.backend : backendFor(begun.options.backend ?? 'auto');
  const { gradient: _, ...model } = begun.model;
  return {
    ...begun,
    model,
    prepared: { ...prepared, rows: taken, columns, response, weights, memory, backend, stream: null },
    objective: pointwise(model, memory, backend),
    fromMoments: null,
  };
}

const kept = ({ prepared: { stream } }: Begun, count: number) =>
  stream === null ? undefined : (stream.samples.find(({ response }) => response.length === count) ?? stream.sample);

/** Numbers of `count` ≤ `rows` rows, ascending. */
export function evenly(rows: number, count: number): Uint32Array {
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) out[i] = Math.floor(((i + 0.5) * rows) / count);
  return out;
}

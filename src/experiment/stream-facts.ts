import { columnMemory, refilled } from '../backend/column-memory.js';
import type { Backend, ColumnMemory } from '../backend/program.js';
import { eachChunk, PassMark, type RowSource } from '../backend/stream/row-chunks.js';
import { SUPERBLOCK } from '../backend/superblock.js';
import { DownhillError } from '../base/errors.js';
import { PairwiseSums } from '../base/random/pairwise-sum.js';
import { type Expression, namesIn } from '../expression/node.js';
import { print } from '../language/index.js';
import { PROBES } from '../problem/centred-form.js';
import { byCodeUnit, ColumnsHash } from './fingerprint.js';
import { evenly, SAMPLE, SAMPLES } from './sampled.js';

/** Some rows: the columns and the response of each. */
export interface SomeRows {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly response: Float64Array;
}

/** What a fit asks of rows that do not lie in memory, beside its passes. */
export interface StreamFacts {
  readonly rows: number;
  /** Of a pass: see {@link PassMark}. */
  readonly mark: number;
  readonly fingerprint: string;
  /** max |yᵢ|, ‖y‖ and Σ(yᵢ − ȳ)², NaN for a constant response. */
  readonly size: number;
  readonly norm: number;
  readonly total: number;
  /** By column two of its numbers, different ones where there are such. */
  readonly witnesses: ReadonlyMap<string, Float64Array>;
  /** Rows taken evenly: for searches, and for what is looked at in a few of them. */
  readonly sample: SomeRows;
  /** All samples that are asked for: see {@link SAMPLES}. */
  readonly samples: readonly SomeRows[];
  readonly probes: SomeRows;
}

/**
 * Learns them by 1 + max(2, number of columns) passes: the fingerprint takes one column after the other, and no place is known before the rows are counted.
 *
 * Errors: `no-rows`, `not-finite`, `response-not-finite`, `data-changed`.
 */
export async function streamFacts(
  source: RowSource,
  names: readonly string[],
  response: Expression,
  backend: Backend,
  place: string,
): Promise<StreamFacts> {
  const memory = chunkOf(names);
  const responseIn = responseOf(response, memory, backend, place);
  const looks = names.map((name) => firstLook(name, place));
  const [wholeY, seenY] = [
    { size: 0, squares: 0 },
    { value: Number.NaN, varies: false },
  ];
  const mark = new PassMark();
  const rows = await eachChunk(source, memory, names, (count, first) => {
    mark.add(memory, names, count);
    for (const look of looks) look.at(memory.column(look.name, 0, count) as Float64Array, first);
    for (const y of responseIn(count, first)) {
      wholeY.size = Math.max(wholeY.size, Math.abs(y));
      wholeY.squares += y * y;
      if (Number.isNaN(seenY.value)) seenY.value = y;
      else if (y !== seenY.value) seenY.varies = true;
    }
  });
  if (rows === 0) throw new DownhillError('no-rows', `${place} has no rows`, 'give at least one block with a row', { place });

  const hash = new ColumnsHash();
  const order = [...names].sort(byCodeUnit);
  const samples = SAMPLES.map((count) => taking(names, evenly(rows, Math.min(rows, count))));
  const sample = samples[SAMPLES.indexOf(SAMPLE)] as (typeof samples)[number];
  const probes = taking(names, evenly(rows, Math.min(rows, PROBES)));
  const [sums, squares] = [new PairwiseSums(rows), new PairwiseSums(rows)];
  for (let k = 0; k < Math.max(2, order.length); k++) {
    const hashed = order[k];
    if (hashed !== undefined) hash.begin(hashed, rows);
    const again = new PassMark();
    const got = await eachChunk(source, memory, names, (count, first) => {
      again.add(memory, names, count);
      if (hashed !== undefined) hash.add(memory.column(hashed, 0, count));
      if (k > 1) return;
      const y = responseIn(count, first);
      const mean = sums.sum / rows;
      if (k === 0) for (const taken of [...samples, probes]) taken.take(memory, y, first);
      if (k === 0) sums.add(y);
      else squares.add(y.map((value) => (value - mean) * (value - mean)));
    });
    if (got !== rows || again.value !== mark.value) throw dataChanged(place, rows, got);
  }
  return {
    rows,
    mark: mark.value,
    fingerprint: hash.hex(),
    size: wholeY.size,
    norm: Math.sqrt(wholeY.squares),
    total: seenY.varies ? squares.sum : Number.NaN,
    witnesses: new Map(looks.map(({ name, seen }) => [name, Float64Array.from(seen)])),
    sample,
    samples,
    probes,
  };
}

/** Room for the rows of a chunk, which is filled again and again. */
export const chunkOf = (names: readonly string[]): ColumnMemory =>
  refilled(columnMemory(new Map(names.map((name) => [name, new Float64Array(SUPERBLOCK)])), SUPERBLOCK, 0));

export const dataChanged = (place: string, rows: number, got: number): DownhillError =>
  new DownhillError(
    'data-changed',
    got === rows
      ? `${place} has other numbers in a later pass than in the first one`
      : `${place} had ${rows} rows in the first pass and ${got} in a later one`,
    'give the same rows in the same order whenever blocks() is called',
    { place },
  );

/** The response in the rows of a chunk; overwritten by the next. */
function responseOf(response: Expression, memory: ColumnMemory, backend: Backend, place: string) {
  const columns = namesIn(response);
  const kernel = backend.compile({ parameters: [], columns, outputs: [response] }, memory);
  const out = new Float64Array(SUPERBLOCK);
  return (count: number, first: number): Float64Array => {
    const values = out.subarray(0, count);
    kernel.map(new Float64Array(0), 0, count, values);
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad < 0) return values;
    throw new DownhillError(
      'response-not-finite',
      `the left side of the formula, ${print(response)}, is ${values[bad]} in row ${first + bad + 1}`,
      'leave such rows out of the blocks, or write another response',
      { place },
    );
  };
}

function firstLook(name: string, place: string) {
  const seen: number[] = [];
  return {
    name,
    seen,
    at(values: Float64Array, first: number): void {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        if (!Number.isFinite(value))
          throw new DownhillError(
            'not-finite',
            `row ${first + i + 1} of column "${name}" is ${value}, not a finite number`,
            'correct the values, or leave such rows out of the blocks',
            { place },
          );
        if (seen.length < 2) seen.push(value);
        else if (seen[0] === seen[1] && value !== seen[0]) seen[1] = value;
      }
    },
  };
}

/** Rows by their ascending numbers. */
function taking(names: readonly string[], rows: Uint32Array) {
  const columns = new Map(names.map((name) => [name, new Float64Array(rows.length)]));
  const response = new Float64Array(rows.length);
  let next = 0;
  return {
    columns,
    response,
    take(memory: ColumnMemory, y: Float64Array, first: number): void {
      for (; next < rows.length && (rows[next] as number) < first + y.length; next++) {
        const i = (rows[next] as number) - first;
        for (const [name, values] of columns) values[next] = memory.column(name)[i] as number;
        response[next] = y[i] as number;
      }
    },
  };
}

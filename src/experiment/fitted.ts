import { once } from '../base/once.js';
import { asDoubles } from '../base/values.js';
import type { Table } from '../data/table.js';
import { print } from '../language/index.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { fittedTable, type NamedColumn } from './fitted-table.js';
import { type MeanBands, meanBands } from './mean-bands.js';
import type { Part } from './part.js';
import { type RowInfluence, rowInfluence } from './row-influence.js';
import { type RowNoise, rowNoise } from './row-noise.js';

/** What a fit says of its own rows, those of several responses below each other. Everything is made when it is asked for. */
export interface Fitted {
  /** Null without standard errors. */
  noise(): RowNoise | null;
  /** Null without standard errors. */
  influence(): RowInfluence | null;
  /**
   * The columns that the fit reads with prediction, residual (prediction − response), standard error of the mean, bands as `downhill predict` names them,
   * standardized and studentized residual, leverage and Cook's distance, and the weight ψ(r)/r of a robust loss, where they exist. Of several responses each has
   * its own (`prediction_y2`), NaN in rows that it does not use. @param more columns that come after them, of the length of the table.
   */
  table(more?: readonly NamedColumn[]): Table;
}

export function fittedRows(begun: Begun, assessment: Assessment, point: Float64Array): Fitted {
  const noise = once(() => rowNoise(begun, assessment));
  const influence = once(() => rowInfluence(begun, point, assessment));
  return {
    noise,
    influence,
    table: (more = []) => tableOf(begun, rowsOf(begun, assessment, point, noise(), influence()), more),
  };
}

/** A column of all rows in memory. */
type RowColumn = readonly [name: string, values: Float64Array | null | undefined];

function rowsOf(
  begun: Begun,
  { robust }: Assessment,
  point: Float64Array,
  noise: RowNoise | null,
  influence: RowInfluence | null,
): RowColumn[] {
  const { prepared, objective } = begun;
  const prediction = objective.predict(point, 'mean');
  const bands = noise === null ? null : rowBands(begun, point, noise);
  return [
    ['prediction', prediction],
    ['residual', prediction.map((value, i) => value - (prepared.response[i] as number))],
    ['standard_error', bands?.standardErrors],
    ['mean_low', bands?.confidence.lower],
    ['mean_high', bands?.confidence.upper],
    ['new_low', bands?.prediction?.lower],
    ['new_high', bands?.prediction?.upper],
    ['standardized_residual', influence?.standardized],
    ['studentized_residual', influence?.studentized],
    ['leverage', influence?.leverage],
    ['cooks_distance', influence?.cook],
    ['robust_weight', robust?.weight],
  ];
}

function tableOf({ prepared }: Begun, columns: readonly RowColumn[], more: readonly NamedColumn[]): Table {
  const { table, parts, given, resolved, response } = prepared;
  const added = parts.flatMap((part): NamedColumn[] => {
    const written = part.equation.response;
    const of = parts.length === 1 ? '' : `_${print(written)}`;
    return [
      ...(written.kind === 'name' ? [] : [{ name: print(written), values: inTable(asDoubles(response), part, table.rows) }]),
      ...columns.map(([name, values]) => ({
        name: `${name}${of}`,
        values: values === null || values === undefined ? undefined : inTable(values, part, table.rows),
      })),
    ];
  });
  // A parameter for each level of a column reads its text.
  return fittedTable(table, [...resolved.levels.keys(), ...given.keys()], [...added, ...more]);
}

/** The rows of an equation in those of the table; NaN where it does not use them. */
function inTable(values: Float64Array, { from, to, tableRow }: Part, rows: number): Float64Array {
  if (to - from === rows) return values.subarray(from, to);
  const all = new Float64Array(rows).fill(Number.NaN);
  for (let i = from; i < to; i++) all[tableRow(i - from)] = values[i] as number;
  return all;
}

function rowBands({ model, prepared, options }: Begun, point: Float64Array, noise: RowNoise): MeanBands {
  return meanBands({
    model,
    backend: prepared.backend,
    memory: prepared.memory,
    columns: model.columns,
    point,
    factor: noise.factor,
    noise: noise.deviations,
    degreesOfFreedom: noise.degreesOfFreedom,
    level: options.level ?? 0.95,
  });
}

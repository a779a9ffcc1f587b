import { tableFromArrays } from '../../data/arrays.js';
import type { Table } from '../../data/table.js';
import type { Race } from './conclusion.js';
import type { MethodRace, RacedMethod } from './result.js';

/** The methods in the order of their ranking, a row each. */
export function rankingTable({ methods, ranking }: MethodRace): Table {
  const rows = ranking.map((i) => methods[i] as RacedMethod);
  const numbers = (of: (method: RacedMethod) => number | null | undefined): Float64Array =>
    Float64Array.from(rows, (method) => of(method) ?? Number.NaN);
  const columns = {
    rank: numbers(({ rank }) => rank),
    method: rows.map(({ label }) => label),
    outcome: rows.map(({ outcome }) => outcome),
    arrived: rows.map(({ arrived }) => arrived ?? ''),
    evaluations_to_target: numbers(({ target }) => target?.evaluations),
    epochs_to_target: numbers(({ target }) => target?.epoch),
    evaluations: numbers(({ stop }) => stop.evaluations),
    passes: numbers(({ stop }) => stop.passes),
    epochs: numbers(({ stop }) => stop.epochs),
    loss: numbers(({ loss }) => loss),
    above_lowest: numbers(({ above }) => above),
    learning_rate: numbers(({ learningRate }) => learningRate),
    stop: rows.map(({ stop }) => stop.detail),
  };
  const names = Object.keys(rows[0]?.parameters ?? {});
  return tableFromArrays(withParameters(columns, names, (name) => numbers(({ parameters }) => parameters[name])));
}

/** The ways of all methods below each other, in the order of their ranking; those of many epochs are thinned. */
export function tracesTable({ source: { ways, parameters, lowest } }: Race): Table {
  const all = (of: (way: (typeof ways)[number]) => Float64Array): Float64Array =>
    Float64Array.from(ways.flatMap((way) => [...of(way)]));
  const columns = {
    method: ways.flatMap(({ label, epoch }) => Array.from(epoch, () => label)),
    epoch: all(({ epoch }) => epoch),
    evaluations: all(({ evaluations }) => evaluations),
    loss: all(({ loss }) => loss),
    above_lowest: all(({ loss }) => loss.map((value) => value - lowest.loss)),
    mae: all(({ mae }) => mae),
    gradient_norm: all(({ gradientNorm }) => gradientNorm),
    rate: all(({ rate }) => rate),
  };
  return tableFromArrays(
    withParameters(columns, parameters, (name) => all(({ values }) => values[parameters.indexOf(name)] as Float64Array)),
  );
}

/** A parameter that is named like another column is written as `loss (parameter)`. */
const withParameters = (
  columns: Readonly<Record<string, Float64Array | string[]>>,
  names: readonly string[],
  of: (name: string) => Float64Array,
): Record<string, Float64Array | string[]> => ({
  ...columns,
  ...Object.fromEntries(names.map((name) => [Object.hasOwn(columns, name) ? `${name} (parameter)` : name, of(name)])),
});

import { tableFromArrays } from '../../data/arrays.js';
import type { Table } from '../../data/table.js';
import type { Sweep } from './result.js';

/** A row for each rate of each method. */
export function ratesTable({ methods }: Sweep): Table {
  const rows = methods.flatMap((method) => method.rates.map((rate) => ({ method, ...rate })));
  return tableFromArrays({
    method: rows.map(({ method }) => method.name),
    rate: rows.map(({ rate }) => rate),
    runs: rows.map(({ runs }) => runs),
    arrived: rows.map(({ arrived }) => arrived),
    elsewhere: rows.map(({ elsewhere }) => elsewhere),
    out_of_epochs: rows.map(({ outOfEpochs }) => outOfEpochs),
    diverged: rows.map(({ diverged }) => diverged),
    others: rows.map(({ others }) => others),
    median_epochs: rows.map(({ medianEpochs }) => medianEpochs ?? Number.NaN),
    median_left: rows.map(({ medianLeft }) => medianLeft ?? Number.NaN),
    stability_limit: rows.map(({ method }) => method.stabilityLimit ?? Number.NaN),
    best_in_theory: rows.map(({ method }) => method.bestInTheory ?? Number.NaN),
  });
}

/** A row for each run; the start's values as `start W`. */
export function runsTable({ methods, starts, parameters }: Sweep): Table {
  const rows = methods.flatMap(({ name, runs }) => runs.map((run) => ({ method: name, ...run })));
  const values = parameters.map((name) => [`start ${name}`, rows.map(({ start }) => starts[start]?.values[name] as number)]);
  return tableFromArrays({
    method: rows.map(({ method }) => method),
    rate: rows.map(({ rate }) => rate),
    start: rows.map(({ start }) => start),
    outcome: rows.map(({ outcome }) => outcome),
    epochs: rows.map(({ epochs }) => epochs),
    loss: rows.map(({ loss }) => loss ?? Number.NaN),
    left: rows.map(({ left }) => left ?? Number.NaN),
    ...Object.fromEntries(values),
  });
}

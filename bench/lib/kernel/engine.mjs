// downhill itself: an epoch by its objective, a run by the public `fit` and `minimize`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fit, METHODS, minimize, startThreads } from '../../../dist/index.js';
import { EPOCHS } from './models.mjs';

/** The objective is no public name: a bundle of the source is made of it. */
const SOURCE = `
  export { backendFor } from './backend/index.js';
  export { columnMemory } from './backend/column-memory.js';
  export { startThreads } from './backend/threads/start.js';
  export { threadsFor } from './backend/threads/threads-for.js';
  export { parseFormula } from './language/index.js';
  export { gram } from './objective/gram.js';
  export { LOSSES } from './objective/losses/index.js';
  export { pointwise } from './objective/pointwise.js';
  export { constant } from './optimize/step-size.js';
`;

async function internals() {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
  const outfile = join(folder, 'objective.mjs');
  const resolveDir = resolve(import.meta.dirname, '../../../src');
  await build({ stdin: { contents: SOURCE, resolveDir, loader: 'ts' }, bundle: true, format: 'esm', target: 'es2022', outfile });
  const loaded = await import(pathToFileURL(outfile));
  rmSync(folder, { recursive: true });
  return loaded;
}

let loaded;
/** Of `experiment/objectives.ts`. */
const FEW_ROWS = 20_000;

/** @returns { epoch, run, minimize } for a model and its data, on so many threads, which are there before. */
export async function engine(model, columns, y, threads) {
  loaded ??= await internals();
  const { backendFor, columnMemory, parseFormula, LOSSES, gram, pointwise, constant, threadsFor } = loaded;
  for (const start of [startThreads, loaded.startThreads]) await start(threads);
  const [{ response, expression }] = parseFormula(model.formula).equations;
  const names = model.columns.map(({ name }) => name);
  const arrays = Object.fromEntries([...names.map((name, k) => [name, columns[k]]), ['y', y]]);
  const point = Float64Array.from(model.point);
  const start = Object.fromEntries(model.parameters.map((name, j) => [name, model.point[j]]));
  const loss = LOSSES.find(({ name }) => name === model.loss);
  const { parameters } = model;
  const parts = { prediction: expression, response, parameters, columns: [...names, 'y'], loss, lossSettings: {} };
  const objective = pointwise(
    parts,
    columnMemory(new Map(Object.entries(arrays)), y.length, 0, threadsFor(threads, y.length)),
    backendFor('auto'),
  );
  const method = METHODS.find(({ name }) => name === 'gd');
  return {
    epoch: () => {
      const [{ loss, mae, gradient }] = objective.evaluate({ points: [point], want: 'gradient' });
      return [loss, mae, ...gradient];
    },
    run: () => {
      const options = { method: 'gd', learningRate: model.rate, epochs: EPOCHS, stop: 'mae < 0.001', start, threads };
      const result = fit(model.formula, arrays, options);
      if (result.stop.epochs !== EPOCHS) throw new Error(`the run ended after ${result.stop.epochs} epochs: ${result.outcome}`);
      return [...model.parameters.map((name) => result.parameters[name].value), result.quality.rss / 2 / y.length];
    },
    minimize: () => {
      const run = { method, start: point, stepSize: constant(model.rate), epochs: EPOCHS, stop: 'mae < 0.001' };
      // As `fit` does: from moments where there are many rows, and the loss of the end from the rows.
      const parts = { plain: objective, squares: objective, centring: null, weighted: false };
      const { evaluate } = y.length < FEW_ROWS ? objective : gram(parts)(null);
      const { point: end } = minimize(evaluate, run);
      const [{ loss }] = evaluate({ points: [end], want: 'value', exact: true });
      return [...end, loss];
    },
  };
}

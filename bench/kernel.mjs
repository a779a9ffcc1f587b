// One epoch (loss, mean absolute error, gradient) and runs of 200, beside NumPy, scipy, JAX, PyTorch, TensorFlow.js, a loop by hand and the memory's own speed.
// npm run bench -- kernel [--json | --markdown] [--rows 1e2,1e4] [--models line,sine] [--work epoch,run] [--threads 1,2] [--repeats n] [--clock wall|cpu]
// [--budget s] (of the repeats of one peer) [--limit s] (of one run)
import { freemem } from 'node:os';
import { parseArgs } from 'node:util';

if (process.argv[2] === 'child') {
  const { work } =
    process.argv[3] === 'tfjs' ? await import('./lib/kernel/tfjs-worker.mjs') : await import('./lib/kernel/node-worker.mjs');
  await work(process.argv[4]);
} else process.exitCode = await compare();

async function compare() {
  const { MODELS, WORK } = await import('./lib/kernel/models.mjs');
  const { measure } = await import('./lib/kernel/measure.mjs');
  const { places } = await import('./lib/kernel/places.mjs');
  const { worker } = await import('./lib/kernel/workers.mjs');
  const { machine, resultOf, table } = await import('./lib/kernel/report.mjs');
  const { values: given } = parseArgs({
    options: {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      rows: { type: 'string', default: '1e2,1e4,1e6,1e7' },
      models: { type: 'string', default: Object.keys(MODELS).join(',') },
      work: { type: 'string', default: 'epoch,run' },
      threads: { type: 'string', default: '1' },
      repeats: { type: 'string', default: '11' },
      clock: { type: 'string', default: 'wall' },
      budget: { type: 'string', default: '5' },
      limit: { type: 'string', default: '120' },
    },
  });
  const list = (text) => text.split(',').map((word) => word.trim());
  const [repeats, budget, limit] = [given.repeats, given.budget, given.limit].map(Number);
  const cases = list(given.threads).flatMap((threads) =>
    WORK.filter(([, model, work]) => list(given.models).includes(model) && list(given.work).includes(work)).flatMap(
      ([name, model, work]) =>
        list(given.rows).map((rows) => ({ name, model, work, rows: Number(rows), threads: Number(threads) })),
    ),
  );
  if (given.clock !== 'cpu' && given.clock !== 'wall') {
    console.error(`--clock wall or cpu, got ${given.clock}`);
    return 2;
  }
  const unknown = list(given.models).filter((model) => !(model in MODELS));
  const counts = [repeats, ...cases.flatMap(({ rows, threads }) => [rows, threads])];
  const sound = [budget, limit, ...counts].every((number) => number > 0) && counts.every(Number.isInteger);
  if (cases.length === 0 || unknown.length > 0 || !sound) {
    console.error(
      `nothing to measure: models are ${Object.keys(MODELS).join(', ')}, work is epoch, run, and all numbers are > 0`,
    );
    return 2;
  }

  const found = places();
  const workers = new Map();
  const workerOf = (threads) => (kind) => {
    const key = `${kind} ${threads}`;
    if (!workers.has(key) || workers.get(key)?.gone()) workers.set(key, worker(kind, threads, found));
    return workers.get(key);
  };
  const results = [];
  const wrong = [];
  const versions = {};
  const said = new Set();
  for (const one of cases) {
    // Columns twice (downhill has its own), and what NumPy keeps of whole arrays.
    const needed = 8 * one.rows * (2 * (MODELS[one.model].columns.length + 1) + 6);
    if (needed > 0.8 * freemem()) {
      console.error(`${one.name}, ${one.rows} rows: left out, ${(needed / 2 ** 30).toFixed(1)} GiB are not free`);
      continue;
    }
    const measured = await measure(one, { repeats, budget, limit }, workerOf(one.threads));
    wrong.push(...measured.wrong);
    Object.assign(versions, measured.versions);
    results.push(resultOf(one, measured, given.clock));
    if (!given.json && !given.markdown) console.log(table(results.slice(-1), results.length === 1));
    for (const [peer, why] of Object.entries(results[results.length - 1].missing)) {
      // The same reason is said once.
      if (!said.has(`${peer} ${why}`)) console.error(`${peer}: null, ${why} (${one.name}, ${one.rows} rows)`);
      said.add(`${peer} ${why}`);
    }
  }
  for (const each of workers.values()) each?.end();
  const report = { schema: 'downhill.bench/1', machine: machine(versions), results };
  if (given.json) console.log(JSON.stringify(report));
  if (given.markdown) console.log((await import('./lib/kernel/markdown.mjs')).markdown(report));
  for (const sentence of wrong) console.error(`error: ${sentence}`);
  return wrong.length > 0 ? 1 : 0;
}

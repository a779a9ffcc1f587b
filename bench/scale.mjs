// What fits cost as the rows grow, each in a process of its own: seconds, nanoseconds a row and pass, and the most memory it had, beside what its columns take.
// npm run bench -- scale [--rows 1e6,1e7,1e8] [--models line,decay,descent] [--clock cpu|wall] [--float32] [--stream] [--markdown]
// With --stream the rows are made anew in every pass, block by block: seconds are then mostly those of making them.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const MODELS = {
  line: ['y ~ a*x + b', {}],
  decay: ['y ~ a*exp(-k*x) + c', { start: { a: 1, k: 1, c: 0 } }],
  descent: ['y ~ a*exp(-k*x) + c', { method: 'gd', learningRate: 0.5, epochs: 20, start: { a: 1, k: 1, c: 0 } }],
};
const LIBRARY = `${import.meta.dirname}/../dist/index.js`;
const MEGABYTE = 1e6;
const BLOCK = 100_000;

if (process.argv[2] === 'child') await child(JSON.parse(process.argv[3]));
else process.exitCode = compare();

/** One fit, or none: what the process takes that has only loaded the library. */
async function child({ model, rows, float32, stream }) {
  const { allocateColumns, fit, fitStream } = await import(LIBRARY);
  const report = {};
  if (model !== undefined) {
    const [formula, options] = MODELS[model];
    const columns = allocateColumns(['x', 'y'], stream ? BLOCK : rows, { float32 });
    if (!stream) fill(columns, rows);
    const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
    const source = { blocks: () => made(columns, rows) };
    const { outcome, stop } = stream ? await fitStream(formula, source, options) : fit(formula, columns, options);
    const { user, system } = process.cpuUsage(cpu);
    report.cpu = (user + system) / 1e6;
    report.wall = Number(process.hrtime.bigint() - wall) / 1e9;
    report.passes = stop.passes;
    report.outcome = outcome;
    report.columns = columns.x.byteLength + columns.y.byteLength;
  }
  report.peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify(report));
}

function* made(columns, rows) {
  const next = random();
  for (let at = 0; at < rows; at += BLOCK) {
    const count = Math.min(BLOCK, rows - at);
    fill(columns, count, next);
    yield count === BLOCK ? columns : { x: columns.x.subarray(0, count), y: columns.y.subarray(0, count) };
  }
}

/** y = 2·e^(−x/2) + 0.5 and noise, x from 0 to 4 in disorder, by a generator of Marsaglia (2003, Journal of Statistical Software 8). */
function fill({ x, y }, rows, next = random()) {
  for (let i = 0; i < rows; i++) {
    x[i] = 4 * next();
    y[i] = 2 * Math.exp(-x[i] / 2) + 0.5 + 0.2 * (next() - 0.5);
  }
}

function random() {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function compare() {
  const { values: given } = parseArgs({
    options: {
      rows: { type: 'string', default: '1e6,1e7,1e8' },
      models: { type: 'string', default: Object.keys(MODELS).join(',') },
      clock: { type: 'string', default: 'cpu' },
      float32: { type: 'boolean', default: false },
      stream: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  const sizes = given.rows.split(',').map(Number);
  const models = given.models.split(',');
  if (!sizes.every((rows) => Number.isInteger(rows) && rows > 0) || !models.every((model) => model in MODELS)) {
    console.error(`nothing to measure: rows are whole numbers, models are ${Object.keys(MODELS).join(', ')}`);
    return 2;
  }
  const empty = measured({});
  console.log(`a process that has loaded the library: ${(empty.peak / MEGABYTE).toFixed(0)} MB\n`);
  const heads = [
    'model',
    'rows',
    'columns MB',
    `seconds (${given.clock})`,
    'passes',
    'ns/row/pass',
    'peak MB',
    'beyond columns',
    'beyond both',
    'growth',
  ];
  line(heads, given.markdown);
  if (given.markdown)
    line(
      heads.map((_, i) => (i === 0 ? '---' : '---:')),
      true,
    );
  for (const model of models) {
    let before = null;
    for (const rows of sizes) {
      const { columns, passes, outcome, peak, ...times } = measured({
        model,
        rows,
        float32: given.float32,
        stream: given.stream,
      });
      const seconds = times[given.clock];
      const cells = [
        outcome === 'converged' || outcome === 'out-of-epochs' ? model : `${model} (${outcome})`,
        rows.toExponential(0).replace('+', ''),
        (columns / MEGABYTE).toFixed(0),
        seconds.toFixed(3),
        String(Number(passes.toFixed(2))),
        ((seconds * 1e9) / rows / passes).toFixed(2),
        (peak / MEGABYTE).toFixed(0),
        ((peak - columns) / MEGABYTE).toFixed(0),
        ((peak - columns - empty.peak) / MEGABYTE).toFixed(0),
        before === null ? '' : `${(seconds / before).toFixed(1)}×`,
      ];
      line(cells, given.markdown);
      before = seconds;
    }
  }
  return 0;
}

function measured(work) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, 'child', JSON.stringify(work)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${JSON.stringify(work)}: ${stderr}`);
  return JSON.parse(stdout);
}

function line(cells, markdown) {
  if (markdown) console.log(`| ${cells.join(' | ')} |`);
  else console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(15))).join(''));
}

// What the first, second, tenth and later fits of a hundred rows and 200 epochs of gradient descent take in one process: CPU milliseconds, a process a model.
// npm run bench -- again [--fits 3000] [--repeats 5]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const FORMULAS = { line: 'y ~ W*x + b', sine: 'y ~ W*sin(x) + b' };
const ROWS = 100;

if (process.argv[2] === 'child') await child(...JSON.parse(process.argv[3]));
else compare();

async function child(model, fits) {
  const { fit } = await import('../dist/index.js');
  const x = Float64Array.from({ length: ROWS }, (_, i) => ((model === 'line' ? 1 : 10) * ((i * 37) % 101)) / 101);
  const y = x.map((value, i) => 10 * Math.sin(value) + 1.5 + ((i * 7) % 11) / 5);
  const options = { method: 'gd', learningRate: 0.7, epochs: 200, stop: 'mae < 0.001', start: { W: -0.6, b: 0.9 } };
  const times = Array.from({ length: fits }, () => {
    const before = process.cpuUsage();
    fit(FORMULAS[model], { x, y }, options);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
  });
  process.stdout.write(JSON.stringify([times[0], times[1], times[9], median(times.slice(fits / 2))]));
}

function compare() {
  const { values } = parseArgs({
    options: { fits: { type: 'string', default: '3000' }, repeats: { type: 'string', default: '5' } },
  });
  console.log(['model', 'first', 'second', 'tenth', 'median of the later half'].map((head) => head.padEnd(10)).join(''));
  for (const model of Object.keys(FORMULAS)) {
    const runs = Array.from({ length: Number(values.repeats) }, () => measured([model, Number(values.fits)]));
    const cells = [0, 1, 2, 3].map((k) => median(runs.map((run) => run[k])).toFixed(2));
    console.log([model, ...cells].map((cell) => cell.padEnd(10)).join(''));
  }
}

function measured(work) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, 'child', JSON.stringify(work)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

// From a CSV file to parameters with standard errors, each in a process of its own: CPU seconds and the most memory it had, beside pandas and scipy (and NumPy for the line).
// npm run bench -- file [--rows 1e6,1e7] [--models line,decay] [--no-peers] [--markdown]
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { peerEnvironment, python } from './lib/peers.mjs';

const MODELS = { line: 'y ~ a*x + b', decay: 'y ~ a*exp(-k*x) + c' };
const CLI = resolve(import.meta.dirname, '../dist/cli.js');
/** Tells what the process took when it ends: CPU seconds and KiB, behind a byte that no message has. */
const tell = () =>
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write(`\n\x01${JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS])}`);
  });
const TOLD = `data:text/javascript,${encodeURIComponent(`(${tell})()`)}`;
const PEERS = {
  'pandas + scipy': {
    line: 'd = pandas.read_csv(path); print(curve_fit(lambda x, a, b: a*x + b, d.x.values, d.y.values)[0][0])',
    decay:
      'd = pandas.read_csv(path); print(curve_fit(lambda x, a, k, c: a*numpy.exp(-k*x) + c, d.x.values, d.y.values, [1, 1, 0])[0][0])',
  },
  'NumPy loadtxt + polyfit': {
    line: "x, y = numpy.loadtxt(path, delimiter=',', skiprows=1, unpack=True); print(numpy.polyfit(x, y, 1, cov=True)[0][0])",
  },
};

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '1e6,1e7' },
    models: { type: 'string', default: Object.keys(MODELS).join(',') },
    peers: { type: 'boolean', default: true },
    markdown: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const interpreter = given.peers ? python(['numpy', 'scipy', 'pandas']) : null;
const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
try {
  print(['model', 'rows', 'file MB', 'by', 'CPU s', 'peak MB', 'a']);
  if (given.markdown) print(['---', '---:', '---:', '---', '---:', '---:', '---:']);
  for (const rows of given.rows.split(',').map(Number)) {
    const path = join(folder, `${rows}.csv`);
    write(path, rows);
    for (const model of given.models.split(',')) for (const measured of all(model, path)) row(model, rows, path, measured);
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function* all(model, path) {
  const words = ['fit', path, MODELS[model], '--json'];
  const { stdout, stderr } = run(process.execPath, ['--import', TOLD, CLI, ...words]);
  const [cpu, peak] = JSON.parse(stderr.slice(stderr.indexOf('\x01') + 1));
  yield { by: 'downhill fit', cpu, peak, a: JSON.parse(stdout).parameters.a.value };
  if (interpreter === null) return;
  for (const [by, { [model]: program }] of Object.entries(PEERS)) {
    if (program === undefined) continue;
    const head = `import sys, resource, numpy, pandas\nfrom scipy.optimize import curve_fit\npath = sys.argv[1]\n`;
    const tail = '\nu = resource.getrusage(resource.RUSAGE_SELF)\nprint(u.ru_utime + u.ru_stime, u.ru_maxrss)';
    const [a, usage] = run(interpreter, ['-c', head + program + tail, path])
      .stdout.trim()
      .split('\n');
    const [cpu, peak] = usage.split(' ').map(Number);
    yield { by, cpu, peak, a: Number(a) };
  }
}

function run(program, words) {
  const done = spawnSync(program, words, { encoding: 'utf8', env: peerEnvironment(), maxBuffer: 2 ** 28 });
  if (done.status !== 0) throw new Error(`${program} ${words[0]}: ${done.stderr}`);
  return done;
}

/** y = 2·e^(−x/2) + 0.5 and noise, x from 0 to 4 in disorder, with 6 decimals; a generator of Marsaglia (2003, Journal of Statistical Software 8). */
function write(path, rows) {
  let state = 2463534242;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const file = openSync(path, 'w');
  let text = 'x,y\n';
  for (let i = 0; i < rows; i++) {
    const x = 4 * next();
    text += `${x.toFixed(6)},${(2 * Math.exp(-x / 2) + 0.5 + 0.2 * (next() - 0.5)).toFixed(6)}\n`;
    if (text.length < 2 ** 20 && i < rows - 1) continue;
    writeSync(file, text);
    text = '';
  }
  closeSync(file);
}

function row(model, rows, path, { by, cpu, peak, a }) {
  const cells = [rows.toExponential(0).replace('+', ''), (statSync(path).size / 1e6).toFixed(0)];
  print([model, ...cells, by, cpu.toFixed(2), ((peak * 1024) / 1e6).toFixed(0), a.toPrecision(8)]);
}

function print(cells) {
  const width = [8, 6, 9, 26, 8, 9, 12];
  console.log(given.markdown ? `| ${cells.join(' | ')} |` : cells.map((cell, i) => cell.padEnd(width[i])).join(''));
}

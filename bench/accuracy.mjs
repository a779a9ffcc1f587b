// The largest error of every elementary function, as the vector kernel computes it, against mpmath at 320 bits on points that no test has.
// npm run bench -- accuracy [--points 10000] [--seed 2] [--markdown]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { python } from './lib/peers.mjs';

const root = resolve(import.meta.dirname, '..');
const { values: given } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '2' },
    markdown: { type: 'boolean', default: false },
  },
});
const interpreter = python(['mpmath']);
if (interpreter === null) process.exit(1);

const entry = `
  export { columnMemory } from './src/backend/column-memory.ts';
  export { wasm } from './src/backend/wasm/kernel.ts';
  export { call, name } from './src/expression/node.ts';
  export { operationNamed } from './src/expression/operation-named.ts';
  export { errorInUlp, unpacked } from './test/elementary/ulp.ts';`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: root },
  bundle: true,
  format: 'esm',
  write: false,
});
const core = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

const folder = mkdtempSync(join(tmpdir(), 'downhill-accuracy-'));
const vectors = join(folder, 'vectors.json');
const args = ['scripts/vectors/elementary.py', '--points', given.points, '--seed', given.seed, '--out', vectors];
const { status, stderr } = spawnSync(interpreter, args, { cwd: root, encoding: 'utf8' });
if (status !== 0) throw new Error(stderr);
const packed = Object.entries(JSON.parse(readFileSync(vectors, 'utf8')));
rmSync(folder, { recursive: true });

const line = given.markdown
  ? (...cells) => `| ${cells.join(' | ')} |`
  : (name, ...cells) => [name.padEnd(12), ...cells.map((cell) => String(cell).padStart(9))].join(' ');
console.log(line('function', 'points', 'bound', 'worst', 'above ½', 'at'));
if (given.markdown) console.log(line(...Array(6).fill('---')));
for (const [key, points] of packed) {
  // Beside their zeros these have an absolute bound: see test/elementary.
  if (key.includes(':')) continue;
  const row = core.operationNamed(key === 'pow' ? 'power' : key);
  const wanted = core.unpacked(points);
  const got = computed(row.name, wanted, points.arity);
  let worst = { error: 0, at: [] };
  let wrong = 0;
  wanted.forEach((point, i) => {
    const error = core.errorInUlp(got[i], point);
    if (!(error <= 0.5)) wrong++;
    if (!(error <= worst.error)) worst = { error, at: point.args };
  });
  const name = given.markdown ? `\`${row.name}\`` : row.name;
  console.log(
    line(
      name,
      wanted.length,
      row.ulp,
      worst.error.toFixed(3),
      `${((100 * wrong) / wanted.length).toFixed(1)}%`,
      worst.at.join(', '),
    ),
  );
  if (!(worst.error <= row.ulp)) process.exitCode = 1;
}

/** The function over all points by one compiled kernel. */
function computed(operation, points, arity) {
  const names = ['x', 'y', 'z'].slice(0, arity);
  const columns = new Map(names.map((name, k) => [name, Float64Array.from(points, ({ args: all }) => all[k])]));
  const memory = core.columnMemory(columns, points.length, 0);
  const outputs = [core.call(operation, ...names.map((name) => core.name(name)))];
  const out = new Float64Array(points.length);
  core.wasm.compile({ parameters: [], columns: names, outputs }, memory).map(new Float64Array(0), 0, points.length, out);
  return out;
}

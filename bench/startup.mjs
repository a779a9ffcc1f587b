// How long `downhill fit` on 100 rows takes as a whole process, beside an empty Node: medians of paired runs, and what it loads.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
const csv = join(folder, 'line.csv');
writeFileSync(
  csv,
  `x,y\n${Array.from({ length: 100 }, (_, i) => `${i / 10},${2 * (i / 10) + 1 + ((i * 37) % 11) / 20}`).join('\n')}\n`,
);
const cli = resolve(import.meta.dirname, '../dist/cli.js');
const runs = Number(process.argv[2] ?? 21);

const time = (args) => {
  const before = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const milliseconds = Number(process.hrtime.bigint() - before) / 1e6;
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  return milliseconds;
};
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const empty = [];
const fits = { fit: [], 'fit --json': [] };
for (let run = 0; run <= runs; run++) {
  const e = time(['-e', '0']);
  const f = time([cli, 'fit', csv, 'y ~ a*x + b']);
  const j = time([cli, 'fit', csv, 'y ~ a*x + b', '--json']);
  if (run === 0) continue; // the first warms the disk
  empty.push(e);
  fits.fit.push(f);
  fits['fit --json'].push(j);
}
console.log(`node -e 0            ${median(empty).toFixed(1)} ms`);
for (const [name, times] of Object.entries(fits)) {
  const ratios = times.map((t, i) => t / empty[i]);
  console.log(
    `downhill ${name.padEnd(11)} ${median(times).toFixed(1)} ms   ${median(ratios).toFixed(2)}× (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}×)`,
  );
}
const { stderr } = spawnSync(process.execPath, [cli, 'fit', csv, 'y ~ a*x + b', '--json'], {
  encoding: 'utf8',
  env: { ...process.env, NODE_DEBUG: 'module,esm' },
});
const packages = new Set([...stderr.matchAll(/node_modules\/((?:@[^/"]+\/)?[^/"]+)\//g)].map(([, name]) => name));
console.log(`packages loaded beside the program: ${[...packages].sort().join(', ') || 'none'}`);
rmSync(folder, { recursive: true });

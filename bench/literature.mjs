// Problems of the literature by Levenberg–Marquardt alone, from near and far starts: share solved and epochs.
// npm run bench -- literature [--json] [--repeats n]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fit } from '../dist/index.js';
import { normals } from './lib/nist.mjs';

const args = process.argv.slice(2);
const json = args.includes('--json');
const repeats = Number(args[args.indexOf('--repeats') + 1] ?? 5) || 5;
const problems = JSON.parse(readFileSync(join(import.meta.dirname, '../test/data/literature.json'), 'utf8'));
const scaled = (start, factor) => Object.fromEntries(Object.entries(start).map(([name, value]) => [name, factor(value)]));
const isSolved = ({ minimum }, rss) => rss !== null && (minimum === 0 ? rss <= 1e-13 : rss <= minimum * (1 + 2e-6));

const rows = [];
/** @param starts of a problem and its number, those that it is begun from. */
function measure(name, starts) {
  const row = { name, solved: 0, fits: 0, epochs: 0, missed: {} };
  for (const [p, problem] of problems.entries())
    for (const start of starts(problem, p)) {
      const { quality, stop } = fit(problem.formula, problem.columns, { start, method: 'lm', starts: 1 });
      row.fits++;
      row.epochs += stop.epochs;
      if (isSolved(problem, quality.rss)) row.solved++;
      else row.missed[problem.name] = (row.missed[problem.name] ?? 0) + 1;
    }
  rows.push(row);
  const missed = Object.entries(row.missed).map(([problem, count]) => `${problem} ${count}`);
  if (!json) console.log(`${name.padEnd(18)} ${row.solved} of ${row.fits}, ${row.epochs} epochs; not: ${missed.join(', ')}`);
}

for (const times of [1, 10, 100]) measure(`start × ${times}`, ({ start }) => [scaled(start, (value) => value * times)]);
for (const sigma of [0.3, 1, 2])
  measure(`start × exp(${sigma}z)`, ({ start }, p) =>
    Array.from({ length: repeats }, (_, repeat) => {
      const z = normals(1000 * repeat + 31 * p + 3);
      return scaled(start, (value) => (value === 0 ? 0.1 * z() : value) * Math.exp(sigma * z()));
    }),
  );
if (json) console.log(JSON.stringify({ schema: 'downhill.bench/1', name: 'literature', repeats, rows }));

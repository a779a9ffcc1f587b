// Findings held against cases whose truth is known by construction: positives of every code, near misses and clean fits; and what the diagnosis costs.
// npm run bench -- findings [cases] [cost] [--seeds a..b] [--only text] [--json]. Seeds 0 … 99 were tuned on; 1000 on were not.
import { parseArgs } from 'node:util';
import { DIAGNOSES, experiment, fit, readTable, runFit } from '../dist/index.js';
import { CLEAN } from './lib/findings/cases/clean.mjs';
import { DATA } from './lib/findings/cases/data.mjs';
import { EDGES } from './lib/findings/cases/edges.mjs';
import { GRADIENTS } from './lib/findings/cases/gradients.mjs';
import { LANDSCAPE } from './lib/findings/cases/landscape.mjs';
import { LUCK } from './lib/findings/cases/luck.mjs';
import { OTHERS } from './lib/findings/cases/others.mjs';
import { RATES } from './lib/findings/cases/rates.mjs';
import { judged } from './lib/findings/judge.mjs';
import { markdown, overall, perCode, perKind } from './lib/findings/tables.mjs';

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '1000..1099' }, only: { type: 'string' }, json: { type: 'boolean' } },
});
const BOUNDS = { right: 0.99, false: 0.005 };
const wanted = (part) => positionals.length === 0 || positionals.includes(part);
const say = (line) => given.json || console.log(line);
const percent = (x) => `${(100 * x).toFixed(2)}%`;
const report = { schema: 'downhill.bench/1', name: 'findings' };

async function fitted({ formula, data, csv, options, block }) {
  if (block !== undefined) return (await experiment(block)).result;
  if (csv === undefined) return fit(formula, data, options);
  const table = readTable(new TextEncoder().encode(csv), { source: 'case.csv', skipInvalid: options.skipInvalid ?? false });
  return runFit(formula, table, options).result;
}

if (wanted('cases')) {
  const [first, last] = given.seeds.split('..').map(Number);
  const kinds = [...RATES, ...GRADIENTS, ...LANDSCAPE, ...LUCK, ...DATA, ...OTHERS, ...EDGES, ...CLEAN].filter(({ name }) =>
    name.includes(given.only ?? ''),
  );
  const known = new Set(DIAGNOSES.map(({ code }) => code));
  const verdicts = [];
  for (let seed = first; seed <= (last ?? first); seed++)
    for (const kind of kinds) {
      const verdict = await judged(kind, seed, fitted, known);
      if (verdict === null) continue;
      verdicts.push(verdict);
      const { missed, unexpected, wrong, outcome, said } = verdict;
      if (verdict.right) continue;
      const why = [missed.length > 0 ? `missed ${missed}` : null, unexpected.length > 0 ? `said ${unexpected}` : null, wrong];
      say(`seed ${seed}, ${kind.name}: ${why.filter((one) => one !== null).join('; ')} (${outcome}: ${said.join(' ')})`);
    }
  const codes = perCode(
    verdicts,
    DIAGNOSES.map(({ code }) => code),
  );
  const all = overall(verdicts);
  say(
    `\n${markdown(
      ['code', 'cases', 'right', 'missed', 'false'],
      codes.map((row) => Object.values(row)),
    ).join('\n')}`,
  );
  const rows = perKind(verdicts);
  say(
    `\n${markdown(
      ['case', 'sort', 'cases', 'right', 'CPU ms'],
      rows.map((row) => [row.kind, row.sort, row.cases, row.right, row.cpu.toFixed(0)]),
    ).join('\n')}`,
  );
  say(
    `\nseeds ${given.seeds}: ${all.cases} cases, right ${percent(all.right)} (bound ≥ ${percent(BOUNDS.right)}), false ${percent(all.false)} (bound ≤ ${percent(BOUNDS.false)}); of ${all.quiet} clean ones and near misses false ${percent(all.falseWhereQuiet)}`,
  );
  if (!(all.right >= BOUNDS.right && all.false <= BOUNDS.false)) process.exitCode = 1;
  report.cases = { seeds: given.seeds, ...all, codes, kinds: rows, wrong: verdicts.filter(({ right }) => !right) };
}
if (wanted('cost')) {
  const { costs } = await import('./lib/findings/cost.mjs');
  report.cost = await costs(say, given.only);
}
if (given.json) console.log(JSON.stringify(report));

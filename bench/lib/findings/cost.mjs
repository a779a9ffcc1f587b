// What the diagnosis costs: the CPU of its entry points within a fit, beside the rest of the run and one pass over the rows.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { costCases } from './cost-cases.mjs';
import { markdown } from './tables.mjs';

const WARM = 3;
/** Rows, and how many runs the medians are of: beside a run of ten milliseconds the engine still compiles and collects for as long, now in one part, now in the other. */
const ROWS = [
  { count: 1e5, turns: 21 },
  { count: 1e6, turns: 7 },
];
/** From 1e5 rows on the diagnosis costs at most the larger of this share of the run and so many passes. */
const BOUND = { share: 0.3, passes: 3 };

const SOURCE = resolve(import.meta.dirname, '../../../src');
const CONTENTS = `
  export { fit } from './experiment/fit.js';
  export { backendFor } from './backend/index.js';
  export { columnMemory } from './backend/column-memory.js';
  export { parseFormula } from './language/index.js';
  export { LOSSES } from './objective/losses/index.js';
  export { pointwise } from './objective/pointwise.js';
`;

/** The entry points of the diagnosis, file → export: what goes on in them is counted apart. A generator is asked to its end. */
const PARTS = { 'experiment/findings-of.ts': 'findingsOf', 'experiment/study/glance.ts': 'glanceAt' };

const counting = {
  name: 'counting',
  setup: (bundle) =>
    bundle.onLoad({ filter: /experiment\/(findings-of|study\/glance)\.ts$/ }, ({ path }) => {
      const part = Object.entries(PARTS).find(([file]) => path.endsWith(file))?.[1];
      const text = readFileSync(path, 'utf8');
      const steps = text.includes(`function* ${part}`);
      const counted = steps
        ? `export function* ${part}(...given) { const before = process.cpuUsage(); const made = yield* ${part}Itself(...given); globalThis.diagnosisCpu(before); return made; }`
        : `export function ${part}(...given) { const before = process.cpuUsage(); const made = ${part}Itself(...given); globalThis.diagnosisCpu(before); return made; }`;
      return {
        contents: `${text.replace(new RegExp(`export (function\\*?) ${part}\\b`), `$1 ${part}Itself`)}\n${counted}\n`,
        loader: 'ts',
      };
    }),
};

async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
  const outfile = join(folder, 'fit.mjs');
  const stdin = { contents: CONTENTS, resolveDir: SOURCE, loader: 'ts' };
  await build({ stdin, bundle: true, format: 'esm', target: 'es2022', outfile, plugins: [counting], logLevel: 'error' });
  const loaded = await import(pathToFileURL(outfile));
  rmSync(folder, { recursive: true });
  return loaded;
}

const cpuOf = (work) => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Milliseconds of one loss with its gradient over all rows. */
function passOf({ parseFormula, LOSSES, pointwise, columnMemory, backendFor }, { formula, data, parameters }) {
  const [{ response, expression }] = parseFormula(formula).equations;
  const columns = Object.keys(data);
  const rows = data.y.length;
  const loss = LOSSES.find(({ name }) => name === 'half-mse');
  const parts = { prediction: expression, response, parameters: Object.keys(parameters), columns, loss, lossSettings: {} };
  const objective = pointwise(parts, columnMemory(new Map(Object.entries(data)), rows, 0, 1), backendFor('auto'));
  const points = [Float64Array.from(Object.values(parameters))];
  const evaluate = () => objective.evaluate({ points, want: 'gradient' });
  for (let k = 0; k < 3; k++) evaluate();
  return median(Array.from({ length: 9 }, () => cpuOf(evaluate)));
}

/** Measures every case whose name has `only` in it; says a table. @returns its rows. */
export async function costs(say, only = '') {
  const built = await bundled();
  let diagnosed = 0;
  globalThis.diagnosisCpu = (before) => {
    const { user, system } = process.cpuUsage(before);
    diagnosed += (user + system) / 1000;
  };
  const rows = [];
  for (const { count, turns } of ROWS)
    for (const { name, ...made } of costCases(count).filter((one) => one.name.includes(only))) {
      const { formula, data, options } = made;
      const pass = passOf(built, made);
      const runs = Array.from({ length: WARM + turns }, () => {
        diagnosed = 0;
        let found = [];
        const whole = cpuOf(() => {
          found = built.fit(formula, data, options).findings.map(({ code }) => code);
        });
        return { run: whole - diagnosed, diagnosis: diagnosed, found };
      }).slice(WARM);
      const [run, diagnosis] = [median(runs.map((one) => one.run)), median(runs.map((one) => one.diagnosis))];
      const within = diagnosis <= Math.max(BOUND.share * run, BOUND.passes * pass);
      rows.push({
        name,
        rows: count,
        run,
        diagnosis,
        pass,
        passes: diagnosis / pass,
        share: diagnosis / run,
        within,
        found: runs[0].found,
      });
    }
  const head = [
    'run',
    'rows',
    'CPU ms',
    'diagnosis',
    'of the run',
    'passes',
    `≤ ${100 * BOUND.share}% or ${BOUND.passes} passes`,
    'findings',
  ];
  const cells = rows.map((row) => [
    row.name,
    row.rows.toExponential(0),
    row.run.toFixed(0),
    row.diagnosis.toFixed(1),
    `${(100 * row.share).toFixed(0)}%`,
    row.passes.toFixed(1),
    row.within ? 'yes' : 'NO',
    row.found.join(' '),
  ]);
  say(`\n${markdown(head, cells).join('\n')}`);
  return rows;
}

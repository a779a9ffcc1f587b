// Evaluations of `--learning-rate auto` against the best of 40 constant rates found by hindsight: 20 problems and 8 that nothing was tuned on, from perturbed
// starts; and the post's line and sine.
// npm run bench -- descent [--json] [--starts n] [--share s] (of the drop from the start to the minimum, that may be left) [--most n] (evaluations) [--seeds n] (of the post)
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';

const { values: given } = parseArgs({
  options: {
    json: { type: 'boolean' },
    starts: { type: 'string', default: '22' },
    share: { type: 'string', default: '1e-6' },
    most: { type: 'string', default: '20000' },
    seeds: { type: 'string', default: '1000' },
  },
});
const [starts, share, most, seeds] = [given.starts, given.share, given.most, given.seeds].map(Number);
const { outputFiles } = buildSync({
  stdin: {
    contents:
      "export * from './measure.js'; export * from './problems.js'; export * from './held-out.js'; export * from './post.js';",
    resolveDir: join(import.meta.dirname, '../test/optimize/descent'),
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { DESCENTS, HELD_OUT, compare, evaluationsUntil, post, WAYS } = await import(`data:text/javascript;base64,${source}`);

const ways = Object.keys(WAYS);
const quantile = (numbers, p) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(p * numbers.length))] ?? Number.NaN;
const shown = (x) => (Number.isFinite(x) ? x.toFixed(x < 1 ? 3 : 2) : '–');
const report = (line) => given.json || console.log(line);

/** Ratios of evaluations to those of the best constant rate, and failures where it arrives. */
function row(name, pairs) {
  const decided = pairs.filter(({ best }) => best !== null);
  const cells = ways.map((way) => {
    const ratios = decided.filter((pair) => pair[way] !== null).map((pair) => pair[way] / pair.best);
    return { way, median: quantile(ratios, 0.5), worst: Math.max(...ratios), failures: decided.length - ratios.length };
  });
  report(
    `| ${name.padEnd(22)} | ${String(decided.length).padStart(4)} of ${String(pairs.length).padEnd(4)} | ${String(
      quantile(
        decided.map(({ best }) => best),
        0.5,
      ),
    ).padStart(6)} | ${cells
      .map(({ median, worst, failures }) => `${shown(median)}, ${shown(worst)}, ${failures}`.padEnd(16))
      .join(' | ')} |`,
  );
  return { name, starts: pairs.length, decided: decided.length, cells };
}

const tables = [];
for (const [title, problems, count] of [
  ['20 problems', DESCENTS, starts],
  ['8 held out', HELD_OUT, Math.min(starts, 20)],
]) {
  report(
    `\n| ${title} | a rate arrives | its evaluations | ${ways.map((way) => `${way}: median, worst, failures`).join(' | ')} |`,
  );
  report(`|${'---|'.repeat(3 + ways.length)}`);
  const all = [];
  const rows = problems.map((problem, p) => {
    const pairs = compare(problem, { starts: count, seed: 100 + p, share, most }, ways);
    all.push(...pairs);
    return row(problem.name, pairs);
  });
  tables.push({ title, rows: [...rows, row('all', all)] });
}

report(`\nthe post to MAE < 0.001, evaluations over ${seeds} seeds: median, most`);
const posts = ['line', 'sine'].map((kind) => {
  const counts = Array.from({ length: seeds }, (_, seed) => evaluationsUntil(post(kind, seed), 'mae < 0.001') ?? Infinity);
  const found = { kind, median: quantile(counts, 0.5), most: Math.max(...counts) };
  report(`${kind}: ${found.median}, ${found.most}`);
  return found;
});
if (given.json) console.log(JSON.stringify({ schema: 'downhill.bench/1', name: 'descent', share, most, tables, posts }));

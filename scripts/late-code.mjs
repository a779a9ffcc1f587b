// Splits the command line in two scripts: program.cjs, which every call reads, and late.cjs with what only publishing needs. esbuild splits ES modules only, and a
// script from a code cache cannot import those (docs/decisions/0003-start-up.md): so each of the two takes modules of ours from the other, by numbers. Packages
// that both use are in both.
import { relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

/** Commands whose code is loaded when they run. What they import statically, and they themselves, stay in the program: names, options, help. */
const LATE_COMMANDS = ['src/cli/commands/publish.ts', 'src/cli/commands/repair.ts'];

/**
 * @param entry of the program. @param options of both builds. @param late where the program's require finds the second script.
 * @returns the plugin for the program's build, and entry and plugin for the second one's.
 */
export async function splitCode(entry, options, late) {
  const { metafile } = await build({ ...options, entryPoints: [entry], write: false, outfile: 'program.js' });
  const early = earlyFiles(metafile.inputs, entry);
  const isLate = (path) => !early.has(path);
  const crossing = { early: [], late: [] };
  for (const [from, { imports }] of Object.entries(metafile.inputs))
    for (const { path } of imports) {
      const list = isLate(path) ? crossing.late : crossing.early;
      if (isOurs(from) && isOurs(path) && isLate(from) !== isLate(path) && !list.includes(path)) list.push(path);
    }
  const table = (paths) => `[${paths.map((path) => `() => require(${JSON.stringify(`./${path}`)})`)}]`;
  return {
    program: elsewhere(isLate, crossing.late, {
      script: late,
      modules: `module.exports = ${table(crossing.early)};`,
      take: (number) => `module.exports = require(${JSON.stringify(late)}).take(${number}, require('other script'));`,
    }),
    late: {
      contents: `const other = require('other script');
const modules = ${table(crossing.late)};
module.exports = { take(number, theirs) { other.modules = theirs; return modules[number](); } };`,
      plugin: elsewhere((path) => !isLate(path), crossing.early, {
        modules: 'module.exports = { modules: [] };',
        take: (number) => `module.exports = require('other script').modules[${number}]();`,
      }),
    },
  };
}

/** Files that are reached without running a late command. */
function earlyFiles(inputs, entry) {
  const early = new Set([entry]);
  // A set that grows while it is walked is walked to its end.
  for (const file of early)
    for (const { path, kind } of inputs[file]?.imports ?? [])
      if (!(LATE_COMMANDS.includes(file) && kind === 'dynamic-import')) early.add(path);
  return early;
}

/** Puts in the place of modules of the other script what takes them from there. */
const elsewhere = (isElsewhere, list, { script, modules, take }) => ({
  name: 'modules of the other script',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./, namespace: 'other' }, ({ path }) => (path === script ? { path, external: true } : undefined));
    onResolve({ filter: /^other script$/ }, () => ({ path: 'modules', namespace: 'other' }));
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
      const file = relative(resolve('.'), resolve(resolveDir, path)).split(sep).join('/').replace(/\.js$/, '.ts');
      // An entry's own table is of this script.
      if (importer === '' || importer.startsWith('<') || importer === 'modules' || !isOurs(file) || !isElsewhere(file)) return;
      return { path: String(list.indexOf(file)), namespace: 'other' };
    });
    onLoad({ filter: /./, namespace: 'other' }, ({ path }) => ({
      contents: path === 'modules' ? modules : take(path),
      resolveDir: resolve('.'),
    }));
  },
});

const isOurs = (path) => path.startsWith('src/');

// Packages that only publishing needs: each becomes a file of its own, dist/cli/vendor/<name>.cjs, that is loaded when its first importer is. In program.cjs
// they would be read by every call (docs/decisions/0003-start-up.md).
import { build } from 'esbuild';

const LATE = [
  'any-ascii',
  'chokidar',
  'diff',
  'hast-util-raw',
  'hast-util-to-html',
  'katex',
  'mdast-util-gfm',
  'mdast-util-to-hast',
  'micromark-extension-gfm',
  'node-diff3',
  'parse5',
  'saxes',
  'smol-toml',
];
const ENTRY = '<stdin>';
const PATTERN = new RegExp(`^(?:${LATE.join('|')})(?:/|$)`);

/**
 * For the build of program.cjs: leaves the late packages out of it.
 * @param from where require looks from: the launcher's folder. @param found takes the specifiers that are used.
 */
export const latePackages = (from, found) => ({
  name: 'late packages',
  setup({ onResolve }) {
    onResolve({ filter: PATTERN }, ({ path, importer }) => {
      // What is to become the package's own file.
      if (importer === ENTRY) return;
      found.add(path);
      return { path: `${from}/${fileName(path)}`, external: true };
    });
  },
});

/** Builds a file for each, and for those that they use in turn. @returns esbuild's results, for the licences. */
export async function buildLatePackages(specifiers, options) {
  const results = [];
  const found = new Set(specifiers);
  // A set that grows while it is walked is walked to its end.
  for (const specifier of found)
    results.push(
      await build({
        ...options,
        stdin: { contents: `import * as all from ${JSON.stringify(specifier)};\n${EXPORTS}`, resolveDir: '.' },
        outfile: `dist/cli/vendor/${fileName(specifier)}`,
        plugins: [latePackages('.', found)],
      }),
    );
  return results;
}

// Where module.exports stands for the default export, as Node has it too, the other exports are its properties.
const EXPORTS = `
const exported = (all) => {
  if (!('default' in all)) return all;
  const main = all.default;
  return Object.assign(typeof main === 'function' ? (...given) => main(...given) : {}, main, all);
};
module.exports = exported(all);`;

const fileName = (specifier) => `${specifier.replaceAll('/', '-')}.cjs`;

// Builds the library: two entries, and a file for each of the layers below them.
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { makeAscii } from './ascii.mjs';

/**
 * What files are made of, from the lowest layer up; what is left goes into the entries. An engine parses a file as a whole, in memory that it keeps: these take 4 MB less than one file of all (docs/decisions/0003-start-up.md). Files
 * of equal size would not do: modules of a layer may import each other, and two files must not.
 */
const LAYERS = {
  base: /\/src\/base\//,
  formula: /\/src\/(expression|language)\//,
  backend: /\/src\/backend\//,
  descent: /\/src\/(objective|optimize|problem|trace)\//,
  statistics: /\/src\/statistics\//,
  diagnose: /\/src\/diagnose\//,
  data: /\/src\/data\/|\/node_modules\/csv-parse\//,
  figure: /\/src\/figure\/|\/node_modules\/(d3-|internmap)/,
};

/** @param external packages that stay packages. @returns the files that are in the bundle. */
export async function buildLibrary(entries, { external, define, outdir }) {
  const bundle = await rolldown({
    input: entries,
    platform: 'neutral',
    external: [/^node:/, ...external],
    resolve: { mainFields: ['module', 'main'], extensionAlias: { '.js': ['.ts', '.js'] } },
    transform: { target: 'es2022', define },
  });
  const groups = Object.entries(LAYERS).map(([name, test]) => ({ name, test }));
  const { output } = await bundle.write({
    dir: outdir,
    format: 'esm',
    entryFileNames: '[name].js',
    // Beside the entries, where `backend.js` looks for worker.js.
    chunkFileNames: '[name].js',
    codeSplitting: { groups },
    minify: true,
    comments: false,
  });
  await bundle.close();
  for (const { fileName } of output) makeAscii(join(outdir, fileName));
  return output.flatMap(({ modules }) => Object.keys(modules ?? {}));
}

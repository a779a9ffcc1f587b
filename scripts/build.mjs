// Builds dist/: three entries that share chunks (library, Node extras, command line), their types, and the fonts for PNG.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { makeAscii } from './ascii.mjs';
import { splitCode } from './late-code.mjs';
import { buildLatePackages, latePackages } from './late-packages.mjs';
import { buildLibrary } from './library.mjs';

await import('./registries.mjs');
// Without types it is a rebuild under running tests: files are replaced, none is missing in between.
if (!process.argv.includes('--no-types')) rmSync('dist', { recursive: true, force: true });

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
// What has a binary or is loaded by few runs stays a package; what the core uses is bundled, so that the same files run in a browser.
const external = ['@resvg/resvg-js', 'gifenc', 'write-file-atomic', 'picocolors'];
for (const name of external) if (!(name in dependencies)) throw new Error(`build: ${name} is no dependency`);
const CODE_CACHE = resolve('dist/cli/program.cache');
const shared = {
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: ['es2022'],
  external: [...external, 'node:*'],
  define: { __VERSION__: JSON.stringify(version) },
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};
const library = await buildLibrary({ index: 'src/index.ts', node: 'src/node/index.ts' }, shared);
// What a page starts threads from, where its policy allows files and no blobs.
writeFileSync('dist/worker.js', await workerScript());
// The command line apart, as one script that a code cache can be kept of. V8 knows a cache's program by its length only: the old one goes first.
rmSync(CODE_CACHE, { force: true });
const script = {
  ...shared,
  outdir: undefined,
  splitting: false,
  format: 'cjs',
  minify: true,
  // What is loaded late comes by require: a script from a code cache has no way to import.
  supported: { 'dynamic-import': false },
};
const program = 'src/cli/main.ts';
const define = { ...shared.define, 'import.meta.url': 'moduleUrl' };
const packages = new Set();
const fromProgram = { ...script, define, plugins: [latePackages('./cli/vendor', packages)] };
const split = await splitCode(program, fromProgram, './cli/late.cjs');
const cli = await build({
  ...fromProgram,
  entryPoints: [program],
  outfile: 'dist/cli/program.cjs',
  plugins: [...fromProgram.plugins, split.program],
});
const late = await build({
  ...script,
  platform: 'node',
  stdin: { contents: split.late.contents, resolveDir: '.' },
  outfile: 'dist/cli/late.cjs',
  plugins: [latePackages('./vendor', packages), split.late.plugin],
});
const vendor = await buildLatePackages(packages, { ...script, platform: 'node' });
await build({ ...shared, splitting: false, platform: 'node', entryPoints: { cli: 'scripts/launcher.mjs' } });
for (const file of ['program.cjs', 'late.cjs', ...readdirSync('dist/cli/vendor').map((name) => `vendor/${name}`)])
  makeAscii(join('dist/cli', file));
const bundled = [cli, late, ...vendor].flatMap(({ metafile }) =>
  Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
);
writeLicences([...library, ...bundled]);
chmodSync('dist/cli.js', 0o755);

const root = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
mkdirSync('dist/fonts', { recursive: true });
for (const [from, file] of [
  [join(root('pretendard'), 'dist/public/static'), 'Pretendard-Regular.otf'],
  [join(root('pretendard'), 'dist/public/static'), 'Pretendard-SemiBold.otf'],
  [join(root('katex'), 'dist/fonts'), 'KaTeX_Main-Regular.ttf'],
])
  cpSync(join(from, file), join('dist/fonts', file));

writeCodeCache();

if (!process.argv.includes('--no-types')) {
  const tsc = spawnSync(process.execPath, [join(root('typescript'), 'bin/tsc'), '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}

/** The text that the library itself makes workers of. */
async function workerScript() {
  const contents = "export { pageWorker } from './src/backend/threads/worker.ts';";
  const stdin = { contents, resolveDir: '.' };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', target: 'es2022', minify: true });
  const { pageWorker } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return pageWorker();
}

/** Runs a fit, the command that is called most, and keeps what V8 compiled for it. */
function writeCodeCache() {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-build-'));
  const rows = Array.from({ length: 100 }, (_, i) => `${i / 10},${i / 5 + 1 + ((i * 37) % 11) / 20}`);
  writeFileSync(join(folder, 'line.csv'), `x,y\n${rows.join('\n')}\n`);
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'fit', join(folder, 'line.csv'), 'y ~ a*x + b'], {
    encoding: 'utf8',
    env: { ...process.env, DOWNHILL_WRITE_CODE_CACHE: CODE_CACHE },
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`build: a first fit failed:\n${stderr}`);
}

/** The licences of all packages whose code is in the bundles. */
function writeLicences(inputs) {
  const packages = [
    ...new Set(inputs.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]).filter(Boolean)),
  ].sort();
  const texts = packages.map((name) => {
    const folder = `node_modules/${name}`;
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
  });
  writeFileSync(
    'dist/THIRD-PARTY-LICENSES.txt',
    `Code of these packages is contained in the files beside this one.\n\n${texts.join('\n---\n\n')}`,
  );
}

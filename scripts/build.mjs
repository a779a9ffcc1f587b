// Builds dist/: three entries that share chunks (library, Node extras, command line), their types, and the fonts for PNG.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

await import('./registries.mjs');
// Without types it is a rebuild under running tests: files are replaced, none is missing in between.
if (!process.argv.includes('--no-types')) rmSync('dist', { recursive: true, force: true });

const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
// What only Node loads stays a package; what the core uses is bundled, so that the same files run in a browser.
const external = ['@resvg/resvg-js', 'commander', 'gifenc', 'write-file-atomic', 'picocolors'];
for (const name of external) if (!(name in dependencies)) throw new Error(`build: ${name} is no dependency`);
await build({
  entryPoints: { index: 'src/index.ts', node: 'src/node/index.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: ['es2022'],
  external: [...external, 'node:*'],
  chunkNames: 'chunks/[name]-[hash]',
  define: { __VERSION__: JSON.stringify(version) },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'eof',
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);

const root = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
mkdirSync('dist/fonts', { recursive: true });
for (const [from, file] of [
  [join(root('pretendard'), 'dist/public/static'), 'Pretendard-Regular.otf'],
  [join(root('pretendard'), 'dist/public/static'), 'Pretendard-SemiBold.otf'],
  [join(root('katex'), 'dist/fonts'), 'KaTeX_Main-Regular.ttf'],
])
  cpSync(join(from, file), join('dist/fonts', file));

if (!process.argv.includes('--no-types')) {
  const tsc = spawnSync(process.execPath, [join(root('typescript'), 'bin/tsc'), '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}

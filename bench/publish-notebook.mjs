// How long a large notebook takes to become a post, and how much memory: 50 MB of PNGs and text, and one output of 200 MB of text, each in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { cell, notebookText, pictureCells } from './lib/large_notebook.mjs';

const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
const stdin = {
  resolveDir: '.',
  contents: `
import { readFileSync } from 'node:fs';
import { notebook } from './src/publish/readers/notebook.ts';
const bytes = readFileSync(process.argv[2]);
const before = process.cpuUsage();
const files = { name: 'here', read: async () => null, list: async () => [] };
const context = { files, allowMissing: false, note: () => {}, runExperiments: async () => [] };
const start = performance.now();
const post = await notebook.read({ bytes, source: 'note.ipynb', path: 'note.ipynb' }, context);
const { user, system } = process.cpuUsage(before);
const pictures = post.parts.filter(({ kind }) => kind === 'picture').length;
const characters = post.parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.value.length : 0), 0);
console.log([post.parts.length, pictures, characters, (performance.now() - start) / 1e3, (user + system) / 1e6, process.resourceUsage().maxRSS / 1024].join(' '));
`,
};
await build({
  stdin,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  outfile: join(folder, 'read.mjs'),
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

const text = [cell('print(x)', [{ output_type: 'stream', name: 'stdout', text: '0123456789 abcdefghi\n'.repeat(10_000_000) }])];
for (const [name, cells] of [
  ['40 pictures', pictureCells()],
  ['one output', text],
]) {
  const path = join(folder, 'note.ipynb');
  const written = notebookText(cells);
  writeFileSync(path, written);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'read.mjs'), path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [parts, shown, characters, wall, cpu, memory] = stdout.trim().split(' ').map(Number);
  console.log(
    `${name.padEnd(12)} ${(written.length / 1e6).toFixed(0)} MB: ${parts} parts, ${shown} pictures, ${characters} characters; ${cpu.toFixed(2)} s of CPU, ${wall.toFixed(2)} s, ${memory.toFixed(0)} MiB at most`,
  );
}
rmSync(folder, { recursive: true });

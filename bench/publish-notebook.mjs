// How long a large notebook takes to become a post, and how much memory: 50 MB of PNGs and text, and one output of 200 MB of text, each in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { build } from 'esbuild';

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

/** Noise, which does not pack: 640×480 of it are 0.9 MB. */
function noise(width, height, seed) {
  let state = seed;
  const rows = Buffer.alloc((3 * width + 1) * height);
  for (let i = 0; i < rows.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rows[i] = i % (3 * width + 1) === 0 ? 0 : state >>> 24;
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const cell = (source, outputs) => ({ cell_type: 'code', metadata: {}, source, outputs });
const prose = (i) => ({
  cell_type: 'markdown',
  metadata: {},
  source: `## 절 ${i}\n\n${'본문 글 $x_i$ 과 *그림*, `코드`.\n\n'.repeat(20)}`,
});
const lines = Array.from({ length: 2000 }, (_, i) => `line ${i}\n`);
const pictures = Array.from({ length: 40 }, (_, i) => [
  prose(i),
  cell(`plt.plot(${i})`, [
    { output_type: 'display_data', metadata: {}, data: { 'image/png': noise(640, 480, i).toString('base64') } },
    { output_type: 'stream', name: 'stdout', text: lines },
  ]),
]).flat();
const text = [cell('print(x)', [{ output_type: 'stream', name: 'stdout', text: '0123456789 abcdefghi\n'.repeat(10_000_000) }])];
for (const [name, cells] of [
  ['40 pictures', pictures],
  ['one output', text],
]) {
  const path = join(folder, 'note.ipynb');
  const written = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
  writeFileSync(path, written);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'read.mjs'), path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [parts, shown, characters, wall, cpu, memory] = stdout.trim().split(' ').map(Number);
  console.log(
    `${name.padEnd(12)} ${(written.length / 1e6).toFixed(0)} MB: ${parts} parts, ${shown} pictures, ${characters} characters; ${cpu.toFixed(2)} s of CPU, ${wall.toFixed(2)} s, ${memory.toFixed(0)} MiB at most`,
  );
}
rmSync(folder, { recursive: true });

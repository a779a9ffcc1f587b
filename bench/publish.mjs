// What publishing a notebook of 50 MB costs, into each target, the first and the second time: whole processes of the command. The bound is 10 s (of the processor: others may be at work) and 500 MB.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { notebookText, pictureCells } from './lib/large_notebook.mjs';

const SECONDS = 10;
const MEGABYTES = 500;
const cli = resolve(import.meta.dirname, '../dist/cli.js');
const REPORT = `data:text/javascript,process.on('exit', () => { const u = process.resourceUsage(); process.stderr.write(['\\n@', u.maxRSS, u.userCPUTime + u.systemCPUTime].join(' ')); })`;
const only = process.argv[2];

const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
const path = join(folder, 'note.ipynb');
const written = notebookText(pictureCells());
writeFileSync(path, written);
console.log(`a notebook of ${(written.length / 1e6).toFixed(0)} MB; bounds: ${SECONDS} s, ${MEGABYTES} MB`);
for (const target of ['jekyll', 'hugo', 'html', 'github', 'paste']) {
  if (only !== undefined && only !== target) continue;
  const place = join(folder, target);
  mkdirSync(place);
  if (target === 'jekyll') writeFileSync(join(place, '_config.yml'), 'title: x\n');
  if (target === 'hugo') writeFileSync(join(place, 'hugo.toml'), "baseURL = 'https://example.org/'\n");
  for (const time of ['first', 'second']) {
    const before = process.hrtime.bigint();
    const words = ['publish', path, '--to', `${target}:${place}`, '--date', '2022-07-15'];
    const { stderr, status } = spawnSync(process.execPath, ['--import', REPORT, cli, ...words], { encoding: 'utf8' });
    const seconds = Number(process.hrtime.bigint() - before) / 1e9;
    if (status !== 0) throw new Error(stderr);
    const [memory, cpu] = stderr
      .slice(stderr.lastIndexOf('@') + 1)
      .trim()
      .split(' ')
      .map(Number);
    const megabytes = (memory * 1024) / 1e6;
    const within = cpu / 1e6 <= SECONDS && megabytes <= MEGABYTES;
    console.log(
      `${target.padEnd(7)} ${time.padEnd(7)} ${seconds.toFixed(1)} s, ${(cpu / 1e6).toFixed(1)} s of CPU, ${megabytes.toFixed(0)} MB at most${within ? '' : '   ABOVE THE BOUND'}`,
    );
  }
}
rmSync(folder, { recursive: true });

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ripple } from './terminal.js';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
let folder = '';
beforeAll(() => {
  if (!existsSync(CLI)) throw new Error('dist/cli.js is missing: run "npm run build" first');
  folder = mkdtempSync(join(tmpdir(), 'downhill-spawned-'));
  writeFileSync(join(folder, 'data.csv'), ripple(40));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: readonly string[], input?: string) =>
  spawnSync(process.execPath, [CLI, ...words], { cwd: folder, encoding: 'utf8', ...(input === undefined ? {} : { input }) });

describe('the built command line', () => {
  it('fits a file and a pipe', () => {
    const file = run(['fit', 'data.csv', 'y ~ a*x + b', '--json']);
    expect([file.status, file.stderr]).toEqual([0, '']);
    const pipe = run(['fit', '-', 'y ~ a*x + b', '--json'], ripple(40));
    expect(JSON.parse(pipe.stdout).parameters).toEqual(JSON.parse(file.stdout).parameters);
  });

  it('tells a mistake without a stack trace', () => {
    const { status, stdout, stderr } = run(['fit', 'data.csv', 'y ~ a*sinn(x)']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^downhill: [^\n]+\n {2}y ~ a\*sinn\(x\)\n {2} {6}\^{4}\n {2}[^\n]+\n$/);
  });

  it('says nothing where the reader of a pipe goes away', () => {
    const line = `${JSON.stringify(process.execPath)} ${JSON.stringify(CLI)} generate 'x = uniform(0, 1)' --rows 200000 | head -n 1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, 'x\n', '']);
  });

  it('ends on Ctrl-C with what it has and exits 130', async () => {
    // Tells when somebody listens for Ctrl-C: from then on the process may be interrupted.
    const ready = `process.on('newListener', (name) => { if (name === 'SIGINT') setImmediate(() => process.stderr.write('listening')); });`;
    const words = [
      'fit',
      'data.csv',
      'y ~ a*x + b',
      '--method',
      'gd',
      '--learning-rate',
      '1e-12',
      '--epochs',
      '1e9',
      '--stop',
      'mae < 1e-9',
      '--json',
    ];
    const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(ready)}`, CLI, ...words], {
      cwd: folder,
    });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.once('data', () => child.kill('SIGINT'));
    const status = await new Promise((done) => child.on('close', done));
    expect(status).toBe(130);
    expect(JSON.parse(stdout).outcome).toBe('cancelled');
  });
});

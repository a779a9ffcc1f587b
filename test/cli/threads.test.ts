import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repeatLine } from '../../src/cli/repeat-line.js';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
const ROWS = 270_000;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-threads-'));
  const row = (i: number): string => `${((i * 7919) % 1013) / 101.3},${((i * 31) % 97) / 9.7}`;
  writeFileSync(join(folder, 'data.csv'), `x,y\n${Array.from({ length: ROWS }, (_, i) => row(i)).join('\n')}\n`);
  const block = [
    'id: big',
    'data: data.csv',
    'model: y ~ a*sin(b*x) + c',
    'start: { a: 1, b: 1, c: 0 }',
    'method: gd',
    'learning rate: 0.01',
    'epochs: 20',
    'figures: [loss]',
  ];
  writeFileSync(join(folder, 'post.md'), `# A post\n\n\`\`\`downhill\n${block.join('\n')}\n\`\`\`\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Within a minute, or the status is null. */
const run = (...words: string[]) =>
  spawnSync(process.execPath, [CLI, ...words], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
const FIT = ['fit', 'data.csv', 'y ~ a*sin(b*x) + c', '--method', 'gd', '--learning-rate', '0.01', '--epochs', '30'];
const START = ['--start', 'a=1, b=1, c=0', '--json'];
const filesOf = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path.slice(join(folder, name).length)}: ${readFileSync(path, 'base64')}`);

describe('--threads', () => {
  it('2, 3 and auto give the bytes of a fit without it, and the process ends by itself', () => {
    const alone = run(...FIT, ...START);
    expect([alone.status, alone.stderr]).toEqual([3, '']);
    for (const threads of ['2', '3', 'auto']) {
      const { status, stdout, stderr } = run(...FIT, ...START, '--threads', threads);
      expect([status, stderr, stdout === alone.stdout]).toEqual([3, '', true]);
    }
  });

  it('2 gives a document the record that it has without, to the byte', () => {
    expect(run('run', 'post.md', '--out', 'one').status).toBe(0);
    expect(run('run', 'post.md', '--out', 'two', '--threads', '2').status).toBe(0);
    expect(filesOf('one').length).toBeGreaterThanOrEqual(4);
    expect(filesOf('two')).toEqual(filesOf('one'));
  });

  it('is no part of the command that repeats a run', () => {
    expect(repeatLine(['fit', 'data.csv', 'y ~ a*x', '--threads', '2', '--seed', '3'])).toBe(
      "downhill fit data.csv 'y ~ a*x' --seed 3",
    );
    expect(repeatLine(['fit', 'data.csv', 'y ~ a*x', '--threads=auto'])).toBe("downhill fit data.csv 'y ~ a*x'");
  });

  it.each(['0', '65', '1.5', 'many', ''])('"%s" is a usage error that names the range', (threads) => {
    const { status, stdout, stderr } = run('fit', 'data.csv', 'y ~ a*x', '--threads', threads);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--threads must be an integer from 1 to 64, got');
  });
});

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const LIBRARY = new URL('../../dist/index.js', import.meta.url).href;
const ROWS = 12_000_000;
const MEGABYTE = 1e6;

/** The most memory that a process of its own had, in bytes; nothing else runs in it. */
function peak(work: string): number {
  const code = `
    const { allocateColumns, fit } = await import(${JSON.stringify(LIBRARY)});
    const fill = ({ x, y }) => {
      for (let i = 0; i < ${ROWS}; i++) {
        x[i] = (i % 4099) / 1000;
        y[i] = 2 / (1 + x[i]) + (i % 101) / 1000;
      }
    };
    ${work}
    process.stdout.write(String(1024 * process.resourceUsage().maxRSS));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return Number(stdout);
}

const fits = `
  fit('y ~ a*x + b', columns);
  fit('y ~ a*exp(-k*x) + c', columns, { method: 'gd', learningRate: 0.5, epochs: 2, start: { a: 1, k: 1, c: 0 } });`;

describe('12 million rows of two allocated columns', () => {
  const empty = peak('');

  it.each([
    ['doubles, 192 MB', '', 16 * ROWS],
    ['floats, 96 MB', ', { float32: true }', 8 * ROWS],
  ])('%s: a line and a descent take at most 64 MB beside them and the library', (_, option, bytes) => {
    const most = peak(`const columns = allocateColumns(['x', 'y'], ${ROWS}${option}); fill(columns); ${fits}`);
    expect((most - empty - bytes) / MEGABYTE).toBeLessThan(64);
  });
});

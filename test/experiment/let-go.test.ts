import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const LIBRARY = resolve(import.meta.dirname, '../../dist/index.js');

/** Prints the bytes of the heap that each of 60 fits leaves behind a collection of what is young, after 30 that make what all share. */
const SCRIPT = `
  const { fit } = await import(${JSON.stringify(LIBRARY)});
  const x = Float64Array.from({ length: 100 }, (_, i) => ((i * 37) % 101) / 10);
  const y = x.map((value, i) => 3 * Math.sin(value) + 1 + ((i * 7) % 11) / 40);
  const options = { method: 'gd', learningRate: 0.7, epochs: 200, stop: 'mae < 0.001', start: { W: -0.6, b: 0.9 } };
  const once = () => { fit('y ~ W*sin(x) + b', { x, y }, options); gc({ type: 'minor' }); };
  for (let k = 0; k < 30; k++) once();
  gc();
  once();
  const before = process.memoryUsage().heapUsed;
  for (let k = 0; k < 60; k++) once();
  console.log((process.memoryUsage().heapUsed - before) / 60);
`;

it('leaves less than 64 KB of the 800 KB that a fit of 100 rows and 200 epochs takes to a full collection', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', SCRIPT], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(Number(stdout)).toBeLessThan(64_000);
  expect(stdout.trim()).not.toBe('');
});

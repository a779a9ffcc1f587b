import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RANDOM_MODELS } from './random-models.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = `import * as downhill from '${ROOT}/dist/index.js';\nprocess.stdout.write((${RANDOM_MODELS})(downhill, JSON.parse(process.argv[1])));`;

const run = (node: string, options: object): string =>
  execFileSync(node, ['--input-type=module', '-e', PROGRAM, JSON.stringify(options)], { encoding: 'utf8', maxBuffer: 1e8 });

let newest: string;
let here: string;

beforeAll(() => {
  newest = execFileSync(process.execPath, [`${ROOT}/scripts/newest-node.mjs`], { encoding: 'utf8' }).trim();
  here = run(process.execPath, {});
}, 300_000);

describe('200 random models, fitted in processes of their own', () => {
  it('are models that say something: three quarters of them have a finite loss after all epochs', () => {
    const lines = here.split('\n');
    expect(lines).toHaveLength(200);
    expect(lines.filter((line) => line.includes(' | stopped-by-rule | ')).length).toBeGreaterThan(140);
  });

  it.each([{}, { backend: 'wasm' }, { backend: 'interpreter' }])(
    'have the same bits in the newest Node as here, with %j',
    (options) => {
      expect(run(newest, options)).toBe(here);
    },
  );

  it.each([{ backend: 'wasm' }, { backend: 'interpreter' }])('have the same bits here with %j', (options) => {
    expect(run(process.execPath, options)).toBe(here);
  });
});

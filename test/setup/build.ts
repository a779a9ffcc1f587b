import { spawnSync } from 'node:child_process';

/** Tests of the built package (command line, browser, examples) must see what is in src now. */
export default function setup(): void {
  for (const script of [['scripts/build.mjs', '--no-types'], ['scripts/doc-examples.mjs']]) {
    const { status, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script.join(' ')} failed:\n${stderr}`);
  }
}

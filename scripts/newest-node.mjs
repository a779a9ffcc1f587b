// Prints where the newest Node is that the tests compare with, and fetches it from the package registry when it is not there yet.
// It comes as a package by platform, without install scripts; a dependency would put it on every machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VERSION = '26.10.0';
const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const folder = resolve(import.meta.dirname, '../.cache', `node-${VERSION}`);
const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(program)) {
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `${name}@${VERSION}`];
  const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`Node ${VERSION} for the tests could not be fetched (npm ${args.join(' ')}): ${stderr}`);
    process.exit(1);
  }
}
console.log(program);

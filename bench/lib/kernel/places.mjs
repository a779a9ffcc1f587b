// Where the peers are: found, or installed into throw-away folders. What cannot be had is null, with a sentence on stderr.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { python } from '../peers.mjs';

const done = (program, ...args) => spawnSync(program, args, { encoding: 'utf8' }).status === 0;
const missing = (what, why) => {
  console.error(`no ${what}: ${why}`);
  return null;
};

/** @returns by kind of worker an interpreter or a folder, or null. */
export const places = () => ({ numpy: python(['numpy', 'scipy']), jax: python(['jax']), torch: torch(), tfjs: tfjs() });

/** Debian's package: a wheel from PyPI brings gigabytes for graphics cards. Only root can install it. */
function torch() {
  const system = '/usr/bin/python3';
  const given = process.env.DOWNHILL_PYTHON;
  const found = [given, system].find((path) => path !== undefined && done(path, '-c', 'import torch'));
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !done('apt-get', '--version')) return missing('torch', 'python3-torch is not installed');
  const install = () => done('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'python3-torch');
  if (!install() && !(done('apt-get', 'update', '-q') && install()))
    return missing('torch', 'apt-get install python3-torch failed');
  return done(system, '-c', 'import torch') ? system : missing('torch', 'python3-torch is installed and cannot be imported');
}

/** Of TensorFlow.js, the library first. */
export const PACKAGES = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'];

function tfjs() {
  const folder = join(tmpdir(), 'downhill-bench-tfjs');
  const has = () => PACKAGES.every((name) => existsSync(join(folder, 'node_modules', name, 'package.json')));
  if (has()) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--prefix', folder, '--no-audit', '--no-fund', '--silent'];
  return done('npm', 'install', ...options, ...PACKAGES) && has()
    ? folder
    : missing('tfjs', `npm install ${PACKAGES.join(' ')} failed`);
}

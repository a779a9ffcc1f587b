// A throw-away Python environment with the peers of the benchmarks, made on first use; null, and said, where it cannot be had.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param packages names of Python packages. @returns the interpreter's path, or null. DOWNHILL_PYTHON names one that has them. */
export function python(packages) {
  const has = (path) => spawnSync(path, ['-c', packages.map((name) => `import ${name}`).join('\n')]).status === 0;
  const given = process.env.DOWNHILL_PYTHON;
  if (given !== undefined) return has(given) ? given : missing(`${given} lacks one of ${packages.join(', ')}`);
  const folder = join(tmpdir(), 'downhill-bench-peers');
  const path = join(folder, 'bin/python');
  if (!existsSync(path) && spawnSync('python3', ['-m', 'venv', folder]).status !== 0) return missing('python3 -m venv failed');
  if (has(path)) return path;
  const { status, stderr } = spawnSync(path, ['-m', 'pip', 'install', '--quiet', ...packages], { encoding: 'utf8' });
  return status === 0 && has(path) ? path : missing(`pip: ${stderr.trim().split('\n').pop()}`);
}

function missing(why) {
  console.error(`no peers: ${why}`);
  return null;
}

/** The environment without settings that slow a current NumPy, on one thread. */
export function peerEnvironment() {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  return { ...env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
}

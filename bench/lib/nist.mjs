// NIST's Statistical Reference Datasets as JSON, from the folder that DOWNHILL_NIST names (with nist/ and nist-linear/ in it) or beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folders = [process.env.DOWNHILL_NIST, resolve(import.meta.dirname, '../../../shared/data')].filter(
  (folder) => folder !== undefined,
);

/** @param kind `nist` (nonlinear) or `nist-linear`. @returns the problems in the order of their names; null where the folder is missing. */
export function problems(kind) {
  const folder = folders.map((parent) => join(parent, kind)).find((path) => existsSync(path));
  if (folder === undefined) return null;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** The optimum to 24 digits where the file has it, else the certified values. */
export const reference = (problem) => ({
  parameters: (problem.hp?.params ?? problem.certified).map(Number),
  errors: (problem.hp?.stderr ?? problem.stderr).map(Number),
  rss: Number(problem.hp?.rss ?? problem.rss),
});

/** −log₁₀ of the worst relative error, at most 16, at least −1; absolute where the reference is zero. */
export function digits(values, exact) {
  return exact.reduce((least, value, i) => {
    const error = Math.abs(values[i] - value) / (value === 0 ? 1 : Math.abs(value));
    if (!Number.isFinite(error)) return -1;
    return Math.min(least, error === 0 ? 16 : Math.min(16, Math.max(-1, -Math.log10(error))));
  }, 16);
}

/** The same minimum: residual sum within 1e-6, or lower; or an exact fit up to rounding. */
export const isRight = (problem, rss) =>
  rss !== null && (rss <= problem.rss * (1 + 1e-6) || (problem.rss < 1e-20 && rss < 1e-20));

/** Standard normal draws of a small generator, so that every run perturbs alike. */
export function normals(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

// All 54 fits in a process of their own, and what the process took from its start: CPU of all its threads, and wall time of the fits.
import { problems } from './nist.mjs';

const nonlinear = problems('nist');
const { fit } = await import('../../dist/index.js');
const began = performance.now();
for (const { formula, columns, params, starts } of nonlinear)
  for (const start of starts) fit(formula, columns, { start: Object.fromEntries(params.map((name, j) => [name, start[j]])) });
const wall = performance.now() - began;
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ process: (user + system) / 1000, wall }));

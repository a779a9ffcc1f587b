#!/usr/bin/env node
// Becomes dist/cli.js. Runs program.cjs with V8's code cache beside it (see docs/decisions/0003-start-up.md): compiling is most of a short run.
// A cache of another Node is refused by V8 and does no harm.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import { eagerOptimiser } from './eager-optimiser.mjs';

// First: a code cache counts only under the flags that it was made with.
for (const flag of eagerOptimiser) v8.setFlagsFromString(flag);
const program = fileURLToPath(new URL('./cli/program.cjs', import.meta.url));
const cache = fileURLToPath(new URL('./cli/program.cache', import.meta.url));
let cachedData;
try {
  cachedData = readFileSync(cache);
} catch {
  // built without: slower, not wrong
}
const source = `(function(require,moduleUrl){${readFileSync(program, 'utf8')}\n})`;
const script = new vm.Script(source, { filename: program, cachedData });
script.runInThisContext()(createRequire(import.meta.url), import.meta.url);
if (process.env.DOWNHILL_WRITE_CODE_CACHE === cache) process.on('exit', () => writeFileSync(cache, script.createCachedData()));

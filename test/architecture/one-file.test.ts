import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../../src');
const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });

/** Code without its comments: an example may name whatever explains best. */
const codeOf = (file: string): string => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** A function, a method and a chart, as cases: the file that holds each, and what would give away that another file knows it. */
const CASES = [
  { what: 'the function erf', file: 'expression/operations/error-function.ts', trace: /\berfc?\b|errorFunction|error-function/ },
  { what: 'the method nadam', file: 'optimize/methods/nadam.ts', trace: /\bnadam\b/i },
  { what: 'the chart residuals', file: 'figure/charts/residuals.ts', trace: /['"]residuals['"]|charts\/residuals/ },
] as const;

describe('an addition is one file', () => {
  for (const { what, file, trace } of CASES)
    it(`${what} is known to ${file} and to the index that is written from the folder, and to nothing else`, () => {
      const knowing = filesBelow(SOURCE)
        .filter((path) => trace.test(codeOf(path)))
        .map((path) => relative(SOURCE, path));
      const index = file.replace(/[^/]+$/, 'index.ts');
      expect(knowing.filter((path) => path !== index)).toEqual([file]);
    });
});

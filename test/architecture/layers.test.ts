import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rows of architecture.md: a layer and the layers it may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  expression: ['base'],
  language: ['expression', 'base'],
  backend: ['expression', 'base'],
  data: ['base'],
  objective: ['backend', 'expression', 'data', 'base'],
  problem: ['objective', 'expression', 'base'],
  optimize: ['base'],
  trace: ['optimize', 'base'],
  statistics: ['problem', 'objective', 'optimize', 'base'],
  diagnose: ['statistics', 'trace', 'problem', 'objective', 'optimize', 'expression', 'base'],
  figure: ['trace', 'base'],
  experiment: [
    'language',
    'expression',
    'backend',
    'data',
    'objective',
    'problem',
    'optimize',
    'trace',
    'statistics',
    'diagnose',
    'figure',
    'base',
  ],
  // Readers take quoted results and figures of experiments, formulas never.
  publish: ['experiment', 'figure', 'base'],
};
const SOURCE = resolve(import.meta.dirname, '../../src');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ].map((match) => (match[1] ?? match[2]) as string);

describe('layers', () => {
  for (const [layer, allowed] of Object.entries(MAY_IMPORT))
    it(`${layer} imports only ${allowed.length === 0 ? 'itself' : allowed.join(', ')}`, () => {
      const broken = filesBelow(join(SOURCE, layer)).flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('.'))
          .map((target) => relative(SOURCE, resolve(dirname(file), target)).split('/')[0] as string)
          .filter((target) => target !== layer && !allowed.includes(target))
          .map((target) => `${relative(SOURCE, file)} → ${target}`),
      );
      expect(broken).toEqual([]);
    });

  it('no layer of the core imports a Node module', () => {
    const broken = Object.keys(MAY_IMPORT).flatMap((layer) =>
      filesBelow(join(SOURCE, layer)).flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('node:'))
          .map((target) => `${file} → ${target}`),
      ),
    );
    expect(broken).toEqual([]);
  });

  it('folders lie at most two levels below src', () => {
    const deep = filesBelow(SOURCE)
      .map((file) => relative(SOURCE, file))
      .filter((file) => file.split('/').length > 3);
    expect(deep).toEqual([]);
  });

  it('the reader of imports sees all forms', () => {
    expect(importsOf(join(SOURCE, 'index.ts')).length).toBeGreaterThan(3);
  });
});

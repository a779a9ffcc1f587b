import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const DIST = resolve(import.meta.dirname, '../../../dist');
const load = createRequire(join(DIST, 'cli.js'));

describe('packages that only publishing needs', () => {
  const names = readdirSync(join(DIST, 'cli/vendor'));

  it('are files of their own, all of which load, beside a program that has none of them', () => {
    expect(names).toEqual(expect.arrayContaining(['diff.cjs', 'katex.cjs', 'node-diff3.cjs', 'parse5.cjs']));
    for (const name of names) expect([name, Object.keys(load(`./cli/vendor/${name}`)).length > 0]).toEqual([name, true]);
    const program = readFileSync(join(DIST, 'cli/program.cjs'), 'utf8');
    for (const mark of ['LaTeX-incompatible input', 'eof-in-script-html-comment', 'FSWatcher'])
      expect([mark, program.includes(mark)]).toEqual([mark, false]);
    expect(load('./cli/vendor/katex.cjs').renderToString('x^2', { output: 'mathml' })).toContain('<msup>');
  });

  it('are loaded by no other command', () => {
    const told = `import module from 'node:module'; const real = module._load; module._load = (...given) => { process.stderr.write(given[0] + '\\n'); return real(...given); };`;
    const loads = (...words: string[]): string[] => {
      const preload = ['--import', `data:text/javascript,${encodeURIComponent(told)}`];
      const { stderr } = spawnSync(process.execPath, [...preload, join(DIST, 'cli.js'), ...words], { encoding: 'utf8' });
      return stderr.split('\n').filter((line) => /vendor|late\.cjs/.test(line));
    };
    expect(loads('--version')).toEqual([]);
    expect(loads('--help')).toEqual([]);
    expect(loads('generate', 'x = uniform(0, 1)', '--rows', '3')).toEqual([]);
    expect(loads('publish', 'none.md', '--to', 'html:none').length).toBeGreaterThan(0);
  });

  it('have their licences in the package', () => {
    const licences = readFileSync(join(DIST, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of names.map((each) => each.replace('.cjs', ''))) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});

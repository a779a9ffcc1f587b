import { describe, expect, it } from 'vitest';
import { DIAGNOSES } from '../../src/diagnose/findings/index.js';
import { call } from './terminal.js';

describe('downhill findings', () => {
  it('lists every finding with its test, errors before warnings before notes, in both languages', async () => {
    for (const lang of ['en', 'ko'] as const) {
      const { exit, stdout } = await call(['findings', '--lang', lang], { columns: 2000 });
      expect(exit).toBe(0);
      const places = DIAGNOSES.map(({ code, title, test, severity }) => {
        const line = stdout.indexOf(`  ${code}  ${title[lang]}\n`);
        expect(line).toBeGreaterThan(0);
        expect(stdout.slice(line).replaceAll(/\s+/g, ' ')).toContain(test[lang]);
        return { line, rank: ['error', 'warning', 'note'].indexOf(severity) };
      });
      const ranks = places.sort((a, b) => a.line - b.line).map(({ rank }) => rank);
      expect(ranks).toEqual([...ranks].sort());
    }
  });

  it('shows of one its test and an example to paste, runs it, and prints what it says', async () => {
    const { exit, stdout } = await call(['findings', 'rate-too-high']);
    expect(exit).toBe(0);
    expect(stdout).toContain('\n  ```downhill\n  id: rate-too-high\n');
    expect(stdout).toContain('The learning rate 0.1 is above 0.05637 = 2/λmax');
    expect(stdout).toMatch(/\n {2}evidence +learningRate +0\.1\n/);
    expect(stdout).toMatch(/\n {2}fix +learning rate +0\.028\n/);
    expect((await call(['findings', 'rate-too-high', '--lang', 'ko'])).stdout).toContain('학습률(0.1)이');
    expect((await call(['findings', 'under-determined'])).stdout).toContain('\nexample.csv\n  x,y\n  1,2.1\n');
  });

  it('gives the registry as JSON, and of one finding what its example says', async () => {
    const all = JSON.parse((await call(['findings', '--json'])).stdout);
    expect(all.schema).toBe('downhill.findings/1');
    expect(all.findings.map(({ code }: { code: string }) => code)).toEqual(DIAGNOSES.map(({ code }) => code));
    expect(Object.keys(all.findings[0])).toEqual(['code', 'severity', 'title', 'test', 'example']);
    const [one] = JSON.parse((await call(['findings', 'gradient-wrong', '--json'])).stdout).findings;
    expect(one.says[0].evidence.components[0].shouldBe).toBe('mean((prediction - Y)*sin(X))');
  });

  it('proposes the nearest code for one that does not exist, and exits 2', async () => {
    const { exit, stderr } = await call(['findings', 'rate-to-high']);
    expect(exit).toBe(2);
    expect(stderr).toContain('there is no finding "rate-to-high"');
    expect(stderr).toContain('did you mean rate-too-high?');
    const { exit: code, stdout } = await call(['findings', 'zzz', '--json']);
    expect([code, JSON.parse(stdout).code]).toEqual([2, 'finding-unknown']);
  });
});

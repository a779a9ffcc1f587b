import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, workshop } from './terminal.js';

const ROWS = [0.2, 0.6, 1.1, 1.6, 2, 3, 4, 5, 6].map((x, i) => [
  x,
  [4.1, 3.4, 2.6, 1.9, 1.5, 0.7, 0.55, 0.2, 0.25][i],
  i < 4 ? 0.3 : 0.2,
]);
let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({
    'decay.csv': `x,y,s\n${ROWS.map((row) => row.join(',')).join('\n')}\n`,
    'gap.csv': `x,y,z\n${ROWS.map(([x, y], i) => `${x},${y},${i === 4 ? '' : i * i}`).join('\n')}\n`,
    'post.md':
      '```downhill\nid: decay\ndata: decay.csv\nmodel: y ~ A*exp(-k*x)\nlevel: 0.9\nprofile: true\nbootstrap: 50\nresample: residuals\nfigures: []\n```\n',
  });
});
afterAll(() => room.leave());

const DECAY = ['fit', 'decay.csv', 'y ~ A*exp(-k*x)', '--no-plot'] as const;

describe('intervals on the command line', () => {
  it('--level, --profile and --bootstrap make columns whose heads name the level, in both languages', async () => {
    const words = [...DECAY, '--level', '0.9', '--profile', '--bootstrap', '50'];
    const { exit, stdout } = await call(words);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/90% interval +90% profile +boot\. error +90% bootstrap +start/);
    expect(stdout.match(/ {2}k +0\.5\d+ .*/)?.[0].match(/\[0\.\d+, 0\.\d+\]/g)).toHaveLength(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('50 resamples of cases (BCa intervals)');
    const korean = (await call([...words, '--lang', 'ko'])).stdout;
    expect(korean).toMatch(/90% 신뢰구간 +90% 프로파일 구간 +부트스트랩 오차 +90% 부트스트랩 구간/);
  });

  it('a plain fit shows 95% intervals only, adjusted R² and AICc, and χ² with its probability where σ is absolute', async () => {
    const { stdout } = await call(DECAY);
    expect(stdout).toContain('95% interval');
    expect(stdout).not.toContain('profile');
    expect(stdout).toMatch(/\n {2}adjusted R² 0\.9\d+ · AICc -?\d+\.\d+\n/);
    expect(stdout).not.toContain('χ²');
    expect((await call([...DECAY, '--sigma', 's', '--absolute-sigma'])).stdout.replace(/\s+/g, ' ')).toMatch(
      /χ² 1\.\d+ \(p 0\.\d+\)/,
    );
  });

  it('says whether sigma counts as relative or absolute, in both languages, and nothing where there is none', async () => {
    const text = async (...more: string[]): Promise<string> => (await call([...DECAY, ...more])).stdout;
    expect(await text('--sigma', 's')).toContain('sigma counts as relative: the errors are scaled to the residuals');
    expect(await text('--sigma', 's', '--absolute-sigma')).toContain('sigma counts as absolute: the errors come from it alone');
    expect(await text('--sigma', 's', '--lang', 'ko')).toContain('sigma는 상대값으로 셈');
    expect(await text()).not.toContain('sigma');
    expect(JSON.parse(await text('--sigma', 's', '--absolute-sigma', '--json')).sigma).toBe('absolute');
    expect(JSON.parse(await text('--sigma', 's', '--loss', 'huber', '--json')).sigma).toBe('relative');
    const refused = await call([...DECAY, '--sigma', 's', '--loss', 'huber', '--absolute-sigma']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('absolute standard deviations give the errors of least squares');
  });

  it('an end that does not exist is ∞', async () => {
    const { stdout, exit } = await call([...DECAY, '--profile', '--bounds', '0.55 < k < 9', '--start', 'A=4, k=1']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/\[−∞, 0\.6\d+\]/);
    expect(stdout).toContain('flat-profile');
  });

  it.each([
    [['--level', '95'], 'level-out-of-range'],
    [['--bootstrap', '1'], 'bootstrap-out-of-range'],
    [['--bootstrap', '10', '--resample', 'rows'], 'resample-unknown'],
  ])('%j is a usage error', async (more, code) => {
    const { exit, stdout } = await call([...DECAY, ...more, '--json']);
    expect([exit, JSON.parse(stdout).code]).toEqual([2, code]);
  });

  it('Ctrl-C among profiles or resamples keeps the fit, says what was left out and exits 130, in both languages and in a document', async () => {
    const words = [...DECAY, '--start', 'A=4, k=1', '--profile', '--bootstrap', '50'];
    const fitted = async (at: number, more: readonly string[] = []) => call([...words, ...more], { interruptAt: at });
    let first = 1;
    while (JSON.parse((await fitted(first, ['--json'])).stdout).outcome === 'cancelled') first++;
    const early = await fitted(first);
    expect([early.exit, early.stdout]).toEqual([130, expect.stringMatching(/converged after \d+ epoch/)]);
    expect(early.stdout).not.toContain('profile');
    expect(early.stderr).toMatch(/profile intervals were left out\n.* of 50 resamples 0 were drawn, the others were left out\n$/);
    let later = first;
    while ((await fitted(later)).stderr.includes('profile')) later++;
    const late = await fitted(later + 10, ['--json']);
    const { parameters, bootstrap } = JSON.parse(late.stdout);
    expect([late.exit, bootstrap.failed]).toEqual([130, 0]);
    expect(parameters.k.profileInterval).toHaveLength(2);
    expect(bootstrap.resamples).toBeGreaterThan(5);
    expect(bootstrap.resamples).toBeLessThan(50);
    expect(late.stderr).toContain(`of 50 resamples ${bootstrap.resamples} were drawn, the others were left out`);
    const last = await fitted(later + 55);
    expect([last.exit, last.stderr]).toEqual([130, expect.stringContaining('are percentiles, those by BCa were left out')]);
    expect((await fitted(first, ['--lang', 'ko'])).stderr).toContain('프로파일 구간은 구하지 못했습니다');
    expect((await fitted(first, ['--apply-fix'])).exit).toBe(130);
    expect((await fitted(first, ['--quiet'])).stderr).toBe('');
    expect((await fitted(later + 1000)).exit).toBe(0);
    const block = await call(['run', 'post.md', '--json'], { interruptAt: 1 + later });
    expect(block.exit).toBe(130);
  });

  it('a document takes the same keys', async () => {
    const { exit, stdout } = await call(['run', 'post.md', '--json']);
    expect(exit).toBe(0);
    const [{ level, bootstrap, parameters }] = JSON.parse(stdout).experiments;
    expect([level, bootstrap.resample, bootstrap.resamples]).toEqual([0.9, 'residuals', 50]);
    expect(parameters.k.profileInterval).toHaveLength(2);
  });
});

describe('downhill compare', () => {
  const TWO = ['compare', 'decay.csv', 'y ~ A*exp(-k*x)', 'y ~ A*exp(-k*x) + c'] as const;

  it('prints formulas, figures, the F-test and what it means, in both languages', async () => {
    const { exit, stdout } = await call(TWO);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/parameters +df +RSS +R² +adj\. R² +AIC +BIC +AICc +ΔAICc +weight/);
    expect(stdout).toMatch(/2 contains 1 \(c = 0\): F\(1, 6\) = 0\.00\d+, p = 0\.\d+: no better than chance allows/);
    expect(stdout).toContain('Best by AICc: 1, y ~ A*exp(-k*x).');
    expect((await call([...TWO, '--lang', 'ko'])).stdout).toContain('2번은 1번을 포함(c = 0): F(1, 6)');
    expect((await call([...TWO, '--quiet'])).stdout).toBe('');
  });

  it('--json is downhill.compare/1, the same bytes twice', async () => {
    const { stdout } = await call([...TWO, '--json']);
    const found = JSON.parse(stdout);
    expect(found.schema).toBe('downhill.compare/1');
    expect(found.models.map(({ parameters }: { parameters: number }) => parameters)).toEqual([2, 3]);
    expect(found.models[0].fit.schema).toBe('downhill.fit/1');
    expect(found.tests[0]).toMatchObject({ small: 0, large: 1, test: { test: 'F', numerator: 1, denominator: 6 } });
    expect((await call([...TWO, '--json'])).stdout).toBe(stdout);
  });

  it('leaves rows out of all formulas with --skip-invalid and says so', async () => {
    const words = ['compare', 'gap.csv', 'y ~ a + b*x', 'y ~ a + b*x + c*z'];
    expect((await call(words)).exit).toBe(1);
    expect((await call([...words, '--skip-invalid'])).stdout).toContain('gap.csv, 8 rows (1 left out of all)');
  });

  it('exits 2 for one formula and for different left sides, 3 where a fit is not to be trusted', async () => {
    expect((await call(TWO.slice(0, 3))).exit).toBe(2);
    expect((await call([...TWO.slice(0, 3), 'log(y) ~ a + b*x'])).exit).toBe(2);
    const { exit, stdout } = await call([...TWO, '--method', 'gd', '--learning-rate', '1e-6', '--epochs', '2']);
    expect(exit).toBe(3);
    expect(stdout).toContain('is not to be trusted');
  });
});

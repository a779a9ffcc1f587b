import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exp } from '../../src/base/elementary/scalar.js';
import { call, workshop } from './terminal.js';

const ROWS = Array.from({ length: 20 }, (_, i) => {
  const [y1, y2] = [5 * exp(-0.35 * i) + (((i * 37) % 11) - 5) / 50, 80 * exp(-0.35 * i) + (((i * 41) % 13) - 6) / 2];
  return `${i / 2},${y1.toFixed(5)},${i === 3 ? '' : y2.toFixed(4)}`;
});
const BLOCK = `id: two
seed: 3
data:
  rows: 30
  columns:
    t: index/5
    y1: 4*exp(-0.5*t) + normal(0, 0.1)
    y2: 20*exp(-0.5*t) + normal(0, 0.5)
model: y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)
sigma: 0.1, 0.5
figures: [data, fit, residuals, compare]
expect: converged
`;

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({
    'two.csv': `t,y1,y2\n${ROWS.join('\n')}\n`,
    'two.md': `k is {{downhill two.k | 3}}.\n\n\`\`\`downhill\n${BLOCK}\`\`\`\n`,
    'number.md': `\`\`\`downhill\n${BLOCK.replace('; y2 ~ c*exp(-k*t)', '').replace('sigma: 0.1, 0.5', 'sigma: 0.1').replace('[data, fit, residuals, compare]', '[]')}\`\`\`\n`,
    'wrong.md': `\`\`\`downhill\n${BLOCK.replace('sigma: 0.1, 0.5', 'sigma: 0.1, sd')}\`\`\`\n`,
  });
});
afterAll(() => room.leave());

const BOTH = ['fit', 'two.csv', 'y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)'] as const;

describe('downhill fit of several responses', () => {
  it('refuses an empty cell with its place, and leaves it out of its own response when asked', async () => {
    const refused = await call(BOTH);
    expect([refused.exit, refused.stderr]).toEqual([1, expect.stringContaining('row 4 of column "y2" is empty (two.csv:5:3)')]);
    const { exit, stdout } = await call([...BOTH, '--skip-invalid']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/response +rows +R² +RMSE +MAE +residual SD\n/);
    expect(stdout).toMatch(/\n {2}y1 +20 +0\.\d+ /);
    expect(stdout).toMatch(/\n {2}y2 +19 +0\.\d+ /);
    expect(stdout).toContain('responses-differ-in-scale');
    expect(stdout.match(/⠤⠒⠒⠤ fit/g)).toHaveLength(2);
  });

  it('speaks Korean', async () => {
    const { stdout } = await call([...BOTH, '--skip-invalid', '--no-plot', '--lang', 'ko']);
    expect(stdout).toMatch(/반응값 +행 +R² +RMSE +MAE +잔차 표준편차\n/);
  });

  it('mends responses of different scale with --apply-fix', async () => {
    const { exit, stdout } = await call([...BOTH, '--skip-invalid', '--no-plot', '--apply-fix']);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/applied: sigma: 0\.0\d+, 1\.\d+/);
  });

  it('writes results from which predict makes columns for each response', async () => {
    expect(
      (await call([...BOTH, '--skip-invalid', '--sigma', '0.07, 2', '--out', 'out', '--figures', 'data,fit,residuals'])).exit,
    ).toBe(0);
    const { stdout } = await call(['predict', 'out/result.json', 'two.csv', '--skip-invalid']);
    expect(stdout.split('\n')[0]).toBe(
      't,y1,y2,prediction_y1,mean_low_y1,mean_high_y1,new_low_y1,new_high_y1,prediction_y2,mean_low_y2,mean_high_y2,new_low_y2,new_high_y2',
    );
    const made = JSON.parse((await call(['predict', 'out/result.json', 'two.csv', '--skip-invalid', '--json'])).stdout);
    expect([made.rows, made.prediction_y1.length, made.new_high_y2.length]).toEqual([20, 20, 20]);
    expect(made.prediction).toBeUndefined();
  });

  it('a document may say the standard deviation of all rows by a number', async () => {
    const { exit, stdout, stderr } = await call(['run', 'number.md']);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toContain('converged');
  });

  it('runs in a document, whose data tell the truth', async () => {
    const { exit, stdout } = await call(['run', 'two.md']);
    expect(stdout).toContain('converged');
    expect(exit).toBe(0);
    const result = JSON.parse(readFileSync('two.downhill/two/result.json', 'utf8'));
    expect([result.parameters.a.truth, result.parameters.k.truth, result.parameters.c.truth]).toEqual([4, 0.5, 20]);
    expect(Math.abs(result.parameters.k.value - 0.5)).toBeLessThan(0.02);
    const wrong = await call(['run', 'wrong.md']);
    expect([wrong.exit, wrong.stderr]).toEqual([1, expect.stringContaining('there is no column "sd"')]);
  });
});

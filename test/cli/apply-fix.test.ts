import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, ripple, workshop } from './terminal.js';

let room: ReturnType<typeof workshop>;
beforeAll(() => {
  room = workshop({ 'data.csv': ripple(40) });
});
afterAll(() => room.leave());

const FAST = ['fit', 'data.csv', 'y ~ a*x + b', '--start', 'a=0, b=0', '--method', 'gd', '--learning-rate', '0.1', '--no-plot'];

describe('downhill fit --apply-fix', () => {
  it('applies the first fix and runs again, showing both', async () => {
    const { stdout } = await call([...FAST, '--epochs', '4000', '--apply-fix']);
    const [before = '', after = ''] = stdout.split(/^applied: /m);
    expect(before).toMatch(/^y ~ a\*x \+ b/);
    expect(before).toContain('✗ error rate-too-high');
    // Of 40 rows λmax of the mean of (x, 1)(x, 1)ᵀ is 514.24: half of 2/λmax is 0.0019.
    expect(after).toMatch(/^learning rate: 0\.0019\n\ny ~ a\*x \+ b/);
    expect(after).not.toContain('rate-too-high');
    expect(after).toMatch(/ a +2\.00\d* /);
  });

  it('says so and changes nothing where no finding proposes a fix', async () => {
    const words = ['fit', 'data.csv', 'y ~ a*x + b', '--no-plot'];
    const [asked, plain] = [await call([...words, '--apply-fix']), await call(words)];
    expect(asked).toEqual({
      ...plain,
      stdout: `nothing to apply: no finding proposes a change that downhill can make by itself\n\n${plain.stdout}`,
    });
  });

  it('prints the result after the fix alone as JSON', async () => {
    const result = JSON.parse((await call([...FAST, '--apply-fix', '--json'])).stdout);
    expect(result.method.learningRate).toBe(0.0019);
    expect(result.findings.map(({ code }: { code: string }) => code)).not.toContain('rate-too-high');
  });
});

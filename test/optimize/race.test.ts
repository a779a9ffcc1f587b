import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { randomStream } from '../../src/base/random/stream.js';
import { fit } from '../../src/experiment/fit.js';
import type { Method } from '../../src/optimize/method.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { drive, minimize } from '../../src/optimize/minimize.js';
import { racing } from '../../src/optimize/race.js';
import { parseSchedule } from '../../src/optimize/step-size.js';

const named = (name: string): Method => METHODS.find((method) => method.name === name) as Method;
const ROWS = 40;
const x = Float64Array.from({ length: ROWS }, (_, i) => i / 8);
const y = x.map((t, i) => 3 * Math.exp(-0.7 * t) + 0.5 + 0.03 * Math.sin(9 * i));

/** y ~ a·t + c over the rows of a minibatch, in units of t. */
const line =
  (unit: number): Evaluate =>
  ({ points, batch }) =>
    points.map((p): Answer => {
      const rows = batch === undefined ? Array.from(x.keys()) : [...batch];
      const gradient = new Float64Array(2);
      let [loss, mae] = [0, 0];
      for (const i of rows) {
        const t = unit * (x[i] as number);
        const r = (p[0] as number) * t + (p[1] as number) - (y[i] as number);
        loss += (r * r) / 2 / rows.length;
        mae += Math.abs(r) / rows.length;
        gradient[0] = (gradient[0] as number) + (r * t) / rows.length;
        gradient[1] = (gradient[1] as number) + r / rows.length;
      }
      return { loss, mae, gradient };
    });

const run = (name: string, seed = 3) => ({
  method: named(name),
  start: Float64Array.of(0, 0),
  epochs: 100,
  batch: { size: 8, rows: ROWS, stream: randomStream('pcg64', seed) },
});
const LEAST = minimize(line(1), { method: named('lbfgs'), start: Float64Array.of(0, 0), epochs: 100 }).answer.loss;

describe('a race for the learning rate of minibatches', () => {
  it('comes within 1% of the least loss in 100 epochs with every method that takes minibatches', () => {
    for (const { name } of METHODS.filter((method) => method.minibatch && method.steps === 'rate'))
      expect([name, drive(racing(run(name)), line(1)).answer.loss / LEAST < 1.01]).toEqual([name, true]);
  });

  it('is the same for the same stream, and its run is the one with the best of the nine rates and cosine decay', () => {
    const first = drive(racing(run('adam')), line(1));
    expect(drive(racing(run('adam')), line(1))).toEqual(first);
    const results = Array.from({ length: 9 }, (_, k) =>
      minimize(line(1), { ...run('adam'), stepSize: parseSchedule('cosine', 10 ** (k / 2 - 4), 100) }),
    );
    const same = results.filter(({ answer }) => Math.abs(answer.loss / first.answer.loss - 1) < 1e-9);
    expect(same).toHaveLength(1);
    // The race: a start, and nine times ten epochs of two looks at all rows and a start each.
    expect(first.evaluations).toBe((same[0]?.evaluations as number) + 1 + 9 * (1 + 2 * 10));
  });

  it('finds a rate for gradient descent in units of any size', () => {
    for (const unit of [1e-3, 1, 1e3]) {
      const { answer } = drive(racing({ ...run('gd'), start: Float64Array.of(1 / unit, 1) }), line(unit));
      expect(answer.loss).toBeLessThan((line(unit)({ points: [Float64Array.of(1 / unit, 1)], want: 'value' })[0] as Answer).loss);
    }
  });

  it('is what a fit does with minibatches and --learning-rate auto, and the result says so in both languages', () => {
    const options = { batch: 8, learningRate: 'auto', epochs: 300, seed: 5, start: { a: 1, k: 0.3, c: 0 } } as const;
    const result = fit('y ~ a*exp(-k*x) + c', { x, y }, options);
    expect(JSON.stringify(fit('y ~ a*exp(-k*x) + c', { x, y }, options))).toBe(JSON.stringify(result));
    expect(Math.abs((result.parameters.a.value as number) - 3)).toBeLessThan(0.05);
    expect(result.method.why).toContain('nine learning rates');
    expect(result.method.name).toBe('adam');
    expect(result.stop.evaluations).toBeGreaterThan(9 * 30);
    expect(fit('y ~ a*exp(-k*x) + c', { x, y }, { ...options, lang: 'ko' }).method.why).toMatch(/[가-힣]/);
  });
});

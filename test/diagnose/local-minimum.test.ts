import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { apart, codes, finding, inUnits, LANDSCAPES, numbersOf, startOf, values } from './landscapes.js';

const WAVE = 'y ~ sin(w*x)';
const run = (data: (typeof LANDSCAPES.wave)[number]['data'], w: number, more = {}) =>
  fit(WAVE, data, { method: 'gd', learningRate: 0.02, epochs: 3000, start: { w }, ...more });

describe('local-minimum', () => {
  it.each(LANDSCAPES.wave)(
    'a frequency in the valley beside the lowest: place and losses of both within 1e-7 of SciPy',
    ({ data, ...known }) => {
      const found = run(data, known.start);
      expect(apart(values(found), [known.local])).toBeLessThan(1e-7);
      const { severity, evidence } = finding(found, 'local-minimum') ?? {};
      expect(severity).toBe('error');
      expect(apart([evidence?.loss, evidence?.lowerLoss] as number[], [known.loss, known.lowest])).toBeLessThan(1e-9);
      expect(
        Math.abs(Math.abs(numbersOf(finding(found, 'local-minimum'), 'parameters').w ?? Number.NaN) - known.minimum),
      ).toBeLessThan(1e-7);
      const share = (known.loss - known.lowest) / (known.fromStart - known.lowest);
      expect(apart([evidence?.shareOfDrop as number], [share])).toBeLessThan(1e-7);
    },
  );

  it.each(LANDSCAPES.wave)(
    'with the fix the descent comes to the lowest, within 1e-7 of SciPy, and nothing is said',
    ({ data, ...known }) => {
      const { w = Number.NaN } = startOf(finding(run(data, known.start), 'local-minimum'));
      const found = run(data, w);
      expect(Math.abs(Math.abs(values(found)[0] as number) - known.minimum)).toBeLessThan(1e-7);
      expect(codes(found)).not.toContain('local-minimum');
    },
  );

  it('is told of a run by L-BFGS, and of one that a stop on the gradient ended there', () => {
    for (const { data, start } of LANDSCAPES.wave) {
      expect(codes(fit(WAVE, data, { method: 'lbfgs', start: { w: start } }))).toContain('local-minimum');
      const stopped = run(data, start, { stop: 'gradient < 1e-9' });
      expect(stopped.outcome).toBe('stopped-by-rule');
      expect(codes(stopped)).toContain('local-minimum');
    }
  });

  it.each([1e-6, 1e6])('does not depend on units: x and y times %g', (unit) => {
    for (const { data, start } of LANDSCAPES.wave) {
      const found = fit(`y ~ ${1 / unit}*sin(w*x)`, inUnits(data, unit, 1 / unit), { method: 'gd', start: { w: start / unit } });
      expect(codes(found)).toContain('local-minimum');
    }
  });

  it('is said once: methods that end themselves are checked by another search, which says it', () => {
    for (const { data, start } of LANDSCAPES.wave) {
      const found = fit(WAVE, data, { method: 'lm', start: { w: start } });
      expect(codes(found)).toContain('lower-minimum-found');
      expect(codes(found)).not.toContain('local-minimum');
    }
  });

  it('is silent in the lowest valley, on the way down the wrong one, where downhill searches itself, and for a linear model', () => {
    for (const { data, start, minimum } of LANDSCAPES.wave) {
      expect(codes(run(data, minimum + 0.1))).not.toContain('local-minimum');
      expect(codes(run(data, start, { epochs: 2 }))).not.toContain('local-minimum');
      expect(codes(fit(WAVE, data, { start: { w: start } }))).not.toContain('local-minimum');
      expect(codes(fit('y ~ a*sin(2*x) + b', data, { method: 'gd' }))).not.toContain('local-minimum');
    }
  });

  it('is silent for a network that is still learning, though its loss curves upwards in every direction: Adam, with and without minibatches', () => {
    const x = Array.from({ length: 120 }, (_, i) => i / 30 - 2);
    const data = { x, y: x.map((at, i) => Math.sin(2 * at) + (((i * 37) % 11) - 5) / 100) };
    const start = { v: 0.3, w: 0.5, p: 0.1, v2: -0.4, w2: 0.7, p2: -0.2, c: 0 };
    for (const options of [{ epochs: 2000 }, { epochs: 200, batch: 16 }]) {
      const found = fit('y ~ v*tanh(w*x + p) + v2*tanh(w2*x + p2) + c', data, { method: 'adam', ...options, start });
      expect(codes(found)).not.toContain('local-minimum');
    }
  });

  it('the mirror image of a minimum, as low as it, is no lower one', () => {
    const x = Array.from({ length: 60 }, (_, i) => i / 20);
    const data = { x, y: x.map((at, i) => 2 * Math.exp(-at) + 1 * Math.exp(-0.2 * at) + (((i * 37) % 11) - 5) / 500) };
    const found = fit('y ~ a*exp(-b*x) + c*exp(-d*x)', data, { method: 'lbfgs', start: { a: 1, b: 0.3, c: 2, d: 1.2 } });
    expect(codes(found)).not.toContain('local-minimum');
  });

  it('of many rows it is judged on some and confirmed on all: loss within 1e-9 of that of the rows', () => {
    const x = Array.from({ length: 120_000 }, (_, i) => (10 * ((i * 7919) % 120_000)) / 120_000);
    const data = { x, y: x.map((at, i) => Math.sin(2 * at) + (((i * 37) % 11) - 5) / 50) };
    const found = fit(WAVE, data, { method: 'gd', learningRate: 0.02, epochs: 300, stop: 'mae < 1e-9', start: { w: 2.9 } });
    const { evidence } = finding(found, 'local-minimum') ?? {};
    const w = numbersOf(finding(found, 'local-minimum'), 'parameters').w ?? Number.NaN;
    const direct = data.x.reduce((sum, at, i) => sum + (Math.sin(w * at) - (data.y[i] as number)) ** 2, 0) / (2 * x.length);
    expect(apart([evidence?.lowerLoss as number], [direct])).toBeLessThan(1e-9);
  });

  it('speaks Korean', () => {
    const [known] = LANDSCAPES.wave as [(typeof LANDSCAPES.wave)[number]];
    expect(finding(run(known.data, known.start, { lang: 'ko' }), 'local-minimum')?.message).toMatch(
      /^끝까지 내려갔지만 가장 깊은 골짜기가 아닙니다/,
    );
  });
});

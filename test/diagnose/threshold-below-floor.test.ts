import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { codesOf, findingOf, gd, line, number, REFERENCE, relative, SEEDS, scaled } from './found.js';

const CODE = 'threshold-below-floor';
const MODEL = 'y ~ a*x + b';
const floorOf = (seed: number) => REFERENCE.floors?.find((one) => one.seed === seed) as unknown as { mae: number; loss: number };

describe(CODE, () => {
  for (const seed of SEEDS) {
    const floor = floorOf(seed);
    it(`names NumPy's mean absolute error or loss at the least squares within 1e-12, and its fix ends the run (seed ${seed})`, () => {
      for (const quantity of ['mae', 'loss'] as const)
        for (const part of [0.01, 0.99]) {
          const stop = `${quantity} < ${part * floor[quantity]}`;
          const finding = findingOf(CODE, MODEL, line(seed), gd(0.04, 3000, { stop }));
          expect(finding?.severity).toBe('warning');
          expect(relative(number(finding, 'floor'), floor[quantity])).toBeLessThan(1e-12);
          const fixed = fit(MODEL, line(seed), gd(0.04, 3000, { stop: String(finding?.fix?.stop) }));
          expect(fixed.outcome).toBe('stopped-by-rule');
          expect(fixed.findings.map(({ code }) => code)).not.toContain(CODE);
        }
    });

    it(`does not fire for a threshold 1% above the floor, however few the epochs (seed ${seed})`, () => {
      for (const quantity of ['mae', 'loss'] as const)
        expect(codesOf(MODEL, line(seed), gd(0.04, 5, { stop: `${quantity} < ${1.01 * floor[quantity]}` }))).not.toContain(CODE);
    });

    it(`is the same in units of 1e6 and 1e-6 (seed ${seed})`, () => {
      for (const unit of [1e6, 1e-6]) {
        const stop = `mae < ${0.5 * unit * floor.mae}`;
        const finding = findingOf(CODE, MODEL, scaled(line(seed), { y: unit }), gd(0.04, 500, { stop }));
        expect(relative(number(finding, 'floor'), unit * floor.mae)).toBeLessThan(1e-9);
      }
    });
  }

  it('does not fire without noise, by another rule that can be met, nor where the stop ended the run', () => {
    expect(codesOf(MODEL, line(1, 50, 0, 10, 0), gd(0.04, 20, { stop: 'mae < 0.001' }))).not.toContain(CODE);
    expect(codesOf(MODEL, line(1), gd(0.04, 20, { stop: 'mae < 0.001 or gradient < 1e-3' }))).not.toContain(CODE);
    expect(codesOf(MODEL, line(1), gd(0.04, 20, { stop: 'epoch >= 3' }))).not.toContain(CODE);
    for (const stop of ['gradient < 1e-30', 'step < 1e-30', 'loss change < 1e-30'])
      expect(codesOf(MODEL, line(1), gd(0.04, 20, { stop }))).not.toContain(CODE);
  });

  it('fires for two thresholds of which neither can be met, for methods that find their steps, and for a wrong gradient', () => {
    expect(codesOf(MODEL, line(1), gd(0.04, 20, { stop: 'mae < 0.001 or loss < 0.001' }))).toContain(CODE);
    for (const method of ['lm', 'lbfgs', 'adam'])
      expect(codesOf(MODEL, line(1), { method, stop: 'mae < 0.001' })).toContain(CODE);
    const gradient = { a: 'mean((prediction - y)*x*x)', b: 'mean(prediction - y)' };
    expect(codesOf(MODEL, line(1), gd(0.001, 20, { stop: 'mae < 0.001', gradient }))).toContain(CODE);
  });

  it('leaves the floor to a wrong gradient that names it in the same words of three digits, and says the rest', () => {
    const gradient = { a: 'mean((prediction - y)*x*x)', b: 'mean(prediction - y)' };
    const mae = String(Number((floorOf(1).mae as number).toPrecision(3)));
    for (const [lang, rest] of [
      ['en', 'With the right gradient the run could not stop by mae < 0.001 either.'],
      ['ko', '기울기를 바로잡아도 정지 조건 mae < 0.001에는 이를 수 없습니다.'],
    ] as const) {
      const { findings } = fit(MODEL, line(1), gd(0.001, 20, { stop: 'mae < 0.001', gradient, lang }));
      expect(findings.filter(({ message }) => message.includes(mae)).map(({ code }) => code)).toEqual(['gradient-wrong']);
      expect(findings.find(({ code }) => code === CODE)?.message).toBe(rest);
    }
    const { message } = findingOf(CODE, MODEL, line(1), gd(0.001, 20, { stop: 'mae < 0.001' })) ?? {};
    expect(message).toContain(mae);
  });

  it('fires for huber, logistic and poisson losses, whose loss can be negative, and with weights', () => {
    const { x = [], y = [] } = line(2, 60, -2, 2);
    const data = {
      ...{ x, y, w: x.map((_, i) => 1 + (i % 3)) },
      hit: y.map((value, i) => Number(value > 1 !== (i % 5 === 0))),
      count: x.map((value, i) => Math.round(20 * Math.exp(value / 2)) + (i % 4)),
    };
    for (const weights of [{}, { weights: 'w' }]) {
      expect(
        codesOf(MODEL, data, gd(0.3, 100, { loss: 'huber', lossSettings: { delta: 1 }, stop: 'loss < 0.01', ...weights })),
      ).toContain(CODE);
      expect(codesOf('hit ~ a*x + b', data, gd(0.5, 100, { loss: 'logistic', stop: 'loss < 0.01', ...weights }))).toContain(CODE);
      const finding = findingOf(
        CODE,
        'count ~ a*x + b',
        data,
        gd(0.01, 500, { loss: 'poisson', stop: 'loss < -1e3', ...weights }),
      );
      expect(number(finding, 'floor')).toBeLessThan(0);
      const above = Number(String(finding?.fix?.stop).split('< ')[1]);
      expect(above).toBeGreaterThan(number(finding, 'floor'));
    }
  });

  it('knows the lower of two minima: a wave stuck in the wrong one could still reach its threshold', () => {
    const x = Array.from({ length: 60 }, (_, i) => i / 6);
    const wave = { x, y: x.map((value) => Math.sin(2 * value)) };
    expect(codesOf('y ~ sin(w*x)', wave, { ...gd(0.02, 2000, { stop: 'mae < 0.001' }), start: { w: 4.3 } })).not.toContain(CODE);
  });

  it('of 30,000 rows judges on 10,000 and names the figure of all', () => {
    const data = line(3, 30_000);
    const { quality } = fit(MODEL, data);
    const finding = findingOf(CODE, MODEL, data, gd(0.04, 20, { stop: 'mae < 0.001' }));
    expect(relative(number(finding, 'floor'), quality.mae as number)).toBeLessThan(1e-3);
  });
});

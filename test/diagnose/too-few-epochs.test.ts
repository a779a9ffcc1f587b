import { describe, expect, it } from 'vitest';
import { roundedUp } from '../../src/diagnose/epochs-needed.js';
import { fit } from '../../src/experiment/fit.js';
import { codesOf, findingOf, gd, line, number, REFERENCE, relative, scaled } from './found.js';

const CODE = 'too-few-epochs';
const CASES = REFERENCE.epochs as unknown as readonly { seed: number; momentum: number; needed: number; gapAt40: number }[];

describe(CODE, () => {
  for (const { seed, momentum, needed, gapAt40 } of CASES) {
    const options = (epochs: number) =>
      momentum === 0 ? gd(0.01, epochs) : gd(0.01, epochs, { method: 'momentum', settings: { momentum } });

    it(`after 40 epochs names the gap within 1e-9 and the ${needed} epochs that a NumPy loop needs within 15%, and its fix ends it (seed ${seed}, momentum ${momentum})`, () => {
      const finding = findingOf(CODE, 'y ~ a*x + b', line(seed, 50, -2, 2), options(40));
      expect(finding?.severity).toBe('warning');
      expect(relative(number(finding, 'gap'), gapAt40)).toBeLessThan(1e-9);
      expect(relative(number(finding, 'forecast'), needed)).toBeLessThan(0.15);
      expect(finding?.fix).toEqual({ epochs: number(finding, 'converges') });
      expect(fit('y ~ a*x + b', line(seed, 50, -2, 2), options(number(finding, 'converges'))).outcome).toBe('converged');
      expect(codesOf('y ~ a*x + b', line(seed, 50, -2, 2), options(number(finding, 'forecast')))).not.toContain(CODE);
    });

    it(`does not fire after ${needed} epochs, and says the same in units of 1e6 and 1e-6 (seed ${seed}, momentum ${momentum})`, () => {
      expect(codesOf('y ~ a*x + b', line(seed, 50, -2, 2), options(needed))).not.toContain(CODE);
      for (const unit of [1e6, 1e-6]) {
        const finding = findingOf(CODE, 'y ~ a*x + b', scaled(line(seed, 50, -2, 2), { y: unit }), options(40));
        expect(relative(number(finding, 'gap'), gapAt40)).toBeLessThan(1e-9);
      }
    });
  }

  it('after 10, 25 or 40 epochs forecasts what a NumPy loop needs, rounded up, exactly: with a velocity that goes on, and a gradient of twice the size', () => {
    const gradient = { a: '2*mean((prediction - y)*x)', b: '2*mean(prediction - y)' };
    for (const { seed, momentum, needed } of CASES)
      for (const epochs of [10, 25, 40])
        for (const more of [{}, { gradient }]) {
          const method = momentum === 0 ? {} : { method: 'momentum', settings: { momentum } };
          const options = gd('gradient' in more ? 0.005 : 0.01, epochs, { ...method, ...more });
          const finding = findingOf(CODE, 'y ~ a*x + b', line(seed, 50, -2, 2), options);
          expect(number(finding, 'forecast')).toBe(roundedUp(needed));
        }
  });

  it("tells of a rate that needs fewer than 20 epochs where the post's sine runs at 0.01", () => {
    const data = line(1);
    const sine = { x: data.x as number[], y: (data.x as number[]).map((x) => 10 * Math.sin(x) + 1.5) };
    const finding = findingOf(CODE, 'y ~ a*sin(x) + b', sine, gd(0.01, 200));
    expect(number(finding, 'epochsAtBetterRate')).toBeLessThan(20);
    expect(finding?.advice).toContain('learning rate of 1.');
  });

  it('advises a rate that suits a hand-written gradient which is twice as large: half of the other', () => {
    const gradient = { a: '2*mean((prediction - y)*x)', b: '2*mean(prediction - y)' };
    const [exact, twice] = [gd(0.01, 40), gd(0.005, 40, { gradient })].map((options) =>
      findingOf(CODE, 'y ~ a*x + b', line(1, 50, -2, 2), options),
    );
    expect(relative(number(twice, 'betterRate'), number(exact, 'betterRate') / 2)).toBeLessThan(0.02);
    expect(number(twice, 'epochsAtBetterRate')).toBeLessThan(1.1 * number(exact, 'epochsAtBetterRate'));
  });

  it('does not fire for methods that find their steps, where another minimum is reached, or where the stop ended the run', () => {
    expect(codesOf('y ~ a*x + b', line(1), { method: 'gd' })).not.toContain(CODE);
    expect(codesOf('y ~ a*x + b', line(1))).not.toContain(CODE);
    expect(codesOf('y ~ a*x + b', line(1, 50, -2, 2), gd(0.01, 40, { stop: 'epoch >= 5' }))).not.toContain(CODE);
    const x = Array.from({ length: 60 }, (_, i) => i / 6);
    const wave = { x, y: x.map((value) => Math.sin(2 * value)) };
    const stuck = { ...gd(0.02, 3000, { stop: 'loss < 1e-9' }), start: { w: 4.3 } };
    expect(codesOf('y ~ sin(w*x)', wave, stuck)).not.toContain(CODE);
  });

  it('fires for Adam by its pace, and for huber, logistic and poisson losses, weighted or not', () => {
    const { x = [], y = [] } = line(2, 60, -2, 2);
    const w = x.map((_, i) => 1 + (i % 3));
    const data = {
      x,
      y,
      w,
      hit: y.map((value, i) => Number(value > 1 !== (i % 5 === 0))),
      count: x.map((v) => Math.round(5 * Math.exp(v / 2))),
    };
    expect(codesOf('y ~ a*x + b', data, gd(0.001, 300, { method: 'adam' }))).toContain(CODE);
    for (const weights of [{}, { weights: 'w' }]) {
      expect(codesOf('y ~ a*x + b', data, gd(0.01, 50, { loss: 'huber', lossSettings: { delta: 1 }, ...weights }))).toContain(
        CODE,
      );
      expect(codesOf('hit ~ a*x + b', data, gd(0.01, 50, { loss: 'logistic', ...weights }))).toContain(CODE);
      expect(codesOf('count ~ a*x + b', data, gd(0.001, 50, { loss: 'poisson', ...weights }))).toContain(CODE);
    }
  });

  it('a wrong gradient says nothing of epochs', () => {
    const gradient = { a: 'mean((prediction - y)*x*x)', b: 'mean(prediction - y)' };
    const codes = codesOf('y ~ a*x + b', line(1, 50, -2, 2), gd(0.01, 40, { gradient }));
    expect(codes).toContain('gradient-wrong');
    expect(codes).not.toContain(CODE);
  });
});

describe('a single epoch', () => {
  it('is spoken of in the singular', () => {
    const { findings, stop } = fit('y ~ a*x + b', line(1), gd(0.02, 1));
    expect(findings.find(({ code }) => code === CODE)?.message).toContain('After 1 epoch ');
    expect(stop.detail).toContain('the only epoch used');
  });
});

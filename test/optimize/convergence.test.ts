import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { lbfgs } from '../../src/optimize/methods/lbfgs.js';
import { levenbergMarquardt } from '../../src/optimize/methods/levenberg-marquardt.js';
import { minimize } from '../../src/optimize/minimize.js';
import { constant } from '../../src/optimize/step-size.js';
import { problem } from './problems.js';

/** The same problem in other units: x = scale·z, loss in other units. A power of two changes no digit. */
const inUnits =
  (evaluate: Evaluate, x: number, f: number): Evaluate =>
  (request) =>
    evaluate({
      ...request,
      points: request.points.map((z) => z.map((value) => value * x)),
      ...(request.direction === undefined ? {} : { direction: request.direction.map((value) => value * x) }),
    }).map((answer) => ({
      ...answer,
      loss: answer.loss * f,
      ...(answer.gradient === undefined ? {} : { gradient: answer.gradient.map((g) => g * x * f) }),
      ...(answer.r === undefined ? {} : { r: answer.r.map((r) => r * x * Math.sqrt(f)) }),
      ...(answer.gram === undefined ? {} : { gram: answer.gram.map((g) => g * x * x * f) }),
      ...(answer.bend === undefined ? {} : { bend: answer.bend.map((value) => value * x * f) }),
      ...(answer.qtr === undefined ? {} : { qtr: answer.qtr.map((r) => r * Math.sqrt(f)) }),
    }));

const own = METHODS.filter((method) => method.steps === 'own' || method.name === 'gd');

describe.each(own.map((method) => ({ method, name: method.name })))('$name does not depend on units', ({ method }) => {
  it.each(['line', 'sine', 'decay', 'logistic', 'beale'])(
    '%s: 2⁻⁴⁰ … 2⁴⁰ of the units give the same outcome after the same epochs',
    (name) => {
      const { start, evaluate } = problem(name);
      const plain = minimize(evaluate, { method, start, epochs: 1000 });
      for (const x of [2 ** -40, 2 ** 40])
        for (const f of [2 ** -80, 2 ** 80]) {
          const scaled = minimize(inUnits(evaluate, x, f), { method, start: start.map((value) => value / x), epochs: 1000 });
          expect([scaled.outcome, scaled.stop.reason, scaled.epochs]).toEqual([plain.outcome, plain.stop.reason, plain.epochs]);
          expect(scaled.point.map((value) => value * x)).toEqual(plain.point);
        }
    },
  );
});

describe('a run is called converged only where nothing is left to gain', () => {
  it('a rate so small that the loss stands still is stalled, and the figures say that the steps are too small', () => {
    const { start, evaluate } = problem('decay');
    const result = minimize(evaluate, { method: gradientDescent, start, stepSize: constant(1e-18), epochs: 1000 });
    expect(result.outcome).toBe('stalled');
    expect(result.stop.reason).toBe('loss-flat');
    expect(result.stop.detail.en).toContain('the steps are too small');
  });

  it('a start in a region of enormous losses does not make a large gradient look small', () => {
    // exp(2x) + (x + 1)² from x = 60: the gradient falls by 1e-8 many times before the minimum.
    const steep: Evaluate = ({ points }) =>
      points.map((p) => {
        const x = p[0] as number;
        return { loss: Math.exp(2 * x) + (x + 1) ** 2, mae: 1, gradient: Float64Array.of(2 * Math.exp(2 * x) + 2 * (x + 1)) };
      });
    for (const method of [gradientDescent, lbfgs]) {
      const result = minimize(steep, { method, start: Float64Array.of(60), epochs: 3000 });
      expect(result.outcome).toBe('converged');
      // The root of exp(2x) + x + 1 = 0, by mpmath.
      expect(Math.abs((result.point[0] as number) - -1.10885755287855)).toBeLessThan(1e-6);
    }
  });

  it('a start at the minimum itself has converged, though its gradient is only rounding and as large as ever', () => {
    const { evaluate } = problem('decay');
    const start = Float64Array.of(3.02912605, 0.70605505);
    const best = minimize(evaluate, { method: levenbergMarquardt, start, epochs: 20 }).point;
    for (const method of METHODS.filter(({ name }) => name === 'gd' || name === 'lbfgs' || name === 'lm')) {
      const result = minimize(evaluate, { method, start: best, epochs: 1000 });
      expect(result.outcome).toBe('converged');
      expect(result.epochs).toBeLessThan(200);
    }
  });

  it('a saddle whose slope is zero along the way is left by rounding or stays named by its gradient', () => {
    // x² − y² + y⁴ from (1, 1e-12): gradient descent first comes near the saddle, where ten epochs change nothing, and then leaves it.
    const saddle: Evaluate = ({ points }) =>
      points.map((p) => {
        const [x, y] = [p[0] as number, p[1] as number];
        return { loss: 1 + x * x - y * y + y ** 4, mae: 1, gradient: Float64Array.of(2 * x, -2 * y + 4 * y ** 3) };
      });
    const result = minimize(saddle, {
      method: gradientDescent,
      start: Float64Array.of(1, 1e-12),
      stepSize: constant(0.1),
      epochs: 2000,
    });
    expect(result.outcome).toBe('converged');
    expect(Math.abs(Math.abs(result.point[1] as number) - Math.SQRT1_2)).toBeLessThan(1e-6);
  });

  it('a loss without a minimum does not converge', () => {
    const slope: Evaluate = ({ points }) => points.map((p) => ({ loss: p[0] as number, mae: 1, gradient: Float64Array.of(1) }));
    expect(
      minimize(slope, { method: gradientDescent, start: Float64Array.of(0), stepSize: constant(1), epochs: 50 }).outcome,
    ).toBe('out-of-epochs');
  });

  it('line searches at a kink end as stalled or converged, never as an error', () => {
    const kink: Evaluate = ({ points }) =>
      points.map((p) => {
        const x = p[0] as number;
        return { loss: Math.abs(x - 1), mae: Math.abs(x - 1), gradient: Float64Array.of(Math.sign(x - 1)) };
      });
    for (const method of [gradientDescent, lbfgs]) {
      const result = minimize(kink, { method, start: Float64Array.of(0.3), epochs: 300 });
      expect(['stalled', 'converged', 'out-of-epochs']).toContain(result.outcome);
      expect(Math.abs((result.point[0] as number) - 1)).toBeLessThan(1e-3);
    }
  });

  it('Levenberg–Marquardt whose derivatives lie stalls: a small region alone is no convergence', () => {
    // r = 1 + |x| with the slope of 1 − x: the model promises a decrease that never comes.
    const lying: Evaluate = ({ points }) =>
      points.map((p) => {
        const r = 1 + Math.abs(p[0] as number);
        return { loss: 0.5 * r * r, mae: r, gradient: Float64Array.of(-r), r: Float64Array.of(1), qtr: Float64Array.of(-r) };
      });
    expect(minimize(lying, { method: levenbergMarquardt, start: Float64Array.of(0), epochs: 50 }).outcome).toBe('stalled');
  });
});

describe('details are sentences with numbers', () => {
  it('a small gradient: its figure, its limit and what is left', () => {
    const { start, evaluate } = problem('decay');
    const { stop } = minimize(evaluate, { method: lbfgs, start, epochs: 100 });
    expect(stop.detail.en).toMatch(
      /^‖∇‖∞ = \S+ ≤ \S+ \(1e-8 × its largest\); a step to the minimum along it moves the parameters by \S+ of their size$/,
    );
  });

  it('Levenberg–Marquardt: the relative offset', () => {
    const { start, evaluate } = problem('decay');
    expect(minimize(evaluate, { method: levenbergMarquardt, start, epochs: 100 }).stop.detail.en).toMatch(
      /^relative offset = \S+ ≤ 1e-10$/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { symmetricEigen } from '../../src/base/linear-algebra/index.js';
import { forecastEpochs } from '../../src/optimize/forecast.js';
import type { Method } from '../../src/optimize/method.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { minimize } from '../../src/optimize/minimize.js';
import { constant } from '../../src/optimize/step-size.js';

const named = (name: string): Method => METHODS.find((method) => method.name === name) as Method;

/** ½·Σ λᵢ·eᵢ² in coordinates that a rotation by 0.6 mixes. */
const [C, S] = [0.8, 0.6];
const rotated = ([a, b]: readonly number[]): Float64Array =>
  Float64Array.of(C * C * a! + S * S * b!, C * S * (a! - b!), C * S * (a! - b!), S * S * a! + C * C * b!);
const quadratic =
  (h: Float64Array): Evaluate =>
  ({ points }) =>
    points.map(([x, y]) => {
      const gradient = Float64Array.of(h[0]! * x! + h[1]! * y!, h[2]! * x! + h[3]! * y!);
      return { loss: 0.5 * (x! * gradient[0]! + y! * gradient[1]!), mae: 0, gradient };
    });

/** Updates after which `measure` is at most `target` for good, of a real run. */
function real(
  evaluate: Evaluate,
  method: Method,
  start: Float64Array,
  rate: number,
  epochs: number,
  met: (e: { loss: number; point: Float64Array }) => boolean,
): number {
  let last = -1;
  minimize(evaluate, {
    method,
    start,
    epochs,
    stepSize: constant(rate),
    stop: () => null,
    onEpoch: (look) => {
      if (!met(look)) last = look.epoch;
    },
  });
  return last + 1;
}

describe('the forecast of epochs', () => {
  for (const name of ['gd', 'momentum', 'nesterov'])
    for (const [rate, curvatures] of [
      [0.7, [1.058, 0.419]],
      [0.01, [1.058, 0.419]],
      [0.1, [5, 0.01]],
      [1.1, [1.2, 0.02]],
    ] as const)
      it(`is right within 2 epochs for ${name} with rate ${rate} on a parabola of curvatures ${curvatures}`, () => {
        const method = named(name);
        const h = rotated(curvatures);
        const start = Float64Array.of(9, -1);
        const target = 1e-5;
        const forecast = forecastEpochs({
          method,
          settings: { momentum: 0.9 },
          rate,
          hessian: symmetricEigen(h, 2),
          offset: start,
          of: 'loss',
          target,
        });
        const made = real(quadratic(h), method, start, rate, 20_000, ({ loss }) => loss <= target);
        expect(made).toBeGreaterThan(8);
        expect(Math.abs((forecast?.epochs as number) - made)).toBeLessThanOrEqual(2);
      });

  // The expected Hessian of the post's sine: mean sin² X, mean sin X and 1, for X uniform from 0 to 10. Epochs counted by a NumPy loop.
  for (const [name, epochs] of [
    ['gd', 682],
    ['momentum', 50],
    ['nesterov', 51],
  ] as const)
    it(`says ${epochs} epochs for ${name} at the post's rate of 0.01, from (0, 0) to within 0.52 of W = 10, b = 1.5`, () => {
      const hessian = symmetricEigen(Float64Array.of(0.4772, 0.1839, 0.1839, 1), 2);
      const offset = Float64Array.of(-10, -1.5);
      const settings = { momentum: 0.9 };
      const forecast = forecastEpochs({
        method: named(name),
        settings,
        rate: 0.01,
        hessian,
        offset,
        of: 'distance',
        target: 0.52,
      });
      expect(forecast?.epochs).toBe(epochs);
    });

  for (const name of ['gd', 'momentum', 'nesterov'])
    it(`is right within 20 % for ${name} on a decay y = A·exp(−k·x) from near its minimum`, () => {
      const x = Array.from({ length: 30 }, (_, i) => i / 6);
      const evaluate: Evaluate = ({ points }) =>
        points.map(([a, k]) => {
          const gradient = new Float64Array(2);
          let loss = 0;
          for (const t of x) {
            const e = Math.exp(-k! * t);
            const r = a! * e - 3 * Math.exp(-0.7 * t);
            loss += (0.5 * r * r) / x.length;
            gradient[0]! += (r * e) / x.length;
            gradient[1]! += (-r * a! * t * e) / x.length;
          }
          return { loss, mae: 0, gradient };
        });
      // JᵀJ/n at the minimum, where all residuals are zero.
      const h = new Float64Array(4);
      for (const t of x) {
        const e = Math.exp(-0.7 * t);
        const J = [e, -3 * t * e];
        for (let i = 0; i < 4; i++) h[i]! += (J[i >> 1]! * J[i % 2]!) / x.length;
      }
      const start = Float64Array.of(3.2, 0.75);
      const target = 1e-9;
      const method = named(name);
      const forecast = forecastEpochs({
        method,
        settings: { momentum: 0.9 },
        rate: 0.1,
        hessian: symmetricEigen(h, 2),
        offset: Float64Array.of(0.2, 0.05),
        of: 'loss',
        target,
      });
      const made = real(evaluate, method, start, 0.1, 20_000, ({ loss }) => loss <= target);
      expect(Math.abs((forecast?.epochs as number) - made)).toBeLessThanOrEqual(0.2 * made);
    });

  it('goes on with the velocity of a run that was stopped, within 2 epochs', () => {
    const method = named('momentum');
    const h = rotated([1, 0.05]);
    const whole = { method, start: Float64Array.of(4, 3), stepSize: constant(0.2), stop: () => null };
    const { point, state } = minimize(quadratic(h), { ...whole, epochs: 15 });
    const { velocity } = state.methodState as { velocity: Float64Array };
    const settings = { momentum: 0.9 };
    const common = { method, settings, rate: 0.2, hessian: symmetricEigen(h, 2), of: 'distance', target: 1e-3 } as const;
    const total = forecastEpochs({ ...common, offset: Float64Array.of(4, 3) })?.epochs as number;
    const rest = forecastEpochs({ ...common, offset: point, memory: velocity })?.epochs as number;
    expect(Math.abs(total - 15 - rest)).toBeLessThanOrEqual(2);
  });

  it('counts 1e7 epochs within 0.1 % of log(target)/log(1 − ηλ)', () => {
    const hessian = symmetricEigen(Float64Array.of(1, 0, 0, 1e-6), 2);
    const forecast = forecastEpochs({
      method: named('gd'),
      settings: {},
      rate: 1,
      hessian,
      offset: Float64Array.of(1, 1),
      of: 'distance',
      target: Math.exp(-10),
    });
    expect(Math.abs((forecast?.epochs as number) / 1e7 - 1)).toBeLessThan(1e-3);
    expect(forecast).toMatchObject({ factor: 1 - 1e-6, slowest: 1 });
  });

  it('is 0 where the target is met, Infinity where a direction grows, null for Adam and for numbers that are not finite', () => {
    const hessian = symmetricEigen(Float64Array.of(1, 0, 0, 0.5), 2);
    const base = {
      method: named('gd'),
      settings: {},
      rate: 0.5,
      hessian,
      offset: Float64Array.of(1, 1),
      of: 'loss',
      target: 1,
    } as const;
    expect(forecastEpochs(base)?.epochs).toBe(0);
    expect(forecastEpochs({ ...base, rate: 2.1, target: 0.1 })?.epochs).toBe(Number.POSITIVE_INFINITY);
    expect(forecastEpochs({ ...base, method: named('adam') })).toBeNull();
    expect(forecastEpochs({ ...base, offset: Float64Array.of(Number.NaN, 0) })).toBeNull();
  });
});

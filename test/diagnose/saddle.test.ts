import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { terrainOf } from '../../src/experiment/terrain-of.js';
import { begunFor } from './begun-for.js';
import { apart, codes, finding, inUnits, LANDSCAPES, numbersOf, startOf, values } from './landscapes.js';

const SQUARE = 'y ~ a^2*x + b';
const EXPONENTIALS = 'y ~ a*exp(-b*x) + c*exp(-d*x)';
const EQUAL = { a: 1, b: 1, c: 1, d: 1 };

describe('saddle', () => {
  it.each(LANDSCAPES.square)(
    'gradient descent from a = 0 stalls at the saddle of y ~ a²x + b: loss 1e-12, direction a',
    (known) => {
      const found = fit(SQUARE, known.data, { method: 'gd', start: { a: 0, b: 0 } });
      expect([found.outcome, found.stop.reason]).toEqual(['stalled', 'saddle']);
      expect(apart(values(found), known.saddle)).toBeLessThan(1e-7);
      const said = finding(found, 'saddle');
      expect(said?.severity).toBe('error');
      expect(apart([said?.evidence.loss as number], [known.loss])).toBeLessThan(1e-12);
      expect(said?.evidence.direction).toEqual({ a: 1, b: 0 });
      // In units in which both rows of the Hessian are alike.
      expect(said?.evidence.curvatureShare).toBeCloseTo(-1, 10);
      expect(said?.evidence.lowerLoss).toBeLessThan(known.loss);
      expect(codes(found)).not.toContain('not-identifiable');
    },
  );

  it.each(LANDSCAPES.square)(
    'with the fix the descent comes to the minimum of NumPy: parameters within 1e-6, and nothing is said',
    (known) => {
      const stuck = fit(SQUARE, known.data, { method: 'gd', start: { a: 0, b: 0 } });
      const start = startOf(finding(stuck, 'saddle'));
      const found = fit(SQUARE, known.data, { method: 'gd', start });
      expect(apart(values(found), known.minimum)).toBeLessThan(1e-6);
      expect(codes(found)).not.toContain('saddle');
    },
  );

  it.each(LANDSCAPES.exponentials)(
    'equal terms stay equal under gradient descent: point 1e-6, eigenvalues of the Hessian 1e-9 of NumPy',
    (known) => {
      const found = fit(EXPONENTIALS, known.data, { method: 'gd', start: EQUAL });
      expect(found.stop.reason).toBe('saddle');
      expect(apart(values(found), known.saddle)).toBeLessThan(1e-6);
      const direction = numbersOf(finding(found, 'saddle'), 'direction');
      expect((direction.b as number) * (direction.d as number)).toBeLessThan(0);
      const begun = begunFor(EXPONENTIALS, known.data);
      const shape = terrainOf(begun, begun.objective.evaluate, []).shape(Float64Array.from(known.saddle));
      const [first, second, third, last] = shape?.curvatures ?? [];
      expect(
        apart(
          [first, second, last] as number[],
          [0, 1, 3].map((k) => known.eigenvalues[k] as number),
        ),
      ).toBeLessThan(1e-9);
      expect(Math.abs(third as number)).toBeLessThan(1e-9);
    },
  );

  it.each([1e-6, 1e6])('does not depend on units: x and y times %g', (unit) => {
    for (const known of LANDSCAPES.square) {
      const found = fit(SQUARE, inUnits(known.data, unit, 1 / unit), { method: 'gd', start: { a: 0, b: 0 } });
      expect(found.stop.reason).toBe('saddle');
      expect(finding(found, 'saddle')?.evidence.curvatureShare).toBeCloseTo(-1, 10);
    }
  });

  it('a descent that runs out of epochs on its way into a saddle is told so, one that is still on its way is not', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const run = (epochs: number) => fit(SQUARE, known.data, { method: 'gd', learningRate: 0.1, epochs, start: { a: 0, b: 0 } });
    expect(run(150).outcome).toBe('out-of-epochs');
    expect(codes(run(150))).toContain('saddle');
    expect(codes(run(5))).not.toContain('saddle');
  });

  it('a network of two cells from zeros learns its constant only, and stands at a saddle', () => {
    const [known] = LANDSCAPES.saturated as [(typeof LANDSCAPES.saturated)[number]];
    const data = { x: known.data.x, y: known.data.y.map((y) => y + 1) };
    const start = { v: 0, w: 0, p: 0, v2: 0, w2: 0, p2: 0, c: 0 };
    const found = fit('y ~ v*tanh(w*x + p) + v2*tanh(w2*x + p2) + c', data, { method: 'gd', learningRate: 0.1, start });
    expect([found.outcome, found.stop.reason]).toEqual(['stalled', 'saddle']);
    expect(codes(found)).toContain('saddle');
    expect(codes(found)).not.toContain('dead-start');
  });

  it('is silent at minima: near misses that start beside the saddle, and a line', () => {
    for (const known of LANDSCAPES.square) {
      expect(codes(fit(SQUARE, known.data, { method: 'gd', start: { a: 1e-3, b: 0 } }))).not.toContain('saddle');
      expect(codes(fit('y ~ a*x + b', known.data, { method: 'gd', start: { a: 0, b: 0 } }))).not.toContain('saddle');
    }
    for (const known of LANDSCAPES.exponentials)
      expect(codes(fit(EXPONENTIALS, known.data, { method: 'gd', start: { a: 1, b: 0.3, c: 1, d: 2 } }))).not.toContain('saddle');
  });

  it('is silent where a Hessian says nothing: at the kinks of abs and of the mean absolute error, and beyond those of huber', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    for (const options of [{ loss: 'mae' }, { loss: 'huber' }])
      for (const method of ['gd', 'lbfgs'])
        expect(codes(fit('y ~ abs(a)*x + b', known.data, { ...options, method, start: { a: 0.5, b: 0 } }))).not.toContain(
          'saddle',
        );
    expect(codes(fit('y ~ abs(x - c)', known.data, { method: 'gd', start: { c: 0.5 } }))).not.toContain('saddle');
  });

  it('a hand-written gradient that is wrong says nothing about the landscape, a right one does', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const run = (a: string) =>
      fit(SQUARE, known.data, {
        method: 'gd',
        learningRate: 0.1,
        epochs: 1000,
        start: { a: 0, b: 0 },
        gradient: { a, b: 'mean(prediction - y)' },
      });
    expect(codes(run('mean((prediction - y)*a*x)'))).toContain('gradient-wrong');
    expect(codes(run('mean((prediction - y)*a*x)'))).not.toContain('saddle');
    expect(codes(run('mean((prediction - y)*2*a*x)'))).toContain('saddle');
  });

  it('speaks Korean', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const found = fit(SQUARE, known.data, { method: 'gd', start: { a: 0, b: 0 }, lang: 'ko' });
    expect(finding(found, 'saddle')?.message).toMatch(/^최솟값이 아니라 안장점입니다\. .*a = 1, b = 0 방향/);
  });
});

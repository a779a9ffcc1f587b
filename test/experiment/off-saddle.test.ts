import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { backendFor } from '../../src/backend/index.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit } from '../../src/experiment/fit.js';
import { parseExpression } from '../../src/language/index.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import { pointwise } from '../../src/objective/pointwise.js';
import { drive } from '../../src/optimize/minimize.js';
import { wayOut } from '../../src/optimize/way-out.js';
import { apart, codes, finding, LANDSCAPES, numbersOf, values } from '../diagnose/landscapes.js';

const EXPONENTIALS = 'y ~ a*exp(-b*x) + c*exp(-d*x)';
const EQUAL = { a: 1, b: 1, c: 1, d: 1 };
const SQUARE = 'y ~ a^2*x + b';
const sorted = ([a, b, c, d]: number[]): number[] => ((b as number) < (d as number) ? [a, b, c, d] : [c, d, a, b]) as number[];

describe('a method that seeks the minimum', () => {
  it.each(['lm', 'varpro', 'lbfgs', 'auto'])(
    '%s leaves the saddle of equal terms for the minimum of SciPy: parameters within 1e-5',
    (method) => {
      for (const known of LANDSCAPES.exponentials) {
        const found = fit(EXPONENTIALS, known.data, { method, start: EQUAL });
        expect(found.outcome).toBe('converged');
        expect(apart(sorted(values(found)), sorted([...known.minimum]))).toBeLessThan(1e-5);
        expect(found.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      }
    },
  );

  it.each(['lm', 'varpro', 'lbfgs'])('%s says as a note that it stepped out, and its trace goes on over it', (method) => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const { result, trace } = runFit(SQUARE, tableFromArrays(known.data), { method, start: { a: 0, b: 0 } });
    const said = finding(result, 'saddle');
    expect(said?.severity).toBe('note');
    expect(apart(Object.values(numbersOf(said, 'parameters')), known.saddle)).toBeLessThan(1e-4);
    expect([...trace.epoch]).toEqual([...trace.epoch.keys()]);
    expect(result.stop.epochs).toBe(trace.epoch.at(-1));
    expect(result.stop.evaluations).toBeGreaterThan(result.stop.epochs);
  });

  it('leaves a start that is a saddle itself: y ~ a·b·x from zeros, by every such method', () => {
    const x = Array.from({ length: 40 }, (_, i) => (i + 0.5) / 10 - 2);
    for (const method of ['lm', 'varpro', 'lbfgs', 'auto']) {
      const found = fit('y ~ a*b*x', { x, y: x.map((at) => 6 * at) }, { method, start: { a: 0, b: 0 } });
      const [a, b] = values(found) as [number, number];
      expect(Math.abs(a * b - 6)).toBeLessThan(1e-8);
    }
  });

  it('goes no further than its bounds', () => {
    for (const known of LANDSCAPES.square)
      for (const method of ['lm', 'lbfgs']) {
        const found = fit(SQUARE, known.data, { method, start: { a: 0, b: 0 }, bounds: '0 < a < 1' });
        expect(values(found)[0]).toBe(1);
        expect(codes(found)).toContain('bound-hit');
        const held = fit(SQUARE, known.data, { method, start: { a: 0, b: 0 }, bounds: 'a > -1, a < 0' });
        expect(values(held)[0]).toBe(-1);
      }
  });

  it('judges very many rows by some of them', () => {
    const x = Array.from({ length: 30_000 }, (_, i) => (i % 500) / 250);
    const y = x.map((at, i) => 2 * at + 1 + ((i * 37) % 11) / 100);
    const found = fit(SQUARE, { x, y }, { method: 'lm', start: { a: 0, b: 0 } });
    expect(found.outcome).toBe('converged');
    expect((values(found)[0] as number) ** 2).toBeCloseTo(2, 2);
    expect(fit(SQUARE, { x, y }, { method: 'gd', start: { a: 0, b: 0 } }).stop.reason).toBe('saddle');
  });

  it('that is out of epochs at a saddle has not converged', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const whole = fit(SQUARE, known.data, { method: 'lm', start: { a: 0, b: 0 }, epochs: 2 });
    expect(whole.outcome).not.toBe('converged');
  });
});

describe('what is left as it was', () => {
  it("a user's own stop ends a run at a saddle as at any other point", () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    for (const method of ['gd', 'lm', 'lbfgs']) {
      const found = fit(SQUARE, known.data, { method, start: { a: 0, b: 0 }, stop: 'gradient < 1e-6' });
      expect(found.outcome).toBe('stopped-by-rule');
      expect(values(found)[0]).toBe(0);
      expect(finding(found, 'saddle')?.severity).toBe('error');
    }
  });

  it('the steps of a learning rate: gradient descent ends where they led it, in as many epochs', () => {
    for (const known of LANDSCAPES.square) {
      const { result, trace } = runFit(SQUARE, tableFromArrays(known.data), {
        method: 'gd',
        learningRate: 0.1,
        start: { a: 0, b: 0 },
      });
      expect(result.outcome).toBe('stalled');
      expect(result.stop.detail).toContain('a saddle');
      expect(trace.epoch.at(-1)).toBe(result.stop.epochs);
      // b ← b − 0.1·(b − mean y), and a stays where it is.
      expect(trace.values[0]?.every((a) => a === 0)).toBe(true);
      expect(trace.values[1]?.[1]).toBeCloseTo(0.1 * (known.saddle[1] as number), 12);
    }
  });

  it('a minimum in a curved valley: the Rosenbrock function as least squares', () => {
    // 10·(b − a²) in the first row and 1 − a in the second.
    const data = { first: [1, 0], y: [0, 1] };
    const formula = 'y ~ where(first > 0.5, 10*(b - a^2), a)';
    for (const method of ['lm', 'lbfgs', 'gd']) {
      const found = fit(formula, data, { method, start: { a: -1.2, b: 1 } });
      expect(apart(values(found), [1, 1])).toBeLessThan(1e-4);
      expect(codes(found)).not.toContain('saddle');
    }
  });

  it('says it in both languages', () => {
    const [known] = LANDSCAPES.square as [(typeof LANDSCAPES.square)[number]];
    const detail = (lang: 'en' | 'ko') => fit(SQUARE, known.data, { method: 'gd', start: { a: 0, b: 0 }, lang }).stop.detail;
    expect(detail('en')).toMatch(
      /but the loss falls on both sides in one direction, λmin\/\|λ\|max = -1 of the equilibrated Hessian: a saddle$/,
    );
    expect(detail('ko')).toMatch(/안장점$/);
  });
});

describe('the second look for a saddle, at a part of the rows', () => {
  it.each(['interpreter', 'wasm', 'auto'] as const)(
    'finds the way out that rounding hides: u·v bends nothing where the residuals add up to zero, a² does (%s)',
    (backend) => {
      const x = Float64Array.from({ length: 1000 }, (_, i) => ((i * 37) % 1000) / 20);
      const y = x.map((at, i) => 2 * at + 1 + 0.3 * Math.sin(7 * i));
      const mean = y.reduce((sum, value) => sum + value / y.length, 0);
      const model = {
        prediction: parseExpression('a^2*x + u*v + d').expression,
        response: parseExpression('y').expression,
        parameters: ['a', 'u', 'v', 'd'],
        columns: ['x', 'y'],
        loss: halfMse,
        lossSettings: {},
      };
      const columns = new Map([
        ['x', x],
        ['y', y],
      ]);
      const { evaluate } = pointwise(model, columnMemory(columns, 1000, 0), backendFor(backend));
      const wants: string[] = [];
      const found = drive(wayOut(Float64Array.of(0, 0, 0, mean), 1000, -1e-6, null), (request) => {
        wants.push(request.batch === undefined ? request.want : `${request.want} of ${request.batch.length}`);
        return evaluate(request);
      });
      expect(wants).toContain('hessian of 370');
      const [a, u, v] = found?.out.point ?? [];
      expect([Math.abs(a as number) > 0.1, u, v]).toEqual([true, 0, 0]);
    },
  );
});

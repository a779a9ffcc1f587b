import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { boundedStep } from '../../src/optimize/bounded-step.js';
import { localModel } from '../../src/optimize/local-model.js';

interface Problem {
  readonly name: string;
  readonly formula: string;
  readonly data: Record<string, number[]>;
  readonly start: Record<string, number>;
  readonly bounds: Record<string, readonly [number | null, number | null]>;
  readonly held: readonly string[];
  readonly undetermined: readonly string[];
  /** Half the residual sum of squares: trf's, and of the refined minimum. */
  readonly scipy: number;
  readonly cost: string;
  readonly parameters: Record<string, string>;
}
// Where the figures come from: scripts/vectors/bounds.py.
const { problems } = JSON.parse(readFileSync(new URL('../data/bounds.json', import.meta.url), 'utf8')) as {
  readonly problems: readonly Problem[];
};

const text = (bounds: Problem['bounds']): string =>
  Object.entries(bounds)
    .flatMap(([name, [low, high]]) => [
      ...(low === null ? [] : [`${name} >= ${low}`]),
      ...(high === null ? [] : [`${name} <= ${high}`]),
    ])
    .join(', ');

describe('bounded Levenberg–Marquardt', () => {
  for (const { name, formula, data, start, bounds, held, undetermined, scipy, cost, parameters } of problems)
    it(`${name}: the constrained minimum to 4e-9 of each parameter, no higher than scipy's trf, in at most 60 epochs`, () => {
      const result = fit<string, Record<string, number[]>>(formula, data, { bounds: text(bounds), start });
      expect(result.outcome).toBe('converged');
      expect(result.stop.epochs).toBeLessThanOrEqual(60);
      const half = (result.quality.rss as number) / 2;
      expect(half).toBeLessThanOrEqual(scipy * (1 + 1e-12));
      expect(Math.abs(half / Number(cost) - 1)).toBeLessThan(1e-12);
      for (const [parameter, value] of Object.entries(parameters)) {
        if (undetermined.includes(parameter)) continue;
        const found = result.parameters[parameter]?.value as number;
        if (held.includes(parameter)) expect(found).toBe(Number(value));
        else expect(Math.abs(found / Number(value) - 1)).toBeLessThan(4e-9);
      }
      const hit = result.findings.find((finding) => finding.code === 'bound-hit');
      expect(
        Object.keys(hit?.evidence ?? {})
          .filter((parameter) => !undetermined.includes(parameter))
          .sort(),
      ).toEqual([...held].sort());
    });

  it('a bounded straight line is there in at most two steps, however the bounds cut it', () => {
    const x = [0, 1, 2, 3, 4];
    for (const bounds of ['a <= 1', 'a <= 1, b >= 3', 'b <= 0']) {
      const result = fit(
        'y ~ a*x + b',
        { x, y: [1, 3.1, 4.9, 7, 9.2] },
        { bounds, start: { a: 0, b: bounds.includes('3') ? 4 : -1 } },
      );
      expect(result.outcome).toBe('converged');
      expect(result.stop.epochs).toBeLessThanOrEqual(2);
    }
  });

  it('fixed and tied parameters beside a bound give the fit that has them written in, to 1e-12', () => {
    const x = [0, 0.5, 1, 1.5, 2, 3, 4];
    const y = [5.4, 4.1, 3, 2.3, 1.9, 1.1, 0.8];
    const tied = fit('y ~ A*exp(-k*x) + c + d', { x, y }, { bounds: 'A <= 4.5', tie: { d: 'c/2' }, fixed: { k: 0.8 } });
    const written = fit('y ~ A*exp(-0.8*x) + 1.5*c', { x, y }, { bounds: 'A <= 4.5' });
    expect(tied.parameters.A.value).toBe(4.5);
    expect(Math.abs(tied.parameters.c.value / written.parameters.c.value - 1)).toBeLessThan(1e-12);
    expect(
      Math.abs((tied.parameters.c.standardError as number) / (written.parameters.c.standardError as number) - 1),
    ).toBeLessThan(1e-12);
  });

  it('standard errors beside a bound are those of the fit with the parameter fixed there, but for its degree of freedom, to 1e-7', () => {
    const { formula, data, start } = problems[0] as Problem;
    const bounded = fit<string, Record<string, number[]>>(formula, data, { bounds: 'A <= 4.5', start });
    const { A: _, ...rest } = start;
    const fixed = fit<string, Record<string, number[]>>(formula, data, { fixed: { A: 4.5 }, start: rest });
    const factor = Math.sqrt(fixed.quality.degreesOfFreedom / bounded.quality.degreesOfFreedom);
    expect(bounded.parameters.A?.standardError).toBeNull();
    for (const name of ['k', 'c'])
      expect(
        Math.abs(
          (bounded.parameters[name]?.standardError as number) / ((fixed.parameters[name]?.standardError as number) * factor) - 1,
        ),
      ).toBeLessThan(1e-7);
  });

  it('a positive parameter stays above 0 or is reported as standing at its bound', () => {
    const x = [1, 2, 3, 4, 5];
    for (const y of [
      [1, 2.1, 2.9, 4.2, 5],
      [5, 4.2, 2.9, 2.1, 1],
    ]) {
      const result = fit('y ~ A*exp(-k*x)', { x, y }, { bounds: 'k > 0' });
      const hit = result.findings.some((finding) => finding.code === 'bound-hit');
      expect(result.outcome).toBe('converged');
      expect(result.parameters.k.value > 0).toBe(!hit);
    }
  });
});

describe('a step that crosses a bound', () => {
  const point = Float64Array.of(0, 0);
  // ½‖(x + y − 2, y − 3)‖²: minimum (−1, 3)
  const model = localModel(Float64Array.of(1, 1, 0, 1), 2, Float64Array.of(-2, -3), [0, 1], new Float64Array(2));
  const inf = Number.POSITIVE_INFINITY;

  it('is minimised anew in the rest: closed form to 1e-15', () => {
    const bounds = { lower: Float64Array.of(-0.5, -inf), upper: Float64Array.of(inf, inf) };
    const next = boundedStep(model, point, Float64Array.of(-1, 3), bounds, 100);
    // with x = −0.5: minimum of (y − 2.5)² + (y − 3)²
    expect(next[0]).toBe(-0.5);
    expect(Math.abs((next[1] as number) - 2.75)).toBeLessThan(1e-15);
  });

  it('ends in the corner where all cross, and is left alone within the bounds', () => {
    const corner = { lower: Float64Array.of(-0.1, -inf), upper: Float64Array.of(inf, 1) };
    expect([...boundedStep(model, point, Float64Array.of(-1, 3), corner, 100)]).toEqual([-0.1, 1]);
    const wide = { lower: Float64Array.of(-5, -5), upper: Float64Array.of(5, 5) };
    const target = Float64Array.of(-1, 3);
    expect(boundedStep(model, point, target, wide, 100)).toBe(target);
  });
});

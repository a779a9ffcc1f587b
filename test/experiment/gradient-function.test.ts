import { describe, expect, it } from 'vitest';
import { cos, sin } from '../../src/base/elementary/scalar.js';
import { fit } from '../../src/experiment/fit.js';
import type { FitOptions, GradientByName } from '../../src/experiment/options.js';

const x = Array.from({ length: 80 }, (_, i) => ((i * 0.6180339887) % 1) * 10);
const y = x.map((value, i) => 10 * sin(value) + 1.5 + 0.3 * (((i * 0.381966) % 1) - 0.5));
const mean = (of: (i: number) => number): number => x.reduce((sum, _, i) => sum + of(i), 0) / x.length;

/** Of W·sin(x) + b, the residual multiplied by something. */
const gradientWith =
  (times: (x: number) => number): GradientByName =>
  ({ W = 0, b = 0 }) => {
    const residual = (i: number): number => W * sin(x[i] as number) + b - (y[i] as number);
    return { W: mean((i) => residual(i) * times(x[i] as number)), b: mean(residual) };
  };

const base = { method: 'gd', learningRate: 0.7, epochs: 30, start: { W: 0.3, b: -0.4 } } as const;
const run = (gradient: FitOptions['gradient'], more: FitOptions = {}) =>
  fit('y ~ W*sin(x) + b', { x, y }, { ...base, ...more, ...(gradient === undefined ? {} : { gradient }) });

describe('a gradient that is a function', () => {
  it('is followed as one that is text: the same parameters to 1e-12, and as the true one, which it is', () => {
    const [byFunction, byText, exact] = [
      run(gradientWith(sin)),
      run({ W: 'mean(residual*sin(x))', b: 'mean(residual)' }),
      run(undefined),
    ];
    for (const name of ['W', 'b'] as const)
      for (const other of [byText, exact])
        expect(
          Math.abs((byFunction.parameters[name].value as number) / (other.parameters[name].value as number) - 1),
        ).toBeLessThan(1e-12);
    expect(byFunction.findings.filter(({ code }) => code.startsWith('gradient'))).toEqual([]);
  });

  it('is checked: what it multiplies the residual by where something else belongs', () => {
    for (const [times, gone] of [
      [(t: number) => t, 'x'],
      [() => 1, '1'],
      [(t: number) => -sin(t) * 0.5, null],
    ] as const) {
      const finding = run(gradientWith(times)).findings.find(({ code }) => code === 'gradient-wrong');
      const [component] = (finding?.evidence.components ?? []) as unknown as readonly {
        repair: { kind: string; replace: string; by: string };
      }[];
      if (gone === null) expect(component?.repair).toMatchObject({ kind: 'factor', factor: -0.5 });
      else expect(component?.repair).toMatchObject({ kind: 'replace', at: 'residual', replace: gone, by: 'sin(x)' });
      expect(finding?.advice).toContain('let the function give mean((prediction - y)*sin(x)) for W');
    }
  });

  it('of another kind has no repair', () => {
    const finding = run(gradientWith((t) => cos(3 * t) + 2)).findings.find(({ code }) => code === 'gradient-wrong');
    expect(finding?.evidence.components).toMatchObject([{ parameter: 'W', written: '', repair: null }]);
  });

  it('is told all parameters, tied and fixed ones as well, and gives the free ones', () => {
    const seen: string[][] = [];
    fit(
      'y ~ W*sin(x) + b',
      { x, y },
      {
        method: 'gd',
        learningRate: 0.1,
        epochs: 2,
        start: { W: 1 },
        fixed: { b: 1.5 },
        gradient: (parameters) => {
          seen.push(Object.keys(parameters));
          expect(parameters.b).toBe(1.5);
          return { W: 0.1 };
        },
      },
    );
    expect(seen[0]).toEqual(['W', 'b']);
  });

  it.each([
    [() => ({ W: 1 }), 'gradient-function-result', 'gave nothing for b'],
    [() => [1, 2], 'gradient-function-result', 'gave nothing for W'],
    [() => 3, 'gradient-function-result', 'gave a number'],
    [() => ({ W: 1, b: '2' }), 'gradient-function-result', 'gave text for b'],
  ])('%s is refused', (gradient, code, says) => {
    expect(() => run(gradient as unknown as GradientByName)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(says) }),
    );
  });

  it('may throw where the run never goes: the check looks at other points, the run goes on', () => {
    const careful: GradientByName = (parameters) => {
      if ((parameters.W as number) > 10.4) throw new RangeError('too far');
      return gradientWith(sin)(parameters);
    };
    expect(run(careful).findings.filter(({ code }) => code.startsWith('gradient'))).toEqual([]);
    expect(() =>
      run(() => {
        throw new RangeError('at once');
      }),
    ).toThrow('at once');
  });

  it('takes no minibatches', () => {
    expect(() => run(gradientWith(sin), { batch: 10 })).toThrow(expect.objectContaining({ code: 'gradient-function-batch' }));
  });

  it('may give what is not finite: that is how the run ends', () => {
    expect(run(() => ({ W: Number.NaN, b: 0 })).outcome).toBe('not-finite');
  });
});

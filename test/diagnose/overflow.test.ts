import { describe, expect, it } from 'vitest';
import type { DiagnosedRun } from '../../src/diagnose/diagnosis.js';
import { runAway } from '../../src/diagnose/run-away.js';
import { fit } from '../../src/experiment/fit.js';
import { recorder } from '../../src/trace/recorder.js';
import { apart, codes, finding, LANDSCAPES } from './landscapes.js';

const GROWTH = 'y ~ a*exp(b*x)';

describe('overflow', () => {
  it.each(LANDSCAPES.exploding)(
    'names the step, the parameter and the term: values within 1e-12 of NumPy',
    ({ data, ...known }) => {
      const found = fit(GROWTH, data, { method: 'gd', learningRate: known.rate, epochs: 50, start: { a: 1, b: 0.1 } });
      expect(found.outcome).toBe('not-finite');
      const { severity, evidence } = finding(found, 'overflow') ?? {};
      const last = known.way.length - 1;
      expect(severity).toBe('error');
      expect(evidence).toMatchObject({
        rows: known.rows,
        first: known.first,
        epoch: last,
        parameter: 'b',
        term: 'exp(b*x)',
        termValue: 'Infinity',
      });
      const [before, after] = [known.way[last - 1]?.[1], known.way[last]?.[1]] as [number, number];
      expect(apart([evidence?.valueBefore, evidence?.valueAfter] as number[], [before, after])).toBeLessThan(1e-12);
    },
  );

  it('names the very last step, which the trace of many epochs has not: that keeps least and greatest losses', () => {
    const way = recorder({ parameters: ['b'], capacity: 64 });
    for (let epoch = 0; epoch < 1000; epoch++) {
      const [loss, last] = [epoch === 998 ? 2 : 1 + 2 * (epoch % 2), epoch === 999];
      const point = Float64Array.of(last ? Number.POSITIVE_INFINITY : epoch);
      way.observe({ epoch, evaluations: epoch, loss: last ? Number.NaN : loss, mae: 1, gradientNorm: 1, rate: 1, point });
    }
    const trace = way.trace();
    expect(trace.values[0]?.at(-2)).not.toBe(998);
    const model = { free: ['b'] } as unknown as DiagnosedRun['model'];
    expect(runAway({ recent: way.recent(), trace, model, start: Float64Array.of(0) })).toEqual({
      parameter: 'b',
      start: 0,
      before: 998,
      after: Number.POSITIVE_INFINITY,
      epoch: 999,
    });
  });

  it('names the innermost part, not what it spoils: log(x − c) within a sum, a root, a quotient', () => {
    const x = [1, 2, 3, 4, 5, 6];
    const y = [1, 2, 2, 3, 3, 4];
    for (const [formula, start, term, value] of [
      ['y ~ b + a*log(x - c)', { a: 1, b: 0, c: 3.5 }, 'log(x - c)', 'NaN'],
      ['y ~ a*sqrt(x - c) + b*x', { a: 1, b: 0, c: 3.5 }, 'sqrt(x - c)', 'NaN'],
      ['y ~ a/(x - c) + exp(b)', { a: 1, b: 800, c: 0 }, 'exp(b)', 'Infinity'],
    ] as const) {
      const found = fit(formula, { x, y }, { method: 'gd', learningRate: 0.01, epochs: 5, start });
      expect(finding(found, 'overflow')?.evidence).toMatchObject({ first: 1, term, termValue: value });
      expect(finding(found, 'overflow')?.evidence).not.toHaveProperty('parameter');
    }
  });

  it('is silent where everything is finite, where the rate was only a little high, and where cells were no numbers', () => {
    for (const { data } of LANDSCAPES.exploding) {
      expect(codes(fit(GROWTH, data, { method: 'gd', start: { a: 1, b: 0.1 } }))).not.toContain('overflow');
      expect(codes(fit(GROWTH, data, {}))).not.toContain('overflow');
      const some = { x: [...data.x, Number.NaN], y: [...data.y, 1] };
      expect(codes(fit(GROWTH, some, { skipInvalid: true }))).not.toContain('overflow');
      const line = fit('y ~ a*x + b', data, { method: 'gd', learningRate: 0.2, epochs: 100, start: { a: 0, b: 0 } });
      expect(codes(line)).not.toContain('overflow');
      expect(codes(line)).toContain('rate-too-high');
    }
  });

  it('leaves the word to a gradient that is wrong', () => {
    for (const { data } of LANDSCAPES.exploding) {
      const found = fit(GROWTH, data, {
        method: 'gd',
        learningRate: 100,
        epochs: 50,
        start: { a: 1, b: 0.1 },
        gradient: { a: 'mean(prediction - y)', b: 'mean((prediction - y)*x)' },
      });
      expect(codes(found)).toContain('gradient-wrong');
      expect(codes(found)).not.toContain('overflow');
    }
  });

  it('speaks Korean', () => {
    const [known] = LANDSCAPES.exploding as [(typeof LANDSCAPES.exploding)[number]];
    const found = fit(GROWTH, known.data, { method: 'gd', learningRate: 100, start: { a: 1, b: 0.1 }, lang: 'ko' });
    expect(finding(found, 'overflow')?.message).toMatch(/exp\(b\*x\)의 값이 Infinity입니다.*가장 크게 움직인 매개변수는 b이며/);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFitAsync } from '../../src/experiment/fit.js';
import { standingStill } from '../../src/experiment/standing-still.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { name } from '../../src/expression/node.js';
import { LOSSES } from '../../src/objective/losses/index.js';
import { residualScale } from '../../src/statistics/index.js';

interface Case {
  readonly name: string;
  readonly loss: string;
  readonly formula: string;
  readonly data: Record<string, number[]>;
}
interface Fixed extends Case {
  readonly delta: number;
  readonly start: Record<string, number>;
  readonly cost: number;
  readonly parameters: Record<string, string>;
}
interface Scaled extends Case {
  readonly scale: number;
  readonly downweighted: number;
  readonly parameters: Record<string, { value: number; standardError: number; low: number; high: number }>;
}
// Where the figures come from: scripts/vectors/robust.py.
const { fixed, scaled } = JSON.parse(readFileSync(new URL('../data/robust.json', import.meta.url), 'utf8')) as {
  readonly fixed: readonly Fixed[];
  readonly scaled: readonly Scaled[];
};

const relative = (got: number | null | undefined, want: number): number => Math.abs((got ?? Number.NaN) - want) / Math.abs(want);
const ROBUST = LOSSES.filter((loss) => loss.robust !== undefined);
const X = Array.from({ length: 30 }, (_, i) => i / 3);
const wiggle = (i: number): number => (((i * 7919) % 101) - 50) / 500;
const LINE = { x: X, y: X.map((x, i) => 2 * x + 1 + wiggle(i) + (i % 7 === 3 ? 30 : 0)) };
const codes = (result: { readonly findings: readonly { readonly code: string }[] }): string[] =>
  result.findings.map((finding) => finding.code);

describe('robust losses', () => {
  it('are r²/2 for small residuals, and their curvature is ψ(r)/r of central differences to 1e-7', () => {
    expect(ROBUST.map((loss) => loss.name).sort()).toEqual(['cauchy', 'huber', 'soft-l1', 'tukey']);
    for (const { term, curvature } of ROBUST) {
      const at = (r: number, what = term): number =>
        evaluate(what(name('r'), name('zero'), { delta: 1.5 }), (key) => (key === 'r' ? r : 0));
      expect(relative(at(1e-9), 5e-19)).toBeLessThan(1e-15);
      for (const r of [-4, -1.2, 0.3, 1.4, 9]) {
        const psi = (at(r + 1e-5) - at(r - 1e-5)) / 2e-5;
        expect(Math.abs(at(r, curvature) - psi / r)).toBeLessThan(1e-7);
      }
    }
  });

  it('have at 2.5·delta the costs of scipy with that f_scale, to 1e-14', () => {
    // scipy 1.17: 0.5·C²·ρ((r/C)²) with C = 2, r = 5; Tukey: C²/6
    const costs: Record<string, number> = { huber: 8, 'soft-l1': 6.770329614269007, cauchy: 3.962002937733166, tukey: 2 / 3 };
    for (const loss of ROBUST) {
      const cost = evaluate(loss.term(name('r'), name('zero'), { delta: 2 }), (key) => (key === 'r' ? 5 : 0));
      expect(relative(cost, costs[loss.name] as number)).toBeLessThan(1e-14);
    }
  });
});

describe('a delta that is given', () => {
  for (const { name: what, loss, formula, delta, data, start, cost, parameters } of fixed)
    it(`${what}, ${loss}: the stationary point of scipy's least_squares, refined, to 1e-9 of each parameter`, () => {
      const result = fit<string, Record<string, number[]>>(formula, data, { loss, lossSettings: { delta }, start });
      expect(result.outcome).toBe('converged');
      expect(result.method.name).toBe('lm');
      expect(result.method.why).toContain('IRLS');
      expect(result.robust).toMatchObject({ delta, automatic: false });
      const rows = Object.values(data)[0]?.length as number;
      expect(relative(result.quality.loss, cost / rows)).toBeLessThan(1e-12);
      for (const [parameter, value] of Object.entries(parameters))
        expect(relative(result.parameters[parameter]?.value, Number(value))).toBeLessThan(1e-9);
    });

  it('a loss that is not convex ends no higher than from a start near the minimum, wherever it starts', () => {
    for (const loss of ['cauchy', 'tukey']) {
      const near = fit('y ~ a*x + b', LINE, { loss, lossSettings: { delta: 1 }, start: { a: 2, b: 1 } });
      for (const start of [
        { a: 0, b: 0 },
        { a: -50, b: 300 },
      ]) {
        const far = fit('y ~ a*x + b', LINE, { loss, lossSettings: { delta: 1 }, start });
        expect(far.outcome).toBe('converged');
        expect((far.quality.loss as number) / (near.quality.loss as number) - 1).toBeLessThan(1e-9);
      }
    }
  });

  it('that leaves hardly a row with any weight is an error', () => {
    const parabola = { x: [0, 1, 2, 3, 4, 5], y: [0, 1, 4, 9, 16, 25] };
    const result = fit('y ~ a*x + b', parabola, { loss: 'tukey', lossSettings: { delta: 1e-3 } });
    expect(result.findings[0]).toMatchObject({ code: 'downweighted-rows', severity: 'error' });
    expect(result.parameters.a.standardError).toBeNull();
  });

  it('must be a positive number or auto', () => {
    expect(() => fit('y ~ a*x + b', LINE, { loss: 'cauchy', lossSettings: { delta: 0 } })).toThrow(/> 0/);
    expect(() => fit('y ~ a*x + b', LINE, { loss: 'cauchy', lossSettings: { delta: 'large' as 'auto' } })).toThrow(
      /> 0, got large/,
    );
    expect(() => fit('y ~ a*x + b', LINE, { loss: 'cauchy', lossSettings: { gamma: 1 } })).toThrow(/no setting/);
  });
});

describe('a delta that is settled', () => {
  for (const { name: what, loss, formula, data, scale, downweighted, parameters } of scaled)
    it(`${what}, ${loss}: values, scale, standard errors and intervals of statsmodels' RLM to 2e-9`, () => {
      const result = fit<string, Record<string, number[]>>(formula, data, { loss });
      expect(result.outcome).toBe('converged');
      expect(relative(result.robust?.scale, scale)).toBeLessThan(2e-9);
      expect(result.robust?.automatic).toBe(true);
      expect(result.robust?.downweighted).toBe(downweighted);
      expect(result.robust?.tuning).toBeCloseTo(LOSSES.find((row) => row.name === loss)?.robust?.tuning as number, 12);
      for (const [parameter, { value, standardError, low, high }] of Object.entries(parameters)) {
        const found = result.parameters[parameter];
        expect(relative(found?.value, value)).toBeLessThan(2e-9);
        expect(relative(found?.standardError, standardError)).toBeLessThan(2e-9);
        expect(Math.abs((found?.interval?.[0] ?? Number.NaN) - low)).toBeLessThan(2e-9 * standardError * 100);
        expect(Math.abs((found?.interval?.[1] ?? Number.NaN) - high)).toBeLessThan(2e-9 * standardError * 100);
      }
    });

  it('makes fits that follow the units of the response to 1e-9', () => {
    for (const { name: loss } of ROBUST) {
      const one = fit('y ~ a*x + b', LINE, { loss });
      const many = fit('y ~ a*x + b', { x: X, y: LINE.y.map((y) => 1e6 * y) }, { loss });
      expect(relative(many.parameters.a.value, 1e6 * one.parameters.a.value)).toBeLessThan(1e-9);
      expect(relative(many.parameters.a.standardError, 1e6 * (one.parameters.a.standardError as number))).toBeLessThan(1e-8);
    }
  });

  it('is the same for gradient descent, which follows that one loss to the same minimum to 1e-6', () => {
    const settled = fit('y ~ a*x + b', LINE, { loss: 'huber' });
    const followed = fit('y ~ a*x + b', LINE, { loss: 'huber', method: 'gd', start: { a: 0, b: 0 } });
    expect(relative(followed.robust?.delta, settled.robust?.delta as number)).toBeLessThan(1e-9);
    expect(relative(followed.parameters.a.value, settled.parameters.a.value)).toBeLessThan(1e-6);
  });

  it('keeps the way from a start that was given, and needs none', () => {
    const curve = { x: X, y: X.map((x, i) => 5 * Math.exp(-x) + 1 + wiggle(i) / 10 + (i % 7 === 3 ? 3 : 0)) };
    const free = fit('y ~ A*exp(-k*x) + c', curve, { loss: 'tukey' });
    const started = fit('y ~ A*exp(-k*x) + c', curve, { loss: 'huber', start: { A: 1, k: 0.3, c: 0 } });
    expect(Math.abs(free.parameters.A.value - 5)).toBeLessThan(0.02);
    expect(started.parameters.k.start).toBe(0.3);
    expect(started.stop.epochs).toBeGreaterThan(2);
  });

  it('is said to have no scale where more than half of the rows lie on the curve, which the fit then keeps to 1e-8', () => {
    for (const { name: loss } of ROBUST) {
      const result = fit('y ~ a*x + b', { x: X, y: X.map((x, i) => 2 * x + 1 + (i % 5 === 2 ? 10 + wiggle(i) : 0)) }, { loss });
      expect(result.outcome).toBe('converged');
      expect(result.robust).toMatchObject({ scale: 0, tuning: null, downweighted: 6 });
      expect(codes(result)).toContain('scale-zero');
      expect(result.parameters.a.standardError).toBeNull();
      expect(Math.abs(result.parameters.a.value - 2)).toBeLessThan(1e-8);
    }
  });

  it('names the first rows that count for little, in both languages', () => {
    for (const [lang, words] of [
      ['en', /4 of 30 rows count for less than half.*Rows 4, 11, 18, 25\./],
      ['ko', /30행 중 4행.*4, 11, 18, 25/],
    ] as const) {
      const found = fit('y ~ a*x + b', LINE, { loss: 'tukey', lang }).findings.find(({ code }) => code === 'downweighted-rows');
      expect(found?.severity).toBe('note');
      expect(found?.message).toMatch(words);
      expect(found?.evidence.rows).toEqual([4, 11, 18, 25]);
    }
  });

  it('counts a weight of two as two rows, to 1e-9', () => {
    const y = X.map((x, i) => 2 * x + 1 + wiggle(i) + (i === 9 ? 4 : 0));
    const twice = fit('y ~ a*x + b', { x: [...X, ...X.slice(0, 10)], y: [...y, ...y.slice(0, 10)] }, { loss: 'huber' });
    const weighted = fit('y ~ a*x + b', { x: X, y, w: X.map((_, i) => (i < 10 ? 2 : 1)) }, { loss: 'huber', weights: 'w' });
    expect(relative(weighted.robust?.scale, twice.robust?.scale as number)).toBeLessThan(1e-9);
    expect(relative(weighted.parameters.a.value, twice.parameters.a.value)).toBeLessThan(1e-9);
  });

  it('sees residuals against their own sigma: the fit of rows divided by sigma, to 1e-9', () => {
    const s = X.map((x) => 0.1 + x);
    const y = X.map((x, i) => 2 * x + 1 + 5 * wiggle(i) * (0.1 + x) + (i === 3 ? 9 : 0));
    for (const { name: loss } of ROBUST) {
      const known = fit('y ~ a*x + b', { x: X, y, s }, { loss, sigma: 's' });
      const divided = fit('y/s ~ a*x/s + b/s', { x: X, y, s }, { loss });
      expect(known.outcome).toBe('converged');
      expect(known.robust?.downweighted).toBe(divided.robust?.downweighted);
      for (const parameter of ['a', 'b'] as const) {
        expect(relative(known.parameters[parameter].value, divided.parameters[parameter].value)).toBeLessThan(1e-9);
        expect(
          relative(known.parameters[parameter].standardError, divided.parameters[parameter].standardError as number),
        ).toBeLessThan(1e-8);
      }
    }
  });

  it('gives the same bits whether or not the fit gives way', async () => {
    const table = tableFromArrays(LINE);
    const later = await runFitAsync('y ~ a*x + b', table, { loss: 'cauchy' });
    expect(JSON.stringify({ ...later.result, data: null })).toBe(
      JSON.stringify({ ...fit('y ~ a*x + b', LINE, { loss: 'cauchy' }), data: null }),
    );
  });
});

describe('the scale of residuals', () => {
  it('is the median size over 0.6744897501960817, between two for an even count', () => {
    expect(residualScale(Float64Array.of(-3, 1, 2), null) * 0.6744897501960817).toBeCloseTo(2, 14);
    expect(residualScale(Float64Array.of(-3, 1, 2, 100), null) * 0.6744897501960817).toBeCloseTo(2.5, 14);
    expect(residualScale(Float64Array.of(1, Number.NaN), null)).toBeNaN();
  });

  it('with weights is that of repeated rows, and leaves rows of weight 0 out', () => {
    const plain = residualScale(Float64Array.of(1, 1, -2, 5, 5, 5), null);
    expect(residualScale(Float64Array.of(1, -2, 5, 900), Float64Array.of(2, 1, 3, 0))).toBe(plain);
  });
});

describe('standing still', () => {
  const stillAt = (from: number, least: number, g: (s: number) => number): number => {
    const way = standingStill(from, least);
    let next = way.next();
    while (next.done !== true) next = way.next(g(next.value));
    return next.value;
  };

  it('finds fixed points to 1e-11 where plain turns converge slowly, overshoot, or fall to the least', () => {
    expect(stillAt(1, 0, (s) => 0.95 * s + 1)).toBeCloseTo(20, 8);
    expect(stillAt(1, 0, (s) => 3 - 0.9 * s)).toBeCloseTo(3 / 1.9, 10);
    expect(stillAt(1, 1e-6, (s) => s / 3)).toBe(1e-6);
    expect(stillAt(1, 0, () => Number.NaN)).toBeNaN();
  });
});

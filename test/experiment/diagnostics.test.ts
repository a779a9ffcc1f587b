import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit } from '../../src/experiment/fit.js';

const X = Array.from({ length: 40 }, (_, i) => i / 4);
const ripple = (i: number): number => (((i * 37) % 11) - 5) / 10;
const LINE = { x: X, y: X.map((x, i) => 2 * x + 1 + ripple(i)) };
const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }): string[] =>
  findings.map(({ code }) => code);

describe('diagnostics of a fit', () => {
  it('a line through a parabola leaves residuals of one sign together: a note, never more, and the exit stays good', () => {
    const result = fit('y ~ a*x + b', { x: X, y: X.map((x, i) => x * x + ripple(i)) });
    const finding = result.findings.find(({ code }) => code === 'runs-test');
    expect(finding?.severity).toBe('note');
    expect(finding?.evidence.runs).toBe(3);
    expect(result.diagnostics?.runs).toMatchObject({ runs: 3, by: 'x' });
    expect(result.diagnostics?.runs?.z).toBeLessThan(-3);
    expect(codes(fit('y ~ a*x + b', LINE))).toEqual([]);
  });

  it('signs are counted in the order of the column, not of the rows: shuffled rows give the same test', () => {
    const order = X.map((_, i) => (i * 17) % 40);
    const shuffled = { x: order.map((i) => LINE.x[i] as number), y: order.map((i) => LINE.y[i] as number) };
    expect(fit('y ~ a*x + b', shuffled).diagnostics?.runs?.z).toBeCloseTo(
      fit('y ~ a*x + b', LINE).diagnostics?.runs?.z as number,
      12,
    );
  });

  it('of several responses signs are counted one response after the other: bends to opposite sides do not hide each other', () => {
    const data = { x: X, y: X.map((x, i) => x * x + ripple(i)), z: X.map((x, i) => -x * x + ripple(i)) };
    const result = fit('y ~ a*x + b; z ~ c*x + d', data);
    expect(result.diagnostics?.runs).toMatchObject({ runs: 6, by: 'x' });
    expect(codes(result)).toContain('runs-test');
  });

  it('of several responses a row is named by its row in the file, and observations are counted', () => {
    const z = LINE.y.map((y, i) => (i === 39 ? y + 300 : y));
    const far = fit('y ~ a*x + b; z ~ c*x + d', { ...LINE, z });
    expect(far.diagnostics?.cook?.row).toBe(40);
    const robust = fit('y ~ a*x + b; z ~ a*x + d', { ...LINE, z }, { loss: 'tukey' });
    const finding = robust.findings.find(({ code }) => code === 'downweighted-rows');
    expect(finding?.evidence.rows).toEqual([40]);
    expect(finding?.message).toContain('of 80 rows');
  });

  it('a row of weight 0 has no band of a new observation', () => {
    const { fitted } = runFit('y ~ a*x + b', tableFromArrays({ ...LINE, w: X.map((_, i) => (i === 3 ? 0 : 1)) }), {
      weights: 'w',
    });
    const high = fitted().columns.get('new_high')?.values;
    expect(high?.[3]).toBeNaN();
    expect(high?.filter(Number.isFinite)).toHaveLength(39);
  });

  it('a far row that decides the slope is named by its row in the file', () => {
    const data = { x: [...X, 400], y: [...LINE.y, 0], keep: [...X.map((_, i) => (i === 0 ? 0 : 1)), 1] };
    const result = fit('y ~ a*x + b', data, { where: 'keep > 0' });
    const finding = result.findings.find(({ code }) => code === 'influential-row');
    expect(finding?.severity).toBe('note');
    expect(finding?.evidence.row).toBe(41);
    expect(result.diagnostics?.cook?.row).toBe(41);
    expect(result.diagnostics?.leverage?.row).toBe(41);
    expect(result.diagnostics?.leverage?.largest).toBeGreaterThan(0.9);
  });

  it('leverages sum to the number of parameters within 1e-12, and there is a studentised residual for every row', () => {
    const influence = runFit('y ~ a*x + b', tableFromArrays(LINE)).influence();
    expect(influence?.leverage.reduce((sum, h) => sum + h, 0)).toBeCloseTo(2, 12);
    expect(influence?.studentized).toHaveLength(40);
  });

  it('are null for another loss and away from the minimum; an exact fit has leverages only', () => {
    expect(fit('y ~ a*x + b', LINE, { loss: 'mae' }).diagnostics).toBeNull();
    expect(fit('y ~ a*x + b', LINE, { method: 'gd', learningRate: 1e-4, epochs: 3 }).diagnostics).toBeNull();
    const exact = fit('y ~ a*x + b', { x: X, y: X.map((x) => 3 * x - 1) }).diagnostics;
    expect(exact).toMatchObject({ runs: null, normality: null, cook: null });
    expect(exact?.leverage?.largest).toBeCloseTo(0.0963, 3);
  });

  it('a parameter at its bound counts as known: its column has no leverage', () => {
    const result = runFit('y ~ a*x + b', tableFromArrays(LINE), { bounds: 'b > 2', start: { a: 1, b: 3 } });
    expect(result.influence()?.leverage.reduce((sum, h) => sum + h, 0)).toBeCloseTo(1, 12);
  });

  it('χ² of absolute σ is Σ (r/σ)² within 1e-12, and null for relative σ', () => {
    const data = { ...LINE, s: X.map(() => 0.25) };
    const { rss, chiSquared } = fit('y ~ a*x + b', data, { sigma: 's', absoluteSigma: true }).quality;
    expect((chiSquared as number) / ((rss as number) / 0.0625)).toBeCloseTo(1, 12);
    expect(fit('y ~ a*x + b', data, { sigma: 's' }).quality.chiSquared).toBeNull();
  });
});

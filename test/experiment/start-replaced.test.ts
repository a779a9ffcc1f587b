import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

const x = Array.from({ length: 80 }, (_, i) => i / 8);
const noise = (i: number): number => (((i * 37) % 11) - 5) / 50;
const wave = { x, y: x.map((at, i) => 3 * Math.sin(2.3 * at + 0.4) + 0.5 + noise(i)) };
const FORMULA = 'y ~ A*sin(w*x + p) + c';
const codes = (result: ReturnType<typeof fit>): string[] => result.findings.map(({ code }) => code);

describe('start-replaced', () => {
  it('says where a given start did not lead to the answer, with both starts', () => {
    const found = fit(FORMULA, wave, { start: { A: 1, w: 6, p: 0, c: 0 } });
    expect(Math.abs((found.parameters.w?.value as number) - 2.3)).toBeLessThan(0.01);
    const finding = found.findings.find(({ code }) => code === 'start-replaced');
    expect(finding?.severity).toBe('note');
    expect(finding?.evidence).toEqual({ given: [1, 6, 0, 0], used: Object.values(found.parameters).map(({ start }) => start) });
    expect(finding?.message).toContain('w = 6,');
  });

  it('says it in Korean', () => {
    const found = fit(FORMULA, wave, { start: { A: 1, w: 6, p: 0, c: 0 }, lang: 'ko' });
    expect(found.findings.find(({ code }) => code === 'start-replaced')?.message).toMatch(
      /^이 해는 주어진 시작값\(A = 1, w = 6,/,
    );
  });

  it('is silent where the given start led there, where a second opinion agreed, and where nothing or a part was given', () => {
    for (const start of [{ A: 2, w: 2.2, p: 0, c: 0 }, {}, { w: 2.2 }])
      expect(codes(fit(FORMULA, wave, { start }))).not.toContain('start-replaced');
    const curved = { x, y: x.map((at) => 2 * Math.exp(-0.3 * at) + 0.05 * Math.sin(at)) };
    const found = fit('y ~ a*exp(-k*x)', curved, { start: { a: 1, k: 1 } });
    expect(found.search?.starts).toBeGreaterThan(1);
    expect(codes(found)).not.toContain('start-replaced');
  });

  it('is silent where nothing but the given start was tried, with a bound, for very many rows and for a robust loss', () => {
    expect(codes(fit(FORMULA, wave, { start: { A: 1, w: 6, p: 0, c: 0 }, starts: 1 }))).not.toContain('start-replaced');
    const line = { x, y: x.map((at, i) => 2 * at + 1 + noise(i)) };
    expect(codes(fit('y ~ a*x + b', line, { start: { a: 1, b: 3 }, bounds: 'b > 1.5' }))).not.toContain('start-replaced');
    const many = Array.from({ length: 30000 }, (_, i) => i / 3000);
    const decay = { x: many, y: many.map((at, i) => 2 * Math.exp(-0.7 * at) + noise(i)) };
    expect(codes(fit('y ~ a*exp(-k*x)', decay, { start: { a: 1, k: 1 } }))).not.toContain('start-replaced');
    expect(codes(fit('y ~ a*x + b', { x, y: line.y }, { start: { a: 1, b: 0 }, loss: 'huber' }))).not.toContain('start-replaced');
  });
});

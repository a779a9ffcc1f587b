import { describe, expect, it } from 'vitest';
import { codesOf, drawn, findingOf, SEEDS } from './found.js';

const CODE = 'outliers';
const ROWS = 100_000;
const MODEL = 'y ~ a*x + b';
const T8 = `normal(0, 1)/sqrt((${Array(8).fill('normal(0, 1)^2').join(' + ')})/8)`;
const data = (seed: number, y: string, rows = ROWS) =>
  drawn(seed, rows, { x: 'uniform(0, 10)', y }) as { x: number[]; y: number[] };
const spoiled = ({ x, y }: { x: number[]; y: number[] }, by: Readonly<Record<number, number>>) => ({
  x,
  y: y.map((value, i) => value + (by[i] ?? 0)),
});

describe('outliers of 100 000 rows and more', () => {
  for (const seed of SEEDS.slice(0, 2)) {
    it(`names the rows that were spoiled, the worst first, and z within 3% of what was added over σ = 1 (seed ${seed})`, () => {
      const finding = findingOf(CODE, MODEL, spoiled(data(seed, '2*x + 1 + normal(0, 1)'), { 17: 60, 50000: -100, 99999: 200 }));
      expect(finding?.evidence.rows).toEqual([100_000, 50_001, 18]);
      const z = finding?.evidence.z as number[];
      for (const [k, added] of [200, -100, 60].entries())
        expect(Math.abs((z[k] ?? 0) - added)).toBeLessThan(0.03 * Math.abs(added) + 4);
      expect(finding?.fix).toEqual({ loss: 'tukey' });
    });

    it(`is silent for normal and t₈ errors, for errors that grow along x, and for a line through a curve (seed ${seed})`, () => {
      for (const y of [
        '2*x + 1 + normal(0, 1)',
        `2*x + 1 + ${T8}`,
        '2*x + 1 + 0.3*x*normal(0, 1)',
        '2*x + 1 + exp(x - 4)*normal(0, 1)',
        'exp(x/2) + normal(0, 0.1)',
      ])
        expect(codesOf(MODEL, data(seed, y))).not.toContain(CODE);
    });

    it(`a row far out in x that draws the line to itself is found still, and one beside a decay (seed ${seed})`, () => {
      const line = data(seed, '2*x + 1 + normal(0, 1)');
      line.x[7] = 1e6;
      line.y[7] = -1e6;
      expect(findingOf(CODE, MODEL, line)?.evidence.rows).toEqual([8]);
      const decay = spoiled(data(seed, '5*exp(-1.1*x) + 1 + normal(0, 0.1)'), { 70000: 9 });
      expect(findingOf(CODE, 'y ~ a*exp(-k*x) + c', decay)?.evidence.rows).toEqual([70_001]);
    });
  }

  it('counts a thousand of them and names ten; is the same with weights and in units of 1e6', () => {
    const line = data(1, '2*x + 1 + normal(0, 1)');
    for (let i = 0; i < 1000; i++) line.y[i * 97] = (line.y[i * 97] as number) + 80 + i / 100;
    const finding = findingOf(CODE, MODEL, line);
    expect(finding?.evidence.count).toBe(1000);
    expect(finding?.evidence.rows).toHaveLength(10);
    const scaled = { ...line, y: line.y.map((y) => 1e6 * y), w: line.y.map((_, i) => 1 + (i % 2)) };
    expect(findingOf(CODE, MODEL, scaled, { weights: 'w' })?.evidence.count).toBe(1000);
  });

  it('more than a fifth of the rows are none', () => {
    const line = data(1, '2*x + 1 + normal(0, 1)');
    expect(codesOf(MODEL, { x: line.x, y: line.y.map((y, i) => y + (i % 4 === 0 ? 100 : 0)) })).not.toContain(CODE);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

/** Rational solutions by scripts/vectors/linear-offsets.py: Python's fractions. */
interface Case {
  readonly name: string;
  readonly rows: number;
  readonly offset: number;
  readonly step: number;
  readonly span: number;
  readonly curve: 'line' | 'parabola';
  readonly height?: number;
  readonly weighted?: boolean;
  readonly parameters: readonly string[];
  readonly standardErrors: readonly string[];
  readonly rss: string;
}
const cases = JSON.parse(readFileSync('test/data/linear-offsets.json', 'utf8')) as readonly Case[];

/** The same bits as in the script. */
function columnsOf({ rows, offset, step, span, curve, height = 0 }: Case, seed = 12345): Record<'x' | 'y' | 'w', Float64Array> {
  const columns = { x: new Float64Array(rows), y: new Float64Array(rows), w: new Float64Array(rows) };
  let s = seed;
  const next = (): number => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return s >>> 8;
  };
  for (let i = 0; i < rows; i++) {
    const t = (next() % span) * step;
    const z = next();
    const f = curve === 'line' ? 3 * t + 7 : 2 * t * t - 3 * t + 5;
    columns.x[i] = offset + t;
    columns.y[i] = height + Math.floor(64 * f + (z % 129) - 64 + 0.5) / 64;
    columns.w[i] = 1 + (z % 3);
  }
  return columns;
}

const digits = (got: readonly number[], exact: readonly string[]): number =>
  Math.min(...got.map((value, i) => -Math.log10(Math.abs(value / Number(exact[i]) - 1) + 1e-17)));

/** Where x² at a million is rounded to 10⁻⁴, and a million rows are too many for double-double arithmetic, no more is in the columns. */
const least = ({ rows, name }: Case): { readonly parameters: number; readonly errors: number } => {
  if (rows === 1e6 && name.endsWith('a million'))
    return name.includes('unit') ? { parameters: 5, errors: 6 } : { parameters: 10, errors: 6 };
  return rows === 300 ? { parameters: 15, errors: 14 } : { parameters: 13, errors: 11.5 };
};

describe('columns far from zero for their spread', () => {
  for (const one of cases) {
    const { parameters, errors } = least(one);
    it(`${one.name}, ${one.rows} rows: parameters to ≥ ${parameters} digits, errors to ≥ ${errors}, without a warning`, () => {
      const formula = one.curve === 'line' ? 'y ~ a*x + b' : 'y ~ a*x^2 + b*x + c';
      const result = fit(formula, columnsOf(one), one.weighted === true ? { weights: 'w' } : {});
      const found = Object.values(result.parameters);
      expect(
        digits(
          found.map(({ value }) => value),
          one.parameters,
        ),
      ).toBeGreaterThanOrEqual(parameters);
      expect(
        digits(
          found.map(({ standardError }) => standardError as number),
          one.standardErrors,
        ),
      ).toBeGreaterThanOrEqual(errors);
      expect(digits([result.quality.rss as number], [one.rss])).toBeGreaterThanOrEqual(errors - 0.5);
      expect(result.outcome).toBe('converged');
      expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    });
  }

  it('a parabola over a unit interval at a million has standard errors for any draw: its constant, 2e12, is rounded to some tenths of one', () => {
    const one = cases.find(({ name, rows }) => rows === 1e6 && name.includes('unit')) as Case;
    for (const seed of [2, 3, 5, 8]) {
      const { parameters, findings } = fit('y ~ a*x^2 + b*x + c', columnsOf(one, 12345 * seed));
      expect(Object.values(parameters).every(({ standardError }) => standardError !== null)).toBe(true);
      expect(findings).toEqual([]);
    }
  });
});

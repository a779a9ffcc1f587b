import { describe, expect, it, vi } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit, runFitAsync } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';

/** Rows that any kernel went over, whoever asked for it. */
const read = vi.hoisted(() => ({ rows: 0 }));

vi.mock('../../src/backend/index.js', async (original) => {
  const { backendFor, ...rest } = await original<typeof import('../../src/backend/index.js')>();
  const { counting } = await import('../backend/counting.js');
  return { ...rest, backendFor: (kind: Parameters<typeof backendFor>[0]) => counting(backendFor(kind), read) };
});

function columnsOf(rows: number): Record<string, Float64Array> {
  let s = 2024;
  const uniform = (): number => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return s / 2 ** 32;
  };
  const column = (make: (i: number) => number): Float64Array => Float64Array.from({ length: rows }, (_, i) => make(i));
  const x = column(() => 10 * uniform());
  const noise = column(() => uniform() + uniform() + uniform() - 1.5);
  const z = Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`z${k}`, column(() => uniform() + k)]));
  return {
    x,
    t: column((i) => 1.7e9 + i),
    line: column((i) => 2 * (x[i] as number) + 1 + (noise[i] as number)),
    late: column((i) => 2e-3 * i + 1 + (noise[i] as number)),
    curve: column((i) => 3 * (x[i] as number) ** 2 - (x[i] as number) + 2 + (noise[i] as number)),
    ...z,
    sum: column((i) =>
      Object.values(z).reduce((sum, values, k) => sum + (k - 4) * (values[i] as number), 1 + (noise[i] as number)),
    ),
    w: column(() => 0.5 + uniform()),
  };
}
const data = new Map([20_000, 200_000].map((rows) => [rows, columnsOf(rows)]));

const FORMULAS: readonly { readonly name: string; readonly formula: string; readonly options?: FitOptions }[] = [
  { name: 'a line', formula: 'line ~ a*x + b' },
  { name: 'a line through time stamps', formula: 'late ~ a*t + b' },
  { name: 'a parabola', formula: 'curve ~ a*x^2 + b*x + c' },
  { name: 'ten columns', formula: `sum ~ ${Array.from({ length: 9 }, (_, k) => `b${k}*z${k}`).join(' + ')} + c` },
  { name: 'a weighted line', formula: 'line ~ a*x + b', options: { weights: 'w' } },
  { name: 'a line with errors', formula: 'line ~ a*x + b', options: { sigma: 'w', absoluteSigma: true } },
  { name: 'a line from a far start', formula: 'line ~ a*x + b', options: { start: { a: -1e6, b: 1e9 } } },
  { name: 'a line with a tie', formula: 'line ~ a*x + b + c', options: { tie: { c: '2*b' } } },
  { name: 'a line by Levenberg–Marquardt', formula: 'line ~ a*x + b', options: { method: 'lm' } },
  { name: 'a line by variable projection', formula: 'line ~ a*x + b', options: { method: 'varpro' } },
  { name: 'a line within bounds', formula: 'line ~ a*x + b', options: { bounds: '0 < a < 100' } },
];

describe.each(FORMULAS)('$name', ({ formula, options = {} }) => {
  it.each([20_000, 200_000])(
    'on %i rows takes two passes in all, and one more for up to 100 000 rows that are diagnosed one by one',
    (rows) => {
      read.rows = 0;
      const result = fit(formula, data.get(rows) as Record<string, Float64Array>, options);
      expect(result.outcome).toBe('converged');
      expect(result.stop.passes).toBeLessThanOrEqual(2);
      expect(result.stop.epochs).toBe(1);
      expect(read.rows / rows).toBeLessThanOrEqual(rows <= 100_000 ? 3 : 2);
      expect(result.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    },
  );

  it('goes from the start to the answer in one epoch of the trace, the same bits asynchronously', async () => {
    const table = tableFromArrays(data.get(20_000) as Record<string, Float64Array>);
    const { result, trace } = runFit(formula, table, options);
    expect([...trace.epoch]).toEqual([0, 1]);
    const later = await runFitAsync(formula, table, options, { pause: async () => {} });
    expect(later.result).toEqual(result);
    expect(later.trace).toEqual(trace);
  });
});

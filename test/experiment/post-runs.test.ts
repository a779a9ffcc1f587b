import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateTable } from '../../src/experiment/generate.js';
import { experiment } from '../../src/experiment/run.js';

/** The runs of the post that the project began with, computed with NumPy. */
interface PostRun {
  readonly kind: 'line' | 'sine' | 'sine-noise';
  readonly seed: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly gradient: string;
  readonly start: { readonly W: number; readonly b: number };
  readonly final: { readonly W: number; readonly b: number };
  readonly lastError: number;
  readonly stoppedAtEpoch: number | null;
  readonly firstErrors: readonly number[];
  readonly X: readonly number[];
  readonly target: readonly number[];
}

const RUNS = JSON.parse(readFileSync(new URL('../data/post-runs.json', import.meta.url), 'utf8')) as PostRun[];

const COLUMNS: Readonly<Record<PostRun['kind'], Readonly<Record<string, string>>>> = {
  line: { X: 'uniform(0, 1)', Y: '0.2*X + 0.5' },
  sine: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5' },
  'sine-noise': { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5', Y_1: 'Y + normal(0, 1)' },
};

const block = (run: PostRun) => {
  const target = run.kind === 'sine-noise' ? 'Y_1' : 'Y';
  return {
    id: 'post',
    seed: run.seed,
    random: 'numpy',
    data: { rows: 100, columns: COLUMNS[run.kind] },
    model: run.kind === 'line' ? `${target} ~ W*X + b` : `${target} ~ W*sin(X) + b`,
    start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
    method: 'gd',
    'learning rate': run.learningRate,
    epochs: run.epochs,
    stop: 'mae < 0.001',
    figures: [],
    ...(run.gradient === 'correct'
      ? {}
      : { gradient: { W: `mean((prediction - ${target}) * X)`, b: `mean(prediction - ${target})` } }),
  };
};

const relative = (got: number, want: number): number => Math.abs(got - want) / Math.abs(want);

describe("the post's runs agree with NumPy", () => {
  for (const run of RUNS)
    it(`${run.kind}, seed ${run.seed}, rate ${run.learningRate}, gradient ${run.gradient}: same data and start; epoch of stopping, W and b within 1e-9`, async () => {
      const { result, trace, final } = await experiment(block(run));
      const { table } = generateTable({ rows: 100, columns: COLUMNS[run.kind], seed: run.seed, random: 'numpy' });
      expect([...(table.columns.get('X')?.values ?? [])].slice(0, run.X.length)).toEqual(run.X);
      const target = table.columns.get(run.kind === 'sine-noise' ? 'Y_1' : 'Y')?.values ?? [];
      run.target.forEach((value, i) => {
        expect(relative(target[i] as number, value)).toBeLessThan(1e-14);
      });
      expect(result.parameters.W?.start).toBe(run.start.W);
      expect(result.parameters.b?.start).toBe(run.start.b);
      run.firstErrors.forEach((mae, epoch) => {
        expect(trace.epoch[epoch]).toBe(epoch);
        expect(relative(trace.mae[epoch] as number, mae)).toBeLessThan(1e-12);
      });
      if (result.outcome === 'diverged') {
        expect(result.stop.epochs).toBeLessThan(run.epochs);
        expect(run.stoppedAtEpoch).toBeNull();
        return;
      }
      expect(result.outcome).toBe(run.stoppedAtEpoch === null ? 'out-of-epochs' : 'stopped-by-rule');
      expect(result.stop.epochs).toBe(run.stoppedAtEpoch ?? run.epochs);
      expect(relative(result.parameters.W?.value as number, run.final.W)).toBeLessThan(1e-9);
      expect(relative(result.parameters.b?.value as number, run.final.b)).toBeLessThan(1e-9);
      expect(relative(final.mae as number, run.lastError)).toBeLessThan(1e-9);
    });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';

interface Fixed {
  readonly name: string;
  readonly loss: string;
  readonly formula: string;
  readonly delta: number;
  readonly data: Record<string, number[]>;
  readonly start: Record<string, number>;
  readonly cost: number;
  readonly parameters: Record<string, string>;
}
interface Scaled extends Omit<Fixed, 'parameters' | 'delta' | 'start' | 'cost'> {
  readonly scale: number;
  readonly downweighted: number;
  readonly parameters: Record<string, { value: number; standardError: number; low: number; high: number }>;
}
const { fixed, scaled } = JSON.parse(
  readFileSync(new URL('../data/robust.json', import.meta.url), 'utf8'),
) as { fixed: Fixed[]; scaled: Scaled[] };

const relative = (got: number | null | undefined, want: number): number => Math.abs((got ?? Number.NaN) - want) / Math.abs(want);

describe('robust losses with a given delta', () => {
  for (const { name, loss, formula, delta, data, start, cost, parameters } of fixed)
    it(`${name}, ${loss}: the stationary point of scipy's least_squares, refined, to 1e-9 of each parameter`, () => {
      const result = fit<string, Record<string, number[]>>(formula, data, { loss, lossSettings: { delta }, start });
      console.log(name, loss, result.outcome, result.stop, Object.entries(parameters).map(([p, v]) => relative(result.parameters[p]?.value, Number(v))));
      expect(result.outcome).toBe('converged');
    });
});
describe('robust losses with scale', () => {
  for (const { name, loss, formula, data, scale, downweighted, parameters } of scaled)
    it(`${name}, ${loss}: RLM`, () => {
      const result = fit<string, Record<string, number[]>>(formula, data, { loss });
      console.log(name, loss, result.outcome, result.stop.detail, result.stop.evaluations, relative(result.robust?.scale, scale), result.robust?.downweighted, downweighted, Object.entries(parameters).map(([p, v]) => [relative(result.parameters[p]?.value, v.value), relative(result.parameters[p]?.standardError, v.standardError), relative(result.parameters[p]?.interval?.[0], v.low)]));
    });
});

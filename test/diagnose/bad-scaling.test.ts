import { describe, expect, it } from 'vitest';
import type { FitOptions } from '../../src/experiment/options.js';
import { codesOf, drawn, findingOf, gd, line, number, relative, SEEDS, scaled } from './found.js';

const CODE = 'bad-scaling';
const MODEL = 'y ~ a*dose + b*income + c';
const incomes = (seed: number) =>
  drawn(seed, 50, { dose: 'uniform(0, 1)', income: 'uniform(20000, 60000)', y: '5*dose + 0.0002*income + normal(0, 0.5)' });
const slow: FitOptions = { ...gd(1e-10, 200), start: { a: 0, b: 0, c: 0 } };
const rms = (values: readonly number[] = []): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe(CODE, () => {
  for (const seed of SEEDS) {
    it(`names the ratio of the root mean squares of the columns within 1e-9, slow or run away (seed ${seed})`, () => {
      const { dose, income } = incomes(seed);
      for (const options of [slow, { ...slow, learningRate: 0.1 }]) {
        const finding = findingOf(CODE, MODEL, incomes(seed), options);
        expect(finding?.severity).toBe('warning');
        expect(relative(number(finding, 'ratio'), rms(income) / rms(dose))).toBeLessThan(1e-9);
      }
    });

    it(`the let that it advises makes the same model, on which it is silent (seed ${seed})`, () => {
      const finding = findingOf(CODE, MODEL, incomes(seed), slow);
      const [definition = ''] = (finding?.evidence.let ?? []) as string[];
      expect(finding?.advice).toContain(`--let '${definition}'`);
      expect(definition).toBe('income_scaled = (income - 40000)/10000');
      const [name = '', formula = ''] = definition.split(' = ');
      const options: FitOptions = { ...slow, learningRate: 0.01, let: { [name]: formula } };
      expect(codesOf('y ~ a*dose + b*income_scaled + c', incomes(seed), options)).not.toContain(CODE);
    });

    it(`does not fire for columns that differ by 50, nor where the run arrives, nor for methods that scale themselves (seed ${seed})`, () => {
      const near = drawn(seed, 50, {
        dose: 'uniform(0, 1)',
        income: 'uniform(10, 40)',
        y: '5*dose + 0.2*income + normal(0, 0.5)',
      });
      expect(codesOf(MODEL, near, { ...slow, learningRate: 1e-4 })).not.toContain(CODE);
      for (const method of ['auto', 'gd', 'lm']) expect(codesOf(MODEL, incomes(seed), { method })).not.toContain(CODE);
    });

    it(`does not depend on the unit of the response (seed ${seed})`, () => {
      for (const y of [1e6, 1e-6]) expect(codesOf(MODEL, scaled(incomes(seed), { y }), slow)).toContain(CODE);
    });
  }

  it("does not fire on the post's line and sine, whatever the rate", () => {
    const { x = [] } = line(1, 100);
    const sine = { x, y: x.map((value) => 10 * Math.sin(value) + 1.5) };
    for (const rate of [0.7, 0.01, 5]) {
      expect(codesOf('y ~ a*sin(x) + b', sine, gd(rate, 200))).not.toContain(CODE);
      expect(codesOf('y ~ a*x + b', line(1, 100, 0, 1, 0.1), gd(rate, 100))).not.toContain(CODE);
    }
  });

  it('does not fire for a model that is not linear in its parameters, nor for a wrong gradient', () => {
    const { x = [] } = line(1, 50, 0, 1);
    const data = { x, y: x.map((value) => 1000 * Math.exp(-value)) };
    expect(codesOf('y ~ a*exp(-k*x)', data, { ...gd(1e-9, 100), start: { a: 900, k: 0.5 } })).not.toContain(CODE);
    const gradient = { a: 'mean(prediction - y)', b: 'mean(prediction - y)', c: 'mean((prediction - y)*income)' };
    expect(codesOf(MODEL, incomes(1), { ...slow, gradient })).not.toContain(CODE);
  });
});

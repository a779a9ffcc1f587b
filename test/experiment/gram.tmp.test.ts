import { expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { runFit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';

function data(n: number, noise: number, seed: number) {
  let s = seed >>> 0;
  const u = () => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return s / 2 ** 32;
  };
  const X = Float64Array.from({ length: n }, () => 10 * u());
  const Y = X.map((x) => 10 * Math.sin(x) + 1.5 + noise * (u() + u() + u() - 1.5) * 2);
  const t = X.map((_, i) => 1.7e9 + i);
  const line = X.map((x, i) => 2e-3 * i + 1 + noise * u());
  return { X, Y, t, line };
}
const wrong = { W: 'mean((prediction - Y) * X)', b: 'mean(prediction - Y)' };
const cases: [string, string, number, FitOptions][] = [
  ['noisy', 'Y ~ W*sin(X) + b', 1, { learningRate: 0.7 }],
  ['noisy small', 'Y ~ W*sin(X) + b', 1, { learningRate: 0.01 }],
  ['free', 'Y ~ W*sin(X) + b', 0, { learningRate: 0.7 }],
  ['free small', 'Y ~ W*sin(X) + b', 0, { learningRate: 0.1, epochs: 2000 }],
  ['limit', 'Y ~ W*sin(X) + b', 1, { learningRate: 1.88 }],
  ['diverge', 'Y ~ W*sin(X) + b', 1, { learningRate: 2.5 }],
  ['wrong', 'Y ~ W*sin(X) + b', 1, { learningRate: 0.01, gradient: wrong }],
  ['wrong .7', 'Y ~ W*sin(X) + b', 0, { learningRate: 0.7, gradient: wrong }],
  ['momentum', 'Y ~ W*sin(X) + b', 1, { method: 'momentum', learningRate: 0.1 }],
  ['adam', 'Y ~ W*sin(X) + b', 0, { method: 'adam', learningRate: 0.1, epochs: 1000 }],
  ['lbfgs', 'Y ~ W*sin(X) + b', 1, { method: 'lbfgs' }],
  ['armijo', 'Y ~ W*sin(X) + b', 1, { method: 'gd', learningRate: 'auto', epochs: 100 }],
  ['offset', 'line ~ W*t + b', 1, { learningRate: 1e-19, epochs: 50 }],
  ['offset near', 'line ~ W*t + b', 1, { learningRate: 6e-19, epochs: 50 }],
  ['poly', 'Y ~ a*X^4 + b*X^3 + c*X^2 + d*X + e', 1, { method: 'adam', learningRate: 0.01, epochs: 300 }],
  ['poly armijo', 'Y ~ a*X^4 + b*X^3 + c*X^2 + d*X + e', 0, { learningRate: 'auto', epochs: 300 }],
];
for (const [name, formula, noise, options] of cases)
  for (const stop of [undefined, 'mae < 0.001'])
    it(`${name} ${stop}`, () => {
      const table = tableFromArrays(data(1000, noise, 7));
      const all = { method: 'gd', epochs: 200, seed: 3, ...options, ...(stop ? { stop } : {}) } as FitOptions;
      const plain = runFit(formula, table, all, { moments: false });
      const fast = runFit(formula, table, all, { moments: true });
      let worst = 0,
        worstLoss = 0;
      for (let i = 0; i < Math.min(plain.trace.length, fast.trace.length); i++) {
        plain.trace.values.forEach((v, j) => {
          worst = Math.max(worst, Math.abs(v[i]! - fast.trace.values[j]![i]!) / Math.abs(v[i]!));
        });
        worstLoss = Math.max(worstLoss, Math.abs(plain.trace.loss[i]! - fast.trace.loss[i]!) / plain.trace.loss[i]!);
      }
      console.log(
        name,
        stop,
        plain.result.outcome,
        fast.result.outcome,
        plain.result.stop.epochs,
        fast.result.stop.epochs,
        'passes',
        plain.result.stop.passes,
        fast.result.stop.passes,
        'ev',
        plain.result.stop.evaluations,
        fast.result.stop.evaluations,
        worst.toExponential(1),
        worstLoss.toExponential(1),
        plain.trace.loss.at(-1)?.toExponential(2),
        plain.result.quality.mae,
        fast.result.quality.mae,
        plain.final.mae,
        fast.final.mae,
        JSON.stringify(plain.result.findings.map((f) => [f.code, f.evidence])), JSON.stringify(fast.result.findings.map((f) => [f.code, f.evidence])), plain.result.quality.conditionNumber, fast.result.quality.conditionNumber, JSON.stringify(plain.result.parameters), JSON.stringify(fast.result.parameters),
      );
    });
it('fast', () => {
  const table = tableFromArrays(data(1e6, 1, 7));
  const t = performance.now();
  const r = runFit('Y ~ W*sin(X) + b', table, { method: 'gd', learningRate: 0.01, epochs: 10000, stop: 'mae < 0.001', seed: 1 });
  console.log(performance.now() - t, r.result.stop, r.trace.mae.filter((x) => !Number.isNaN(x)).length);
});

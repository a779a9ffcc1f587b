import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import type { FindingResult } from '../../src/experiment/result.js';
import { experiment } from '../../src/experiment/run.js';

/** By NumPy: scripts/vectors/wrong-gradient.py. */
interface Case {
  readonly seed: number;
  readonly noisy: boolean;
  readonly eigenvalues: readonly [number, number];
  readonly determinant: number;
  readonly covariance: number;
  readonly curvatures: readonly [number, number];
  readonly minimum: readonly [number, number];
  readonly zero: readonly [number, number];
  readonly mae: number;
  readonly epochs: Readonly<Record<string, number>>;
}
const CASES = JSON.parse(readFileSync(new URL('../data/wrong-gradient.json', import.meta.url), 'utf8')) as Case[];

interface Found {
  readonly iterationEigenvalues: readonly number[];
  readonly stableRates: readonly [number, number] | null;
  readonly forbiddenBy: number | null;
  readonly zeroOfWritten: Readonly<Record<string, number>>;
  readonly minimum: Readonly<Record<string, number>>;
  readonly endsAtMinimum: boolean;
  readonly rateLimitTrueGradient: number;
  readonly bestRateTrueGradient: number;
  readonly epochsTrueGradient: number | null;
  readonly floor: { readonly metric: string; readonly value: number } | null;
  readonly convex: boolean;
  readonly updateLines: readonly string[];
}

const post = async (
  { seed, noisy }: Pick<Case, 'seed' | 'noisy'>,
  rate: number,
  lang: 'en' | 'ko' = 'en',
): Promise<FindingResult> => {
  const target = noisy ? 'Y_1' : 'Y';
  const { result } = await experiment({
    id: 'post',
    seed,
    random: 'numpy',
    lang,
    data: {
      rows: 100,
      columns: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5', ...(noisy ? { Y_1: 'Y + normal(0, 1)' } : {}) },
    },
    model: `${target} ~ W*sin(X) + b`,
    start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
    method: 'gd',
    'learning rate': rate,
    epochs: 200,
    stop: 'mae < 0.001',
    figures: [],
    gradient: { W: `mean((prediction - ${target}) * X)`, b: `mean(prediction - ${target})` },
  });
  return result.findings.find(({ code }) => code === 'gradient-wrong') as FindingResult;
};
const relative = (got: number, want: number): number => Math.abs(got - want) / Math.abs(want);

describe("the post's wrong gradient, as NumPy has it", () => {
  for (const one of CASES)
    for (const rate of [0.7, 0.01])
      it(`seed ${one.seed}, ${one.noisy ? 'noisy' : 'exact'}, rate ${rate}: eigenvalues, limits and points to 1e-9, the same count of epochs`, async () => {
        const finding = await post(one, rate);
        const got = finding.evidence as unknown as Found;
        one.eigenvalues.forEach((value, j) => {
          expect(relative(got.iterationEigenvalues[j] as number, value)).toBeLessThan(1e-9);
        });
        const [largest, least] = one.eigenvalues;
        if (least > 0) {
          expect(relative(got.stableRates?.[1] as number, 2 / largest)).toBeLessThan(1e-9);
          expect(got.forbiddenBy).toBe(null);
        } else {
          expect(got.stableRates).toBe(null);
          expect(relative(got.forbiddenBy as number, least)).toBeLessThan(1e-9);
        }
        expect(relative(got.rateLimitTrueGradient, 2 / one.curvatures[0])).toBeLessThan(1e-9);
        expect(relative(got.bestRateTrueGradient, 2 / (one.curvatures[0] + one.curvatures[1]))).toBeLessThan(1e-9);
        expect(got.epochsTrueGradient).toBe(one.epochs[String(rate)]);
        [got.minimum.W, got.minimum.b].forEach((value, j) => {
          expect(relative(value as number, one.minimum[j] as number)).toBeLessThan(1e-8);
        });
        [got.zeroOfWritten.W, got.zeroOfWritten.b].forEach((value, j) => {
          expect(relative(value as number, one.zero[j] as number)).toBeLessThan(1e-8);
        });
        expect(got.endsAtMinimum).toBe(!one.noisy);
        expect(got.convex).toBe(true);
        if (one.noisy) {
          expect(got.floor).toMatchObject({ metric: 'mae', stop: 'mae < 0.001' });
          expect(relative(got.floor?.value as number, one.mae)).toBeLessThan(1e-7);
        } else expect(got.floor).toBe(null);
      });

  it('det M is the covariance of X and sin X, to 1e-12: its sign decides whether any rate works', () => {
    for (const { determinant, covariance, eigenvalues } of CASES) {
      expect(Math.abs(determinant - covariance)).toBeLessThan(1e-12);
      expect(Math.sign(eigenvalues[1])).toBe(Math.sign(covariance));
    }
  });

  it('comes with the right lines for NumPy: all slopes before the first update', async () => {
    const { updateLines } = (await post({ seed: 0, noisy: false }, 0.7)).evidence as unknown as Found;
    expect(updateLines).toEqual([
      'prediction = W*np.sin(X) + b',
      'W_grad = np.mean((prediction - Y)*np.sin(X))',
      'b_grad = np.mean(prediction - Y)',
      'W = W - learning_rate*W_grad',
      'b = b - learning_rate*b_grad',
    ]);
  });

  it('is told as a whole, in English', async () => {
    const { message } = await post({ seed: 0, noisy: true }, 0.7);
    expect(message).toMatchInlineSnapshot(
      `"The hand-written gradient for W is not the derivative of the loss: where the residual is multiplied by X it must be sin(X). At the start it says -13.57 for W where the slope is -5.223. On these data every step multiplies the distance by I − rate·M, where M, the Jacobian of this gradient, has the eigenvalues 1.69 and -0.225: where the eigenvalue is negative (-0.225), every step leads further away, however small the learning rate. No rate works. With the true gradient every rate below 1.9 converges, 1.36 fastest; 0.7 is right: after 20 epochs a thousandth of the way is left. A local minimum is impossible: the model is linear in its parameters and the loss convex, so that there is one valley. Even at the minimum the mean absolute error is 0.842: the stop "mae < 0.001" lies below the noise."`,
    );
  });

  it('and in Korean', async () => {
    const { message, advice } = await post({ seed: 0, noisy: true }, 0.7, 'ko');
    expect(message).toMatchInlineSnapshot(
      `"손으로 쓴 W의 기울기가 손실의 도함수와 다릅니다. 잔차에 X 대신 sin(X)를 곱해야 합니다. 시작점에서 W 방향 기울기는 -5.223인데 -13.57로 계산했습니다. 이 데이터에서는 걸음마다 남은 거리에 I − 학습률·M이 곱해지는데, 이 기울기의 도함수 행렬 M의 고윳값은 1.69, -0.225입니다. 고윳값이 음수인 방향(-0.225)으로는 학습률을 아무리 줄여도 걸음마다 멀어지므로, 맞는 학습률은 없습니다. 정확한 기울기라면 학습률이 1.9보다 작을 때 수렴하고 1.36에서 가장 빠릅니다. 0.7은 알맞은 값이어서 최솟값까지 가는 길의 99.9%를 20에포크 만에 갑니다. 모형이 매개변수에 대해 선형이고 손실이 볼록하므로 골짜기가 하나뿐입니다. 국소 최솟값(local minimum)에 빠질 수 없습니다. 최솟값에서도 평균절대오차는 0.842입니다. 멈춤 조건 "mae < 0.001"은 잡음보다 낮아 채울 수 없습니다."`,
    );
    expect(advice).toMatchInlineSnapshot(
      `"W: mean((prediction - Y_1)*sin(X))로 고치거나 "gradient"를 빼세요. downhill이 식을 정확히 미분합니다."`,
    );
  });
});

describe('other wrong gradients', () => {
  const x = Array.from({ length: 40 }, (_, i) => i / 10);
  const base = { method: 'gd', learningRate: 0.1, epochs: 20 } as const;
  const evidence = (
    formula: string,
    y: readonly number[],
    gradient: Readonly<Record<string, string>>,
    start: Readonly<Record<string, number>>,
  ): Found =>
    fit(formula, { x, y: [...y] }, { ...base, gradient, start }).findings.find(({ code }) => code === 'gradient-wrong')
      ?.evidence as unknown as Found;

  it('that turn in circles have complex eigenvalues, and a limit of 2·Re λ/|λ|²: [[1, 1], [−1, 1]] has 1 ± i and 1', () => {
    // h = M·(p − p̂) with p̂ of the data at zero.
    const found = evidence(
      'y ~ a*x + b',
      x.map(() => 0),
      { a: 'a + b', b: 'b - a' },
      { a: 1, b: 1 },
    );
    expect(found.iterationEigenvalues).toEqual([
      { real: expect.closeTo(1, 9), imaginary: expect.closeTo(1, 9) },
      { real: expect.closeTo(1, 9), imaginary: expect.closeTo(-1, 9) },
    ]);
    expect(found.stableRates?.[1]).toBeCloseTo(1, 9);
  });

  it('that are not affine are judged by their slopes at the minimum: e^a − 1 has 1 at 0, to 1e-6', () => {
    const found = evidence(
      'y ~ a*x',
      x.map(() => 0),
      { a: 'exp(a) - 1' },
      { a: 0.4 },
    );
    expect(found.iterationEigenvalues[0]).toBeCloseTo(1, 6);
    expect(found.endsAtMinimum).toBe(true);
    expect(Math.abs(found.zeroOfWritten.a as number)).toBeLessThan(1e-8);
  });

  it('say nothing of a local minimum where the model is not linear', () => {
    const y = x.map((value) => 3 * Math.exp(-value));
    const found = evidence(
      'y ~ A*exp(-k*x)',
      y,
      { A: 'mean(residual*exp(-k*x))', k: 'mean(residual*A*exp(-k*x))' },
      { A: 1, k: 0.5 },
    );
    expect(found.convex).toBe(false);
  });

  it('suppress the finding of a rate that is too high', () => {
    const { findings } = fit(
      'y ~ a*x + b',
      { x, y: x },
      { ...base, learningRate: 50, gradient: { a: 'mean(residual*x^2)', b: 'mean(residual)' }, start: { a: 0, b: 0 } },
    );
    expect(findings.map(({ code }) => code)).toContain('gradient-wrong');
    expect(findings.map(({ code }) => code)).not.toContain('rate-too-high');
  });
});

describe('a hand-written gradient', () => {
  const x = Array.from({ length: 40 }, (_, i) => i / 4);
  const y = x.map((at, i) => 2 * at + 1 + 0.3 * (((i * 7) % 11) - 5));
  const wrong = (W: string): FindingResult | undefined =>
    fit(
      'y ~ W*x + b',
      { x, y },
      { method: 'gd', learningRate: 0.02, epochs: 200, gradient: { W, b: 'mean(prediction - y)' } },
    ).findings.find(({ code }) => code === 'gradient-wrong');

  it('that is zero nowhere is promised no rate that converges', () => {
    const finding = wrong('mean(abs(prediction - y)*x)');
    expect(finding?.message).toContain('where it says abs(prediction - y) it must be prediction - y');
    expect(finding?.message).not.toContain('even with this gradient');
    expect(finding?.evidence.stableRates).toBeUndefined();
  });

  it('that is not affine has the eigenvalues of where it is zero', () => {
    const finding = wrong('mean((prediction - y)^3*x)');
    const { W, b } = (finding as FindingResult).evidence.zeroOfWritten as { W: number; b: number };
    const residuals = x.map((at, i) => W * at + b - (y[i] as number));
    const mean = (of: (at: number, r: number) => number): number =>
      x.reduce((sum, at, i) => sum + of(at, residuals[i] as number), 0) / x.length;
    expect(Math.abs(mean((at, r) => r ** 3 * at))).toBeLessThan(1e-9);
    const trace = mean((at, r) => 3 * r * r * at * at) + 1;
    const eigenvalues = finding?.evidence.iterationEigenvalues as number[];
    expect(Math.abs(eigenvalues.reduce((sum, one) => sum + one, 0) / trace - 1)).toBeLessThan(1e-6);
  });

  it('that is no number at the start is wrong, and says so', () => {
    const finding = wrong('mean(log(-1 - x))');
    expect(finding?.message).toMatch(/^The hand-written gradient for W is no finite number: at the start it says NaN for W/);
    expect(finding?.advice).toContain('Write W: mean(');
    expect(finding?.evidence.components).toMatchObject([{ parameter: 'W', writtenAtStart: 'NaN' }]);
  });

  it('that is a function and gives NaN too', () => {
    const { findings, outcome } = fit('y ~ W*x + b', { x, y }, { method: 'gd', gradient: () => ({ W: 0, b: Number.NaN }) });
    expect(outcome).toBe('not-finite');
    expect(findings[0]).toMatchObject({ code: 'gradient-wrong', severity: 'error' });
    expect(findings[0]?.message).toContain('for b is no finite number');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit } from '../../src/experiment/fit.js';
import { experiment } from '../../src/experiment/run.js';
import type { Run } from '../../src/experiment/run-result.js';
import { decides } from '../../src/experiment/study/arm.js';
import type { Study } from '../../src/experiment/study/study.js';
import { wilsonInterval } from '../../src/statistics/index.js';

interface NumpyArm {
  readonly successes: number;
  readonly epochs: number | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly W: readonly number[];
  readonly b: readonly number[];
}
interface NumpyStudy {
  readonly rate: number;
  readonly asWritten: boolean;
  readonly wide: number;
  readonly arms: Readonly<Record<'both' | 'start' | 'data', NumpyArm>>;
}
const NUMPY = JSON.parse(readFileSync(new URL('../data/study.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, NumpyStudy>
>;

const NEAR = 'abs(W - 10) < 0.5 and abs(b - 1.5) < 0.5';

/** The post's sine. */
const post = (rate: number, asWritten: boolean, more: object = {}): Promise<Run> =>
  experiment({
    id: 'post',
    seed: 7,
    random: 'numpy',
    data: { rows: 100, columns: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5' } },
    model: 'Y ~ W*sin(X) + b',
    start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
    method: 'gd',
    'learning rate': rate,
    epochs: 200,
    stop: 'mae < 0.001',
    figures: [],
    ...(asWritten ? { gradient: { W: 'mean((prediction - Y) * X)', b: 'mean(prediction - Y)' } } : {}),
    ...more,
  });

const studied = async (run: Promise<Run>): Promise<Study> => (await run).result.study as Study;
const codes = (run: Run): string[] => run.result.findings.map(({ code }) => code);
const relative = (got: number | null | undefined, want: number): number => Math.abs((got as number) - want) / Math.abs(want);

describe('a study', () => {
  for (const [kind, { rate, asWritten, arms, wide }] of Object.entries(NUMPY)) {
    it(`${kind}: has of 20 seeds the successes, epochs and outcomes of NumPy's loop in all three arms, percentiles of W and b within 1e-6`, async () => {
      const study = await studied(post(rate, asWritten, { study: { seeds: 20, success: NEAR } }));
      for (const name of ['both', 'start', 'data'] as const) {
        const got = study.arms[name];
        const want = arms[name];
        expect(got).toMatchObject({
          runs: 20,
          successes: want.successes,
          share: want.successes / 20,
          epochs: want.epochs,
          outcomes: want.outcomes,
        });
        for (const parameter of ['W', 'b'] as const) {
          const { low, median, high } = got?.parameters[parameter] ?? {};
          expect(relative(low, want[parameter][0] as number)).toBeLessThan(1e-6);
          expect(relative(median, want[parameter][1] as number)).toBeLessThan(1e-6);
          expect(relative(high, want[parameter][2] as number)).toBeLessThan(1e-6);
        }
      }
    });

    // 10,000 seeds gave 17.1 %, 100 %, 14.4 % and 0 %.
    const share = { fast: 0.171, 'fast-true': 1, slow: 0.144, 'slow-true': 0 }[kind] as number;
    it(`${kind}: succeeds for ${wide} of 300 seeds, as NumPy's loop, which is ${(100 * share).toFixed(1)}% within 3 standard deviations`, async () => {
      const study = await studied(post(rate, asWritten, { study: { seeds: 300, success: NEAR } }));
      expect(study.arms.both?.successes).toBe(wide);
      expect(Math.abs(wide / 300 - share)).toBeLessThanOrEqual(3 * Math.sqrt((share * (1 - share)) / 300));
    });
  }

  for (const [what, more] of [
    ['set up once for all', {}],
    ['set up one by one, because rows are left out', { where: 'X > 0.5' }],
    [
      'of a curved model, which may end on a saddle',
      { model: 'Y ~ W*sin(b*X)', 'learning rate': 0.01, epochs: 20, stop: 'step < 1e-9' },
    ],
    ['of momentum by minibatches', { method: 'momentum', 'learning rate': 0.05, batch: 30, epochs: 20 }],
    ['of a drawn derived column', { let: { Z: 'Y + normal(0, 1)' }, model: 'Z ~ W*sin(X) + b', epochs: 20 }],
  ] as const)
    it(`has as member k the run with seed s + k to the last bit, runs ${what}`, async () => {
      for (const k of [0, 1, 3]) {
        const { result } = await post(0.3, false, { ...more, seed: 7 + k });
        const [W, b] = [result.parameters.W?.value, result.parameters.b?.value];
        const study = await studied(
          post(0.3, false, {
            ...more,
            study: { seeds: 4, success: `W == ${W} and b == ${b} and epochs == ${result.stop.epochs}` },
          }),
        );
        expect(study.arms.both?.successes).toBe(1);
        // The run itself is in every arm, and no other is.
        expect(study.arms.start?.successes).toBe(k === 0 ? 1 : 0);
        expect(study.arms.data?.successes).toBe(k === 0 ? 1 : 0);
      }
    });

  it('is the same plain data whether its runs are set up once or one by one', async () => {
    const study = { seeds: 6 };
    const once = await studied(post(0.7, true, { study }));
    expect(await studied(post(0.7, true, { study, where: 'X > -1' }))).toEqual(once);
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
  });

  it('of a file varies the start alone, and counts the searches of downhill itself as well', () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => i / 4);
    const y = x.map((t) => Math.sin(2 * t) + 0.01 * Math.cos(7 * t));
    const data = tableFromArrays({ x, y });
    const start = { w: 'uniform(0.5, 5)', a: '1' };
    const options = { method: 'gd', learningRate: 0.01, epochs: 300, start, study: { seeds: 20, success: 'abs(w - 2) < 0.1' } };
    const descents = runFit('y ~ a*sin(w*x)', data, options).result;
    expect(Object.keys(descents.study?.arms ?? {})).toEqual(['start']);
    expect(descents.study).toMatchObject({ decides: 'start', dataShare: null });
    expect(descents.study?.success).toBeGreaterThan(0);
    expect(descents.study?.success).toBeLessThan(0.8);
    expect(descents.findings.map(({ code }) => code)).toContain('irreproducible');
    const searches = runFit('y ~ a*sin(w*x)', data, { study: { seeds: 5, success: 'abs(abs(w) - 2) < 0.1' } }).result;
    expect(searches.study).toMatchObject({ success: 1, decides: 'neither' });
  });

  it('without a criterion counts a stop on the error, and 95% of the way to the lowest loss', async () => {
    // Noise with a standard deviation of 1: mae < 0.001 is never met, and the true gradient is at the minimum long before.
    const noisy = { data: { rows: 100, columns: { X: 'uniform(0, 1) * 10', Y: '10*sin(X) + 1.5 + normal(0, 1)' } } };
    const arrived = await studied(post(0.7, false, { ...noisy, study: { seeds: 10 } }));
    expect(arrived).toMatchObject({ success: 1, decides: 'neither' });
    expect(arrived.criterion).toBe(
      'a stop rule on mae or loss was met, or at least 95% of the way from the start to the lowest loss was made',
    );
    expect((await studied(post(0.01, false, { ...noisy, study: { seeds: 10 } }))).success).toBe(0);
    // The same where the values that made the data are not known: a search tells the lowest loss.
    const unknown = { ...noisy, model: 'Y + 0*X ~ W*sin(X) + b' };
    expect((await studied(post(0.7, false, { ...unknown, study: { seeds: 10 } }))).success).toBe(1);
  });

  it('is left out where the run is cancelled, and says so', async () => {
    let asked = 0;
    const x = Float64Array.from({ length: 20 }, (_, i) => i);
    const run = runFit('y ~ a*x + b', tableFromArrays({ x, y: x }), {
      method: 'gd',
      learningRate: 0.001,
      epochs: 50,
      study: { seeds: 50 },
      cancelled: () => ++asked > 200,
    });
    expect(run.result.study).toBeUndefined();
    expect(run.leftOut).toEqual(['study']);
  });

  it('refuses what it cannot count, with the place in the text', async () => {
    const refused = async (study: object, more: object = {}): Promise<DownhillError> => {
      const error: unknown = await (async () => post(0.7, false, { ...more, study }))().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DownhillError);
      return error as DownhillError;
    };
    expect(await refused({ seeds: 0 })).toMatchObject({
      code: 'value-out-of-range',
      message: 'study.seeds must be an integer from 2 to 1e5, got 0',
    });
    expect((await refused({ seeds: 5, sucess: 'W > 0' })).advice).toBe('did you mean "success"?');
    expect(await refused({ seeds: 5, success: 'abs(V - 10) < 0.5' })).toMatchObject({ code: 'success-name-unknown' });
    expect(await refused({ seeds: 5, success: 'W > 9 and b' })).toMatchObject({
      code: 'success-malformed',
      span: { start: 10, end: 11 },
    });
    // W stands in the text before, in a clause of its own.
    for (const [success, start] of [
      ['W > 9 and W', 10],
      ['b < 2 && W > 9 and W', 19],
      ['abs(W - 1) > 2 and abs(W - 1)', 19],
    ] as const)
      expect(await refused({ seeds: 5, success })).toMatchObject({ span: { start, end: success.length } });
    expect((await refused({ seeds: 5, success: 'W > 9 and b <' })).span?.text).toBe('W > 9 and b <');
    const fixed = { start: { W: 0, b: 0 }, data: { rows: 20, columns: { X: 'index', Y: '2*X' } }, 'learning rate': 0.01 };
    expect(await refused({ seeds: 5 }, fixed)).toMatchObject({ code: 'nothing-drawn' });
  });
});

describe('a study of a program', () => {
  it('whose success is no text is refused as a mistake, not as a TypeError', () => {
    const study = { seeds: 3, success: () => true } as never;
    expect(() => fit('y ~ a*x', { x: [1, 2], y: [1, 2] }, { method: 'gd', start: { a: 'uniform(0, 1)' }, study })).toThrow(
      expect.objectContaining({ code: 'study-malformed', message: expect.stringContaining('must be text, got a function') }),
    );
  });
});

describe('what decides', () => {
  const arms = (both: number, start: number, data: number) =>
    decides({ both: { share: both }, start: { share: start }, data: { share: data } });
  it('is what varies alone: the data, the start, or both where neither has nine tenths of the variance', () => {
    expect(arms(0.17, 1, 0.17)).toEqual({ decides: 'data', dataShare: 1 });
    expect(arms(0.5, 0.5, 1)).toEqual({ decides: 'start', dataShare: 0 });
    expect(arms(0.15, 0.15, 0.05)).toMatchObject({ decides: 'both' });
    expect(arms(0.15, 0.15, 0.05).dataShare).toBeCloseTo(0.0475 / (0.1275 + 0.0475), 12);
    expect(arms(1, 0.98, 0.96)).toMatchObject({ decides: 'neither' });
    expect(arms(0, 0, 0)).toEqual({ decides: 'neither', dataShare: null });
    // Around a run that always succeeds, while others do not: data and start only together.
    expect(arms(0.5, 1, 1)).toEqual({ decides: 'both', dataShare: null });
    expect(decides({ start: { share: 0.4 } })).toEqual({ decides: 'start', dataShare: null });
  });
});

describe('the finding irreproducible', () => {
  it("says by itself, from five seeds of each, that the data decide the post's run at rate 0.7 with its own gradient", async () => {
    const run = await post(0.7, true);
    const found = run.result.findings.find(({ code }) => code === 'irreproducible');
    expect(found?.severity).toBe('warning');
    expect(found?.evidence).toMatchObject({ decides: 'data', start: { successes: 5, runs: 5 }, data: { runs: 5 } });
    expect(found?.message).toContain('The data decide');
    expect(run.result.study).toBeUndefined();
    const korean = await post(0.7, true, { lang: 'ko' });
    expect(korean.result.findings.map(({ message }) => message).join()).toContain('결과를 가르는 것은 데이터입니다');
  });

  it('does not fire on parabolas descended by their own gradient, arrived or not, too fast or not, or by a multiple of it', async () => {
    for (const rate of [0.7, 0.01, 1.9, 2.5]) expect(codes(await post(rate, false))).not.toContain('irreproducible');
    const doubled = { gradient: { W: '2*mean((prediction - Y)*sin(X))', b: '2*mean(prediction - Y)' } };
    expect(codes(await post(0.35, false, doubled))).not.toContain('irreproducible');
  });

  it('does not fire where downhill finds the rate or the answer itself, nor on curved models that always arrive', async () => {
    expect(codes(await post(0.7, false, { 'learning rate': 'auto' }))).not.toContain('irreproducible');
    const decay = {
      data: { rows: 50, columns: { X: 'uniform(0, 5)', Y: '3*exp(-0.7*X) + normal(0, 0.05)' } },
      model: 'Y ~ W*exp(-b*X)',
      start: { W: 'uniform(2, 4)', b: 'uniform(0.4, 1)' },
      epochs: 200,
      'learning rate': 0.3,
    };
    const { stop: _, ...quiet } = { stop: '', ...decay };
    expect(codes(await post(0.3, false, quiet))).not.toContain('irreproducible');
  });

  it('fires where a curved model has several minima and the start decides between them', async () => {
    const waves = {
      seed: 1,
      data: { rows: 40, columns: { X: 'index/4', Y: 'sin(2*X)' } },
      model: 'Y ~ W*sin(b*X)',
      start: { W: '1', b: 'uniform(1, 3)' },
      epochs: 400,
    };
    const { result } = await post(0.02, false, waves);
    const found = result.findings.find(({ code }) => code === 'irreproducible');
    expect(found?.evidence).toMatchObject({ decides: 'start' });
  });
});

describe('the interval of Wilson', () => {
  it('is that of statsmodels 0.15 (proportion_confint, wilson) within 1e-14', () => {
    for (const [successes, trials, level, low, high] of [
      [0, 10, 0.95, 0, 0.27753279986288926],
      [10, 10, 0.95, 0.7224672001371106, 1],
      [171, 1000, 0.95, 0.14893385518054872, 0.19558415190294662],
      [1, 5, 0.95, 0.036224108632430196, 0.6244653702374748],
      [3, 7, 0.9, 0.186443190363956, 0.7105229089864071],
      [1, 2, 0.99, 0.06171307677810173, 0.9382869232218982],
    ] as const) {
      const got = wilsonInterval(successes, trials, level);
      expect(Math.abs(got[0] - low)).toBeLessThan(1e-14);
      expect(Math.abs(got[1] - high)).toBeLessThan(1e-14);
    }
  });
});

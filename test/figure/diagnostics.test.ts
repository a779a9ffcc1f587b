import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { areaBetween } from '../../src/figure/area.js';
import type { Chart, FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { cookContour } from '../../src/figure/cook-contour.js';
import { inTheme } from '../../src/figure/dark.js';
import { textsOf } from '../../src/figure/glyphs.js';
import { monotoneCubic } from '../../src/figure/monotone-cubic.js';
import { fromOklab, toOklab } from '../../src/figure/oklab.js';
import { normalEnvelope, normalScores, quartileLine } from '../../src/figure/quantile-line.js';
import type { Mark, Scene } from '../../src/figure/scene.js';
import { contrast, LOOKS } from '../../src/figure/theme.js';
import { pixels } from '../../src/node/raster.js';
import { carbonDioxide, enzyme, noisySine, oneRow, outliers, plane, wave } from './sources.js';

const chart = (name: string): Chart => CHARTS.find((row) => row.name === name) as Chart;
const roles = (scene: Scene, role: string): Mark[] => scene.marks.filter((mark) => mark.role === role);
const points = (scene: Scene, role: string): number =>
  roles(scene, role).reduce((sum, mark) => sum + (mark.kind === 'points' ? mark.xs.length : 0), 0);
const without = (source: FigureSource, ...keys: (keyof FigureSource)[]): FigureSource =>
  Object.fromEntries(
    Object.entries(source).filter(([key]) => !keys.includes(key as keyof FigureSource)),
  ) as unknown as FigureSource;

interface Order {
  readonly rows: number;
  readonly scores: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** By scripts/vectors/row-influence.py: SciPy. */
const { order: ORDER } = JSON.parse(readFileSync(new URL('../data/row-influence.json', import.meta.url), 'utf8')) as {
  order: Order[];
};

describe('the bands of the fit', () => {
  it('are that of the curve unless something else is asked for, and lie below the points', () => {
    const scene = chart('fit').draw(enzyme('en'), {});
    expect([roles(scene, 'confidence-band').length, roles(scene, 'prediction-band').length]).toEqual([1, 0]);
    const at = (role: string): number => scene.marks.findIndex((mark) => mark.role === role);
    expect(at('grid')).toBeLessThan(at('confidence-band'));
    expect(at('confidence-band')).toBeLessThan(at('observed'));
    expect(textsOf(scene)).toContain('95% confidence band of the curve');
    expect(scene.description).toMatch(/95% confidence band between [\d.]+ and [\d.]+ wide/);
  });

  it('are as many as asked for, the wider one below, named in both languages with their level', () => {
    const both = chart('fit').draw(outliers('ko'), { band: 'both', level: 0.9 });
    const order = both.marks.map((mark) => mark.role).filter((role) => role?.endsWith('-band'));
    expect(order).toEqual(['prediction-band', 'confidence-band']);
    expect(textsOf(both)).toEqual(expect.arrayContaining(['곡선의 90% 신뢰대', '새 관측값의 90% 예측대']));
    expect(roles(chart('fit').draw(outliers('en'), { band: 'none' }), 'confidence-band')).toEqual([]);
  });

  it('that do not exist are left out without a word, and with one where they were asked for', () => {
    const bare = { ...enzyme('en'), bands: () => null };
    expect(textsOf(chart('fit').draw(bare, {})).join()).not.toContain('band');
    expect(textsOf(chart('fit').draw(bare, { band: 'both' })).join()).toContain('no band: the fit has no standard errors');
    const made = enzyme('en').bands as NonNullable<FigureSource['bands']>;
    const likelihood: FigureSource = {
      ...enzyme('en'),
      bands: (xs, level) => ({
        confidence: (made(xs, level) as NonNullable<ReturnType<typeof made>>).confidence,
        prediction: null,
      }),
    };
    const scene = chart('fit').draw(likelihood, { band: 'both' });
    expect(roles(scene, 'confidence-band')).toHaveLength(1);
    expect(textsOf(scene).join()).toContain('no band of new observations');
  });

  it('that are a thousand times as wide as the data do not make the data small', () => {
    const source = enzyme('en');
    const wide: FigureSource = {
      ...source,
      bands: (xs) => ({
        confidence: { lower: xs.map((x) => -1e5 * x), upper: xs.map((x) => 1e5 * x) },
        prediction: null,
      }),
    };
    const [low, high] = (chart('fit').draw(wide, {}).plot as NonNullable<Scene['plot']>).yAxis.domain;
    expect(high - low).toBeLessThan(2 * 160);
  });

  it('areas are cut where they leave the box: at 10 of 20', () => {
    const box = { left: 0, top: 0, right: 100, bottom: 10 };
    expect(areaBetween([0, 20], [0, 0], [0, 20], box)).toBe('M0 0L10 10L20 10L20 0L0 0Z');
    expect(areaBetween([0, 10, 20, 30], [1, Number.NaN, 1, 1], [5, 5, 5, 5], box)).toBe('M20 5L30 5L30 1L20 1Z');
  });
});

describe('normal quantiles', () => {
  for (const { rows, scores, lower, upper } of ORDER)
    it(`of ${rows} ordered values and their 95% envelope are those of SciPy, to 1e-12`, () => {
      const envelope = normalEnvelope(rows, 0.95);
      expect(envelope.at).toEqual(scores.map((_, i) => i));
      for (let i = 0; i < rows; i++) {
        expect(Math.abs((normalScores(rows)[i] as number) - (scores[i] as number))).toBeLessThan(1e-12);
        expect(Math.abs((envelope.lower[i] as number) - (lower[i] as number))).toBeLessThan(1e-12);
        expect(Math.abs((envelope.upper[i] as number) - (upper[i] as number))).toBeLessThan(1e-12);
      }
    });

  it('the line through the quartiles of 1, 2, 3, 4, 100 goes through 2 and 4', () => {
    const { intercept, slope } = quartileLine(Float64Array.of(1, 2, 3, 4, 100));
    expect(intercept).toBe(3);
    expect(slope).toBeCloseTo(1 / 0.6744897501960817, 12);
  });

  it('of a million rows have an envelope of at most 122 places, from the first to the last, each as far from both ends', () => {
    const { at, lower, upper } = normalEnvelope(1e6, 0.95);
    expect([at[0], at.at(-1)]).toEqual([0, 999_999]);
    expect(at.length).toBeLessThanOrEqual(122);
    expect(at.every((i, k) => i + (at.at(-1 - k) as number) === 999_999 && (k === 0 || i > (at[k - 1] as number)))).toBe(true);
    expect(lower.every((low, k) => low < (upper[k] as number))).toBe(true);
  });

  it('about one of twenty values of a normal sample lies outside: 0 of 100 of the noisy sine, and two strangers are named', () => {
    expect(chart('qq').draw(noisySine('en'), {}).description).toContain('0 of 100 rows outside');
    const scene = chart('qq').draw({ ...outliers('en'), rowNumbers: Array.from({ length: 30 }, (_, i) => 100 + i) }, {});
    expect(textsOf(scene)).toContain('128');
    expect(points(scene, 'observed') + points(scene, 'outlier')).toBe(30);
  });

  it('of counts are shown with a warning', () => {
    expect(textsOf(chart('qq').draw({ ...outliers('en'), likelihood: true }, {})).join()).toContain('they need not be normal');
  });
});

describe('influence', () => {
  it('contours are where Cook’s distance has their value, to 1e-12', () => {
    const { hs, ts } = cookContour(0.5, 3, 20, [0, 0.9]);
    hs.forEach((h, i) => {
      // From studentized with s without the row back to s of all rows.
      const t = ts[i] as number;
      const squared = (20 * t * t) / (19 + t * t);
      expect(Math.abs((squared * h) / (3 * (1 - h)) - 0.5)).toBeLessThan(1e-12);
    });
    expect(hs.length).toBeGreaterThan(100);
    const known = cookContour(1, 2, null, [0, 0.5]);
    expect(known.end).toBeCloseTo(Math.sqrt(2), 12);
  });

  it('marks and names the row that the fit hangs on', () => {
    const scene = chart('leverage').draw(outliers('en'), {});
    expect(points(scene, 'outlier')).toBe(1);
    expect(textsOf(scene)).toContain('29');
    expect(scene.description).toMatch(/largest Cook’s distance [\d.]+ \(row 29\); 1 above 0\.5/);
  });

  it('without studentized residuals shows standardised ones', () => {
    const { plot } = chart('leverage').draw(without(enzyme('en'), 'studentized'), {});
    expect(plot?.yAxis.label).toContain('standardised residual');
  });
});

describe('profiles', () => {
  it('meet their limits where they were made to: estimate ± se·(2 ± 0.28), to four digits', () => {
    const source = enzyme('en');
    const [estimate] = source.point as unknown as [number];
    const se = 0.08 * estimate + 0.01;
    const { description } = chart('profile').draw(source, {});
    const [, low, high] = /V [\d.]+ with 95% limits \[([\d.]+), ([\d.]+)\]/.exec(description) as RegExpExecArray;
    expect(Number(low)).toBeCloseTo(estimate - se * 1.72, 1);
    expect(Number(high)).toBeCloseTo(estimate + se * 2.28, 1);
  });

  it('of a parameter that is asked for stand alone, and say of how many', () => {
    const scene = chart('profile').draw(carbonDioxide('en'), { names: ['c'] });
    expect(roles(scene, 'curve')).toHaveLength(1);
    expect(textsOf(scene).join()).toContain('1 of 5 parameters');
  });

  it('that do not reach a limit say … for it', () => {
    const source = enzyme('en');
    const profile = (source.profiles?.() ?? [])[0] as NonNullable<ReturnType<NonNullable<FigureSource['profiles']>>>[number];
    const half = { ...profile, values: profile.values.slice(0, 12), tau: profile.tau.slice(0, 12) };
    expect(chart('profile').draw({ ...source, profiles: () => [half] }, {}).description).toMatch(/limits \[[\d.]+, …\]/);
  });

  it('are drawn through their points without a bump between: rising points give a rising curve', () => {
    const [xs, ys] = [
      [0, 1, 2, 3, 4, 10],
      [0, 0.1, 5, 5.1, 5.2, 40],
    ];
    const curve = monotoneCubic(xs as number[], ys as number[]);
    for (const [i, x] of (xs as number[]).entries()) expect(curve(x)).toBeCloseTo(ys?.[i] as number, 12);
    for (let x = 0.01; x <= 10; x += 0.01) expect(curve(x)).toBeGreaterThanOrEqual(curve(x - 0.01));
    expect(curve(-1)).toBeNaN();
  });
});

describe('minima', () => {
  it('stand at their loss above the best, as high as searches ended there', () => {
    const scene = chart('minima').draw(wave('en'), {});
    expect(roles(scene, 'stem')).toHaveLength(4);
    expect(textsOf(scene)).toEqual(expect.arrayContaining(['best 0.061', '0.413', '0.92', '1.31', '0']));
    expect(textsOf(scene).join()).toContain('23 of 49 searches ended in the best minimum');
    expect(textsOf(scene).join()).toContain('1 found none');
  });

  it('that look alike are told by their difference', () => {
    const point = new Float64Array(1);
    const minima = [
      { loss: 0.5, count: 3, point },
      { loss: 0.5 + 1e-7, count: 2, point },
    ];
    expect(textsOf(chart('minima').draw({ ...wave('en'), minima }, {}))).toContain('+10⁻⁷');
  });
});

describe('what a run does not have', () => {
  const missing: readonly (readonly [string, (keyof FigureSource)[]])[] = [
    ['qq', ['standardized']],
    ['leverage', ['leverage']],
    ['leverage', ['cook']],
    ['profile', ['profiles']],
    ['minima', ['minima']],
  ];
  for (const [name, keys] of missing)
    it(`${name} without ${keys.join()} is an error with advice`, () => {
      try {
        chart(name).draw(without(enzyme('en'), ...keys), {});
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(DownhillError);
        const { code, advice, place } = error as DownhillError;
        expect([code, place]).toEqual(['figure-without-data', name]);
        expect(advice).not.toBe('');
      }
    });
});

describe('on a dark page', () => {
  const PICTURES: readonly (readonly [string, FigureSource])[] = CHARTS.flatMap((row) =>
    [enzyme('ko'), plane('en'), oneRow('en')].map((source) => [row.name, source] as const),
  );

  it('all letters have a contrast of at least 4.5, those of a landscape on their halo', () => {
    for (const [name, source] of PICTURES) {
      const scene = inTheme(chart(name).draw(source, {}), 'dark');
      for (const mark of scene.marks)
        if (mark.kind === 'text')
          expect(contrast(mark.fill ?? '#1f2933', mark.halo ?? scene.background), `${name}: ${mark.text}`).toBeGreaterThanOrEqual(
            4.5,
          );
    }
  });

  it('lines and points in the colours of the palette have a contrast of at least 3 (WCAG 2.2 SC 1.4.11)', () => {
    const marks = LOOKS.map(({ colour }): Mark => ({ kind: 'rect', x: 0, y: 0, width: 1, height: 1, fill: colour }));
    const scene = inTheme({ ...chart('data').draw(oneRow('en'), {}), marks }, 'dark');
    for (const mark of scene.marks) expect(contrast(mark.fill as string, scene.background)).toBeGreaterThanOrEqual(3);
  });

  it('places, texts and number of marks are the same', () => {
    for (const [name, source] of PICTURES) {
      const light = chart(name).draw(source, {});
      const dark = inTheme(light, 'dark');
      expect(textsOf(dark)).toEqual(textsOf(light));
      expect(dark.marks.map(({ kind, role }) => [kind, role])).toEqual(light.marks.map(({ kind, role }) => [kind, role]));
    }
    const light = chart('fit').draw(enzyme('en'), {});
    expect(inTheme(light, 'light')).toBe(light);
  });

  it('the page is dark in PNG too, and a raster of points is light', async () => {
    const many = {
      ...noisySine('en', 5, 10),
      abscissa: { name: 'X', values: Float64Array.from({ length: 30_000 }, (_, i) => i % 173) },
    };
    const source = { ...many, observed: many.abscissa.values.map((x, i) => x + (i % 31)) };
    const scene = inTheme(chart('data').draw(source, {}), 'dark');
    const { data } = await pixels(scene, { scale: 1 });
    expect([...data.subarray(0, 3)]).toEqual([0x14, 0x18, 0x1f]);
    const raster = scene.marks.find((mark) => mark.kind === 'raster');
    const at = raster?.kind === 'raster' ? raster.pixels.findIndex((alpha, i) => i % 4 === 3 && alpha > 0) : -1;
    expect(raster?.kind === 'raster' && [...raster.pixels.subarray(at - 3, at)]).toEqual([0x4e, 0xa8, 0xe6]);
  });

  it('Oklab is there and back again to the same bytes, white is 1 and black 0', () => {
    for (const colour of ['#000000', '#ffffff', '#0072b2', '#d55e00', '#123456', '#fedcba'])
      expect(fromOklab(toOklab(colour))).toBe(colour);
    expect(toOklab('#ffffff').lightness).toBeCloseTo(1, 6);
    // Ottosson's own table: sRGB red.
    const { lightness, a, b } = toOklab('#ff0000');
    expect([lightness, a, b].map((x) => Number(x.toFixed(3)))).toEqual([0.628, 0.225, 0.126]);
  });
});

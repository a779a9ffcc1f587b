import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/base/text.js';
import type { Chart, ChartOptions, FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { glyphNote, textsOf } from '../../src/figure/glyphs.js';
import type { Plot, Scene } from '../../src/figure/scene.js';
import { svg } from '../../src/figure/svg.js';
import { overlaps, textBoxes } from './geometry.js';
import { carbonDioxide, diverging, enzyme, noisySine, oneRow, outliers, plane, responses, slope, wave } from './sources.js';

const SOURCES = { noisySine, diverging, wave, carbonDioxide, slope, plane, oneRow, enzyme, outliers, responses };
const OPTIONS: Readonly<Record<string, ChartOptions>> = { fit: { every: 20 } };
const chart = (name: string): Chart => CHARTS.find((row) => row.name === name) as Chart;

/** One source per shape and language; landscapes of many rows are drawn once, because their losses take time. */
const DRAWN: { readonly title: string; readonly source: FigureSource; readonly scene: Scene; readonly chart: Chart }[] = [];
for (const [name, make] of Object.entries(SOURCES))
  for (const lang of LANGUAGES) {
    const source = make(lang);
    for (const row of CHARTS) {
      if (row.name === 'landscape' && name === 'carbonDioxide') continue;
      DRAWN.push({
        title: `${name}, ${row.name}, ${lang}`,
        source,
        scene: row.draw(source, OPTIONS[row.name] ?? {}),
        chart: row,
      });
    }
  }

describe('every chart', () => {
  for (const row of CHARTS)
    it(`${row.name} says what it is in both languages`, () => {
      for (const lang of LANGUAGES) {
        expect(row.title[lang]).not.toBe('');
        expect(row.summary[lang]).not.toBe('');
        for (const option of Object.values(row.options)) expect(option.title[lang]).not.toBe('');
      }
      expect(Object.values(row.options).filter((option) => option.bare).length).toBeLessThanOrEqual(1);
    });

  for (const { title, scene, source } of DRAWN) {
    it(`${title}: no text touches another one or leaves the sheet`, () => {
      const boxes = textBoxes(scene);
      for (const box of boxes) {
        expect(box.left, box.text).toBeGreaterThanOrEqual(0);
        expect(box.right, box.text).toBeLessThanOrEqual(scene.width);
        expect(box.top, box.text).toBeGreaterThanOrEqual(0);
        expect(box.bottom, box.text).toBeLessThanOrEqual(scene.height);
      }
      expect(
        boxes.flatMap((a, i) =>
          boxes
            .slice(i + 1)
            .filter((b) => overlaps(a, b))
            .map((b) => `${a.text} × ${b.text}`),
        ),
      ).toEqual([]);
    });

    it(`${title}: all letters are in the shipped fonts, and a minus is −`, () => {
      expect(glyphNote(scene)).toBeNull();
      expect(textsOf(scene).filter((text) => /(^|[\s(,])-\d/.test(text))).toEqual([]);
    });

    it(`${title}: has a title, a description with numbers, and its language`, () => {
      expect(scene.title.length).toBeGreaterThan(3);
      expect(scene.description).toMatch(/\d/);
      expect(scene.description).not.toMatch(/NaN|undefined|Infinity/);
      expect(/[가-힣]/.test((scene.title + scene.description).replaceAll(/생산량|시간/g, ''))).toBe(source.lang === 'ko');
    });
  }
});

/** Drawn pictures as text, to be looked at. `UPDATE_GOLDEN=1 npx vitest run test/figure` writes them anew. */
describe('golden pictures', () => {
  const golden: readonly (readonly [string, string, FigureSource, ChartOptions])[] = [
    ['data', 'data', noisySine('en'), {}],
    ['fit-every-20', 'fit', noisySine('ko'), { every: 20 }],
    ['fit-diverged', 'fit', diverging('en'), { every: 20 }],
    ['fit-points', 'fit', plane('en'), {}],
    ['loss', 'loss', noisySine('en'), {}],
    ['loss-and-mae', 'loss', wave('ko'), { mae: true }],
    ['parameters', 'parameters', wave('en'), {}],
    ['parameters-panels', 'parameters', carbonDioxide('ko'), {}],
    ['parameters-diverged', 'parameters', diverging('ko'), {}],
    ['landscape', 'landscape', wave('ko'), { x: 'a', y: 'ω' }],
    ['landscape-diverged', 'landscape', diverging('en'), {}],
    ['landscape-of-one', 'landscape', slope('ko'), {}],
    ['residuals', 'residuals', noisySine('en'), {}],
    ['residuals-fitted', 'residuals', noisySine('ko'), { against: 'fitted' }],
    ['fit-responses', 'fit', responses('ko'), { every: 20 }],
    ['residuals-responses', 'residuals', responses('en'), {}],
    ['compare-responses', 'compare', responses('en'), { names: ['Y_1', 'Y', 'prediction'] }],
    ['compare', 'compare', noisySine('ko'), { names: ['Y', 'Y_1', 'prediction'] }],
    ['fit-band', 'fit', enzyme('en'), {}],
    ['fit-bands', 'fit', outliers('ko'), { band: 'both' }],
    ['qq', 'qq', noisySine('en'), {}],
    ['qq-outliers', 'qq', outliers('ko'), {}],
    ['leverage', 'leverage', enzyme('ko'), {}],
    ['leverage-outliers', 'leverage', outliers('en'), {}],
    ['profile', 'profile', enzyme('en'), {}],
    ['profile-five', 'profile', carbonDioxide('ko'), {}],
    ['minima', 'minima', wave('en'), {}],
  ];
  for (const [file, name, source, options] of golden)
    it(`${file} is drawn as it was`, () => {
      const path = join(import.meta.dirname, 'golden', `${file}.svg`);
      const drawn = svg(chart(name).draw(source, options));
      if (process.env.UPDATE_GOLDEN || !existsSync(path)) writeFileSync(path, drawn);
      expect(drawn).toBe(readFileSync(path, 'utf8'));
    });
});

describe('what the charts say', () => {
  const roles = (scene: Scene, role: string): number => scene.marks.filter((mark) => mark.role === role).length;
  const plotOf = (scene: Scene): Plot => scene.plot as Plot;
  const texts = (scene: Scene): string => textsOf(scene).join('\n');

  it('fit draws a curve per 20 epochs, from 0 on, and the true curve', () => {
    const scene = chart('fit').draw(noisySine('en'), { every: 20 });
    expect([roles(scene, 'snapshot'), roles(scene, 'truth'), roles(scene, 'curve')]).toEqual([11, 1, 1]);
  });

  it('several responses have a panel each, and all of it is drawn inside of a panel', () => {
    for (const name of ['data', 'fit', 'residuals']) {
      const scene = chart(name).draw(responses('en'), {});
      expect(roles(scene, 'axis'), name).toBe(3);
      expect(roles(scene, 'observed'), name).toBe(3);
      expect(
        scene.marks.some((mark) => 'clip' in mark && mark.clip),
        name,
      ).toBe(false);
    }
    const fitted = chart('fit').draw(responses('en'), {});
    expect([roles(fitted, 'curve'), roles(fitted, 'truth'), roles(fitted, 'predicted')]).toEqual([2, 2, 1]);
  });

  it('fit with more than 24 curves draws fewer and says so', () => {
    const scene = chart('fit').draw(noisySine('en'), { every: 1 });
    expect(roles(scene, 'snapshot')).toBeLessThanOrEqual(25);
    expect(texts(scene)).toContain('every 9 instead of 1 epochs');
  });

  it('fit of a diverged run keeps the data large and says how far the curve goes', () => {
    const scene = chart('fit').draw(diverging('ko'), {});
    const [low, high] = plotOf(scene).yAxis.domain;
    expect(high - low).toBeLessThan(50);
    expect(texts(scene)).toMatch(/곡선이 그림을 벗어남 \(204,000까지\)/);
  });

  it('landscape of a diverged run shows where it leaves and at which epoch', () => {
    const source = diverging('en');
    const scene = chart('landscape').draw(source, {});
    expect(roles(scene, 'exit')).toBe(1);
    const epoch = Number(/leaves the picture at epoch (\d+)/.exec(texts(scene))?.[1]);
    const [low, high] = plotOf(scene).xAxis.domain;
    const w = source.trace.values[0] as Float64Array;
    expect(w[epoch - 1] as number).toBeGreaterThan(low);
    expect((w[epoch] as number) < low || (w[epoch] as number) > high || epoch === 0).toBe(true);
  });

  it('landscape draws the parameters that it is asked for, and names the nearest where there is none', () => {
    const scene = chart('landscape').draw(wave('en'), { x: 'ω', y: 'a' });
    expect([scene.plot?.xAxis.label, scene.plot?.yAxis.label]).toEqual(['ω', 'a']);
    expect(() => chart('landscape').draw(noisySine('en'), { x: 'w' })).toThrow(/parameter "w"/);
  });

  it('parameters of very different size get panels of their own', () => {
    const scene = chart('parameters').draw(carbonDioxide('en'), {});
    expect(textsOf(scene)).toEqual(expect.arrayContaining(['a', 'b', 'c', 'A', 'B']));
    expect(roles(scene, 'axis')).toBe(5);
  });

  it('parameters of a diverged run stand on an axis that is logarithmic to both sides', () => {
    const scene = chart('parameters').draw(diverging('en'), {});
    expect(scene.plot?.yAxis.scale).toBe('symlog');
    expect(scene.plot?.yAxis.ticks.map((tick) => tick.text)).toContain('0');
  });

  it('more than 500 epochs stand on a logarithmic axis that has epoch 0', () => {
    const { xAxis } = plotOf(chart('loss').draw(wave('en'), {}));
    expect(xAxis.scale).toBe('symlog');
    expect(xAxis.ticks.map((tick) => tick.text)).toEqual(['0', '1', '10', '100', '10³']);
    expect(chart('loss').draw(wave('en'), { epochs: 'linear' }).plot?.xAxis.ticks.at(-1)?.text).toBe('1,000');
  });

  it('a loss of exactly 0 is on the picture, at a tick of its own', () => {
    const source = noisySine('en');
    const loss = source.trace.loss.map((value, i) => (i > 150 ? 0 : value));
    const scene = chart('loss').draw({ ...source, trace: { ...source.trace, loss } }, {});
    expect(scene.plot?.yAxis.ticks[0]?.text).toBe('0');
    expect(texts(scene)).toContain('a loss of exactly 0 is drawn at the bottom');
  });

  it('errors that are known at some epochs only are points, and no line goes through what is not known', () => {
    const source = wave('en');
    const known = [0, 1, 8, source.trace.length - 1];
    const mae = source.trace.mae.map((value, i) => (known.includes(i) ? value : Number.NaN));
    const scene = chart('loss').draw({ ...source, trace: { ...source.trace, mae, sparseMae: true } }, { mae: true });
    expect(roles(scene, 'curve')).toBe(1);
    const [points] = scene.marks.filter((mark) => mark.role === 'point');
    expect(points?.kind === 'points' ? points.xs.length : 0).toBe(known.length);
    expect(svg(scene)).not.toMatch(/NaN/);
  });

  it('losses below 0 stand on a linear axis', () => {
    const source = noisySine('en');
    const scene = chart('loss').draw(
      { ...source, trace: { ...source.trace, loss: source.trace.loss.map((value) => value - 5) } },
      {},
    );
    expect(scene.plot?.yAxis.scale).toBe('linear');
  });

  it('a spike of one epoch among 20,000 reaches its height', () => {
    const source = noisySine('en');
    const length = 20_000;
    const loss = Float64Array.from({ length }, (_, i) => (i === 12_345 ? 900 : 1 + 1 / (1 + i)));
    const trace = { ...source.trace, length, epoch: loss.map((_, i) => i), loss };
    const scene = chart('loss').draw({ ...source, trace }, { epochs: 'linear' });
    const curve = scene.marks.find((mark) => mark.role === 'curve');
    const heights = [...(curve?.kind === 'path' ? curve.d : '').matchAll(/ (-?[\d.]+)/g)].map((match) => Number(match[1]));
    const { plot } = scene;
    const top = Math.min(...heights);
    expect(plot?.yAxis.domain[1]).toBeGreaterThan(900);
    expect(top).toBeLessThan((plot?.y ?? 0) + (plot?.height ?? 0) * 0.1);
    expect(heights.length).toBeLessThan(4000);
  });

  it('compare names the nearest column where there is none', () => {
    expect(() => chart('compare').draw(noisySine('en'), { names: ['Y_2', 'prediction'] })).toThrow(/column "Y_2"/);
  });

  it('residuals count those outside of two root mean squares', () => {
    const source = noisySine('en');
    const rms = Math.sqrt(source.residuals.reduce((sum, r) => sum + r * r, 0) / source.residuals.length);
    const outside = source.residuals.filter((r) => Math.abs(r) > 2 * rms).length;
    expect(chart('residuals').draw(source, {}).description).toContain(`${outside} lie outside`);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedSvg, descentFrames } from '../../src/figure/animation.js';
import type { FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { svg } from '../../src/figure/svg.js';
import { terminalPlot } from '../../src/figure/terminal.js';
import { anyRun } from './any-run.js';
import { overlaps, textBoxes } from './geometry.js';
import { chance, noisySine } from './sources.js';
import { checkXml } from './xml.js';

/** Numbers that no renderer reads, in attributes: words may say NaN. */
const unreadable = (text: string): string | undefined =>
  [...text.matchAll(/="([^"]*)"/g)]
    .map((match) => match[1] as string)
    .find((value) => /NaN|Infinity|undefined|(?:^|[\sMLVH;])-?[\d.]+e[+-]?\d/.test(value))
    ?.slice(0, 200);

describe('whatever a run holds (NaN, ±∞, 1e308, zeros, one row, one epoch, constant columns)', () => {
  for (const chart of CHARTS)
    it(`${chart.name} is drawn: well-formed, finite, no texts on each other`, () => {
      fc.assert(
        fc.property(
          anyRun,
          fc.constantFrom({}, { every: 1 }, { epochs: 'log' }, { mae: true }, { against: 'fitted' }, { band: 'both' }),
          (source, options) => {
            const scene = chart.draw(source, options);
            const text = svg(scene);
            checkXml(text);
            expect(unreadable(text)).toBeUndefined();
            const boxes = textBoxes(scene);
            const touching = boxes.flatMap((a, i) =>
              boxes
                .slice(i + 1)
                .filter((b) => overlaps(a, b))
                .map((b) => `${a.text} × ${b.text}`),
            );
            expect(touching).toEqual([]);
          },
        ),
        { seed: 11, endOnFailure: true, numRuns: chart.name === 'landscape' ? 15 : 100 },
      );
    });

  it('the animation is made', () => {
    fc.assert(
      fc.property(anyRun, (source) => {
        const text = animatedSvg(source);
        checkXml(text);
        expect(unreadable(text)).toBeUndefined();
        const frames = descentFrames(source, { frames: 5 });
        expect(frames.length).toBeGreaterThanOrEqual(1);
        expect(frames.length).toBeLessThanOrEqual(5);
      }),
      { seed: 12, endOnFailure: true, numRuns: 40 },
    );
  });

  it('the terminal plot is made', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 30 }), (source, columns, rows) => {
        expect(terminalPlot(source, { columns, rows })).not.toMatch(/undefined/);
      }),
      { seed: 13, endOnFailure: true, numRuns: 100 },
    );
  });
});

describe('many points', () => {
  const many = (rows: number): FigureSource => {
    const { uniform, normal } = chance(2);
    const values = Float64Array.from({ length: rows }, () => uniform());
    const observed = values.map((x) => x + 0.1 * normal());
    const source = noisySine('en', 5, 10);
    return {
      ...source,
      abscissa: { name: 'X', values },
      observed,
      predicted: values,
      residuals: values.map((x, i) => x - (observed[i] as number)),
      columns: new Map([
        ['X', values],
        ['Y_1', observed],
      ]),
    };
  };
  const kinds = (source: FigureSource, name: string): string[] =>
    (CHARTS.find((chart) => chart.name === name) as (typeof CHARTS)[number])
      .draw(source, {})
      .marks.filter((mark) => ['observed', 'Y_1', 'prediction'].includes(mark.role ?? ''))
      .map((mark) => mark.kind);

  it('2,000 are circles, 20,000 one path, 100,000 a raster', () => {
    const text = (rows: number): string =>
      svg((CHARTS.find((chart) => chart.name === 'data') as (typeof CHARTS)[number]).draw(many(rows), {}));
    expect(text(2000).match(/<circle/g)?.length).toBe(2000);
    expect(text(20_000)).not.toContain('<circle');
    expect(text(20_000).match(/h0/g)?.length).toBe(20_000);
    expect(text(100_000)).toContain('<image');
  });

  it('100,000 make SVGs below 250 kB in every chart that draws rows', () => {
    const source = many(100_000);
    for (const name of ['data', 'residuals', 'compare']) {
      expect(new Set(kinds(source, name))).toEqual(new Set(['raster']));
      const text = svg((CHARTS.find((chart) => chart.name === name) as (typeof CHARTS)[number]).draw(source, {}));
      expect(text.length / (name === 'compare' ? 2 : 1)).toBeLessThan(250_000);
    }
  });
});

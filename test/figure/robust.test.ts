import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedSvg, descentFrames } from '../../src/figure/animation.js';
import type { FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { svg } from '../../src/figure/svg.js';
import { terminalPlot } from '../../src/figure/terminal.js';
import { overlaps, textBoxes } from './geometry.js';
import { chance, noisySine, traceOf } from './sources.js';
import { checkXml } from './xml.js';

const special = fc.constantFrom(
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e12,
  -1e12,
  1e300,
  -1.7e308,
  5e-324,
  1e-300,
  1958,
  0.1,
);
const value = fc.oneof(
  { weight: 2, arbitrary: special },
  { weight: 3, arbitrary: fc.double() },
  { weight: 3, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
);
const column = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(
      fc.array(value, { minLength: length, maxLength: length }),
      value.map((v) => Array.from({ length }, () => v)),
    )
    .map((values) => Float64Array.from(values));

const run: fc.Arbitrary<FigureSource> = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    epochs: fc.integer({ min: 1, max: 30 }),
    count: fc.integer({ min: 1, max: 4 }),
    curved: fc.boolean(),
    lang: fc.constantFrom('en' as const, 'ko' as const),
    known: fc.boolean(),
  })
  .chain(({ rows, epochs, count, curved, lang, known }) =>
    fc
      .record({
        xs: column(rows),
        observed: column(rows),
        predicted: column(rows),
        loss: column(epochs),
        mae: column(epochs),
        values: fc.array(column(epochs), { minLength: count, maxLength: count }),
        bent: value,
        heights: fc.array(value, { minLength: 7, maxLength: 7 }),
      })
      .map(({ xs, observed, predicted, loss, mae, values, bent, heights }): FigureSource => {
        const parameters = values.map((_, j) => `p${j}`);
        const trace = {
          ...traceOf(
            parameters,
            Array.from(loss, (l, i) => ({
              loss: l,
              mae: mae[i] as number,
              point: Float64Array.from(values, (v) => v[i] as number),
              norm: 1,
            })),
            0.1,
          ),
        };
        const { curve: _, ...base } = noisySine(lang, 1, 2);
        return {
          ...base,
          abscissa: { name: 'x', values: xs },
          observed,
          predicted,
          residuals: predicted.map((p, i) => p - (observed[i] as number)),
          columns: new Map([['x', xs]]),
          parameters,
          point: Float64Array.from(values, (v) => v.at(-1) as number),
          trace,
          truth: known ? { p0: bent } : {},
          predict: () => predicted,
          losses: (points) => Float64Array.from(points, (_p, i) => heights[i % heights.length] as number),
          ...(curved
            ? { curve: (p: Float64Array, at: Float64Array) => Float64Array.from(at, (x) => (p[0] as number) * x + bent) }
            : {}),
        };
      }),
  );

/** Numbers that no renderer reads, in attributes: words may say NaN. */
const unreadable = (text: string): string | null =>
  /[^<]*="[^"]*(?:NaN|Infinity|undefined|[\sMLVH;]-?[\d.]+e[+-]?\d)[^"]*"/.exec(text.replaceAll(/>[^<]*</g, '><'))?.[0] ?? null;

describe('whatever a run holds (NaN, ±∞, 1e308, zeros, one row, one epoch, constant columns)', () => {
  for (const chart of CHARTS)
    it(`${chart.name} is drawn: well-formed, finite, no texts on each other`, () => {
      fc.assert(
        fc.property(
          run,
          fc.constantFrom({}, { every: 1 }, { epochs: 'log' }, { mae: true }, { against: 'fitted' }),
          (source, options) => {
            const scene = chart.draw(source, options);
            const text = svg(scene);
            checkXml(text);
            expect(unreadable(text)).toBeNull();
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
        { seed: 11, numRuns: chart.name === 'landscape' ? 40 : 150 },
      );
    });

  it('the animation is made', () => {
    fc.assert(
      fc.property(run, (source) => {
        const text = animatedSvg(source);
        checkXml(text);
        expect(unreadable(text)).toBeNull();
        const frames = descentFrames(source, { frames: 5 });
        expect(frames.length).toBeGreaterThanOrEqual(1);
        expect(frames.length).toBeLessThanOrEqual(5);
      }),
      { seed: 12, numRuns: 60 },
    );
  });

  it('the terminal plot is made', () => {
    fc.assert(
      fc.property(run, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 30 }), (source, columns, rows) => {
        expect(terminalPlot(source, { columns, rows })).not.toMatch(/undefined/);
      }),
      { seed: 13, numRuns: 100 },
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

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/base/text.js';
import { inTheme } from '../../src/figure/dark.js';
import { glyphNote, textsOf } from '../../src/figure/glyphs.js';
import { raceBars } from '../../src/figure/race-bars.js';
import { raceLandscape } from '../../src/figure/race-landscape.js';
import { raceLook } from '../../src/figure/race-look.js';
import { raceLoss } from '../../src/figure/race-loss.js';
import type { RaceSource, RaceWay } from '../../src/figure/race-source.js';
import type { Mark, Scene } from '../../src/figure/scene.js';
import { svg } from '../../src/figure/svg.js';
import { UNICODE } from '../../src/figure/terminal-signs.js';
import { contrast } from '../../src/figure/theme.js';
import { overlaps, textBoxes } from './geometry.js';
import { alone, arrived, decay, elsewhere, everyMethod, losing, valley, waves } from './race-sources.js';

const SOURCES = { decay, everyMethod, losing, valley, alone, arrived, elsewhere, waves };
const drawn: { readonly title: string; readonly lang: string; readonly scene: Scene; readonly source: RaceSource }[] = [];
for (const [name, make] of Object.entries(SOURCES))
  for (const lang of LANGUAGES) {
    const source = await make(lang);
    for (const [figure, scene] of Object.entries({ loss: raceLoss(source), landscape: raceLandscape(source) }))
      if (scene !== null) drawn.push({ title: `${name}, ${figure}, ${lang}`, lang, scene, source });
  }
const found = (title: string): (typeof drawn)[number] => drawn.find((one) => one.title === title) as (typeof drawn)[number];
const roles = ({ marks }: Scene, role: string): Mark[] => marks.filter((mark) => mark.role === role);

describe('the figures of a race', () => {
  for (const { title, scene, lang } of drawn) {
    it(`${title}: no text touches another one or leaves the sheet`, () => {
      const boxes = textBoxes(scene);
      for (const box of boxes) {
        expect(box.left, box.text).toBeGreaterThanOrEqual(0);
        expect(box.right, box.text).toBeLessThanOrEqual(scene.width);
        expect(box.top, box.text).toBeGreaterThanOrEqual(0);
        expect(box.bottom, box.text).toBeLessThanOrEqual(scene.height);
      }
      const pairs = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter((b) => overlaps(a, b))
          .map((b) => `${a.text} × ${b.text}`),
      );
      expect(pairs).toEqual([]);
    });

    it(`${title}: all letters are in the shipped fonts, a minus is −, and the description has numbers and its language`, () => {
      expect(glyphNote(scene)).toBeNull();
      expect(textsOf(scene).filter((text) => /(^|[\s(,])-\d/.test(text))).toEqual([]);
      expect(scene.description).toMatch(/\d/);
      expect(scene.description).not.toMatch(/NaN|undefined|Infinity/);
      expect(/[가-힣]/.test(scene.title + scene.description)).toBe(lang === 'ko');
    });
  }

  it('every method has a line and its name, those that stay at the minimum as those that lose the way', () => {
    for (const { scene, source } of drawn.filter(({ title }) => title.includes(', loss,'))) {
      expect(roles(scene, 'curve')).toHaveLength(source.ways.length);
      const texts = textsOf(scene);
      for (const { label } of source.ways) expect(texts).toContain(label);
    }
  });

  it('a line ends at the evaluations that its method took, on a logarithmic axis from the first on', () => {
    const { scene, source } = found('decay, loss, en');
    const plot = scene.plot as NonNullable<Scene['plot']>;
    const [low, high] = plot.xAxis.domain;
    expect([low, plot.xAxis.scale]).toEqual([1, 'log']);
    const ends = roles(scene, 'end').map((mark) => (mark.kind === 'points' ? (mark.xs[0] as number) : 0));
    const expected = source.ways.map(
      ({ evaluations }) => plot.x + (plot.width * Math.log(evaluations.at(-1) as number)) / Math.log(high),
    );
    expect(ends.map((x) => Math.round(x * 100) / 100).sort()).toEqual(expected.map((x) => Math.round(x * 100) / 100).sort());
  });

  it('a loss a thousand times above the start leads out at the top, and the picture ends there', () => {
    const { scene, source } = found('losing, loss, en');
    const { start, lowest } = source;
    expect(scene.plot?.yAxis.domain[1]).toBeCloseTo(1000 * (start.loss - lowest.loss), 6);
  });

  it('the landscape has the start once, the minimum once, and a mark where a method ended elsewhere or left the picture', () => {
    const { scene } = found('waves, landscape, en');
    expect(roles(scene, 'start')).toHaveLength(1);
    expect(roles(scene, 'end').length).toBeGreaterThan(1);
    expect(roles(found('losing, landscape, en').scene, 'exit')).toHaveLength(2);
    expect(roles(found('decay, landscape, en').scene, 'end')).toHaveLength(1);
  });

  it('where no method came to the lowest minimum the section is that of the first, which is named, and no minimum is shown', () => {
    const { scene } = found('elsewhere, landscape, en');
    expect(textsOf(scene).join(' ')).toContain('other parameters as at the end of');
    expect(textsOf(scene)).not.toContain('minimum');
  });

  it('two parameters at least make a landscape', async () => {
    expect(raceLandscape(await alone('en'))).toBeNull();
  });

  it('thirty lines differ in colour, dashes or symbol', () => {
    const looks = Array.from({ length: 30 }, (_, i) => JSON.stringify(raceLook(i)));
    expect(new Set(looks).size).toBe(30);
  });

  it('on a dark page all letters of the plot have a contrast of at least 4.5', () => {
    for (const { scene, title } of drawn.filter(({ title }) => title.includes(', loss,'))) {
      const dark = inTheme(scene, 'dark');
      for (const mark of dark.marks)
        if (mark.kind === 'text')
          expect(contrast(mark.fill as string, dark.background), `${title}: ${mark.text}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('on a dark page all lines have a contrast of at least 3 (WCAG 2.2 SC 1.4.11)', () => {
    const marks = Array.from(
      { length: 11 },
      (_, i): Mark => ({ kind: 'rect', x: 0, y: 0, width: 1, height: 1, fill: raceLook(i).colour }),
    );
    const scene = inTheme({ ...found('decay, loss, en').scene, marks }, 'dark');
    for (const mark of scene.marks) expect(contrast(mark.fill as string, scene.background)).toBeGreaterThanOrEqual(3);
  });

  for (const [file, title] of [
    ['race-loss', 'decay, loss, en'],
    ['race-landscape', 'decay, landscape, ko'],
    ['race-lost', 'losing, landscape, en'],
  ] as const)
    it(`${file} is drawn as it was`, () => {
      const path = join(import.meta.dirname, 'golden', `${file}.svg`);
      const text = svg(found(title).scene);
      if (process.env.UPDATE_GOLDEN || !existsSync(path)) writeFileSync(path, text);
      expect(text).toBe(readFileSync(path, 'utf8'));
    });
});

const value = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1.7e308, 5e-324, 1e12),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.double(),
);
const finite = value.map((x) => (Number.isFinite(x) ? x : 1));
const column = (length: number): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));
const anyWay = (parameters: number): fc.Arbitrary<Omit<RaceWay, 'index'>> =>
  fc.integer({ min: 1, max: 12 }).chain((length) =>
    fc.record({
      label: fc.constantFrom('gd', 'adam@0.01', 'a method with a long name:setting=0.123456789'),
      epoch: fc.constant(Float64Array.from({ length }, (_, i) => i)),
      evaluations: fc.constant(Float64Array.from({ length }, (_, i) => 1 + i * i)),
      loss: column(length),
      mae: column(length),
      gradientNorm: column(length),
      rate: column(length),
      values: fc.array(column(length), { minLength: parameters, maxLength: parameters }),
      outcome: fc.constantFrom('converged', 'diverged', 'out-of-epochs', 'not-finite'),
      arrived: fc.constantFrom('lowest' as const, 'elsewhere' as const, null),
    }),
  );
const anyRace: fc.Arbitrary<RaceSource> = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc
    .record({
      ways: fc.array(anyWay(count), { minLength: 1, maxLength: 9 }),
      lang: fc.constantFrom('en' as const, 'ko' as const),
      points: fc.array(fc.array(finite, { minLength: count, maxLength: count }), { minLength: 2, maxLength: 2 }),
      losses: fc.array(finite, { minLength: 2, maxLength: 2 }),
      heights: fc.array(value, { minLength: 7, maxLength: 7 }),
    })
    .map(({ ways, lang, points, losses, heights }): RaceSource => {
      const [low, high] = [Math.min(...losses), Math.max(...losses)];
      return {
        lang,
        formula: 'y ~ a*x',
        rows: 1e6,
        parameters: Array.from({ length: count }, (_, j) => `p${j}`),
        loss: { name: 'half-mse', title: { en: 'loss', ko: '손실' } },
        ways: ways.map((way, index) => ({ ...way, index })),
        start: { point: Float64Array.from(points[0] as number[]), loss: high },
        lowest: { point: Float64Array.from(points[1] as number[]), loss: low },
        target: low + 1e-6 * (high - low),
        losses: (all) => Float64Array.from(all, (_, i) => heights[i % 7] as number),
      };
    }),
);

describe('a race of whatever numbers', () => {
  it('is drawn, on paper and in a terminal, with finite places only', () => {
    fc.assert(
      fc.property(anyRace, (source) => {
        expect(svg(raceLoss(source))).not.toMatch(/NaN|Infinity/);
        const landscape = raceLandscape(source);
        if (landscape !== null) expect(svg(landscape)).not.toMatch(/NaN|Infinity/);
        const bars = raceBars(source, 20, UNICODE.levels);
        expect(bars).toHaveLength(source.ways.length);
        for (const line of bars) expect(line).toMatch(/^[▁▂▃▄▅▆▇█ ]{1,20}$/);
      }),
      { seed: 20260101, numRuns: 150 },
    );
  });
});

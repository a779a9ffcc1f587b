import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/base/text.js';
import { rateEdges } from '../../src/figure/convergence-cells.js';
import { type ConvergenceSource, convergenceMap } from '../../src/figure/convergence-map.js';
import { inTheme } from '../../src/figure/dark.js';
import { glyphNote, textsOf } from '../../src/figure/glyphs.js';
import type { Mark, Scene } from '../../src/figure/scene.js';
import { svg } from '../../src/figure/svg.js';
import { overlaps, textBoxes } from './geometry.js';

type Method = ConvergenceSource['methods'][number];
const TITLE = { en: 'Gradient descent', ko: '경사 하강법' };
const OUTCOMES = ['arrived', 'elsewhere', 'out-of-epochs', 'diverged', 'not-finite', 'stalled', 'cancelled'];

/** Outcomes by turns from `first` on, more epochs for lower rates. */
const method = (
  rates: readonly number[],
  starts: number,
  outcome: (rate: number, start: number) => string,
  more = {},
): Method => ({
  title: TITLE,
  rates,
  limit: 1.98,
  limitSymbol: '2/λmax',
  theory: 1.31,
  best: { rate: rates[Math.floor(rates.length / 2)]!, epochs: 8.5 },
  cells: rates.flatMap((_, rate) =>
    Array.from({ length: starts }, (__, start) => ({
      rate,
      start,
      outcome: outcome(rate, start),
      epochs: 200 - 20 * rate + start,
    })),
  ),
  ...more,
});
const source = (
  lang: 'en' | 'ko',
  starts: number,
  methods: readonly Method[],
  stop: string | null = null,
): ConvergenceSource => ({
  lang,
  formula: 'y ~ W*sin(x) + b',
  epochs: 1000,
  stop,
  starts: Array.from({ length: starts }, (_, k) => (k === 2 ? Number.NaN : 10 - k)),
  methods,
});
const RATES = [0.1, 0.3, 0.7, 1.3, 1.8, 2.4, 4];
const all = (rate: number, start: number): string => OUTCOMES[(rate + start) % OUTCOMES.length]!;
const MADE: Readonly<Record<string, (lang: 'en' | 'ko') => ConvergenceSource>> = {
  'all outcomes': (lang) => source(lang, 12, [method(RATES, 12, all)]),
  'all arrived': (lang) => source(lang, 5, [method(RATES, 5, () => 'arrived')]),
  'none arrived': (lang) => source(lang, 5, [method(RATES, 5, () => 'diverged', { best: null })]),
  'one rate, one start': (lang) => source(lang, 1, [method([1], 1, () => 'arrived')]),
  'limit outside': (lang) => source(lang, 6, [method([1e-4, 1e-3], 6, all)], 'mae < 0.001'),
  'limit on the left': (lang) => source(lang, 6, [method([1.2, 5, 50, 500, 5000], 6, all)]),
  'theory at the limit': (lang) => source(lang, 6, [method(RATES, 6, all, { theory: 1.9799 })]),
  'three methods': (lang) =>
    source(lang, 20, [
      method(RATES, 20, all),
      method([0.01, 0.1, 1, 10], 20, () => 'arrived', { limitSymbol: null, theory: null }),
      method(RATES, 20, all, { limit: null, theory: null }),
    ]),
  'many starts': (lang) => source(lang, 700, [method(RATES, 700, all)]),
};

const roles = (scene: Scene, role: string): Mark[] => scene.marks.filter((mark) => mark.role === role);

for (const [name, make] of Object.entries(MADE))
  for (const lang of LANGUAGES)
    describe(`the convergence map, ${name}, ${lang}`, () => {
      const scene = convergenceMap(make(lang));

      it('no text touches another one or leaves the sheet', () => {
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

      it('no line of a rate goes through the name of another one', () => {
        const names = textBoxes(scene).filter(({ text }) => /limit|theory|fastest|한계|이론|빠름/.test(text));
        for (const line of roles(scene, 'rate')) {
          if (line.kind !== 'line') continue;
          for (const { text, left, right, top, bottom } of names)
            expect(line.x1 > left && line.x1 < right && line.y1 < top && line.y2 > bottom, text).toBe(false);
        }
      });

      it('all letters are in the shipped fonts, a minus is −, and the description has numbers', () => {
        expect(glyphNote(scene)).toBeNull();
        expect(textsOf(scene).filter((text) => /(^|[\s(,])-\d/.test(text))).toEqual([]);
        expect(scene.description).toMatch(/\d/);
        expect(scene.description).not.toMatch(/NaN|undefined|Infinity/);
        expect(/[가-힣]/.test(scene.title + scene.description)).toBe(lang === 'ko');
      });

      it('is drawn as SVG on light and dark, the same bytes twice', () => {
        for (const theme of ['light', 'dark'] as const) {
          const drawn = svg(inTheme(convergenceMap(make(lang)), theme));
          expect(drawn).toBe(svg(inTheme(convergenceMap(make(lang)), theme)));
          expect(drawn).not.toMatch(/NaN|undefined/);
        }
      });
    });

/** Looked at; `UPDATE_GOLDEN=1 npx vitest run test/figure` writes them anew. */
describe('golden pictures', () => {
  for (const [file, name, lang] of [
    ['convergence-map', 'all outcomes', 'en'],
    ['convergence-map-methods', 'three methods', 'ko'],
  ] as const)
    it(`${file} is drawn as it was`, () => {
      const path = join(import.meta.dirname, 'golden', `${file}.svg`);
      const drawn = svg(convergenceMap(MADE[name]!(lang)));
      if (process.env.UPDATE_GOLDEN || !existsSync(path)) writeFileSync(path, drawn);
      expect(drawn).toBe(readFileSync(path, 'utf8'));
    });
});

describe('what the convergence map shows', () => {
  it('an outline for every run: arrived by depth, others by colour and a mark', () => {
    const scene = convergenceMap(MADE['all outcomes']!('en'));
    const outlines = [...roles(scene, 'relief'), ...roles(scene, 'cell')].map((mark) =>
      mark.kind === 'path' ? mark.d.split('M').length - 1 : 0,
    );
    expect(outlines.reduce((sum, count) => sum + count, 0)).toBe(RATES.length * 12);
    const marks = roles(scene, 'ended').map((mark) => (mark.kind === 'points' ? mark.symbol : ''));
    expect(new Set(marks)).toEqual(new Set(['circle', 'diamond', 'triangle', 'square']));
    const legend = roles(scene, 'legend').flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(legend).toEqual(['diverged', 'out of epochs', 'in another minimum', 'not finished']);
  });

  it('the limit stands where its rate is, and the frame of the fastest holds its column', () => {
    const scene = convergenceMap(MADE['all arrived']!('en'));
    const { x, width, xAxis } = scene.plot!;
    const [low, high] = xAxis.domain;
    const at = (rate: number): number => x + (width * Math.log(rate / low)) / Math.log(high / low);
    const limit = roles(scene, 'rate').find((mark) => mark.kind === 'line' && mark.dash?.[0] === 6);
    expect(limit?.kind === 'line' && limit.x1).toBeCloseTo(at(1.98), 6);
    const frame = roles(scene, 'best').at(-1);
    expect(frame?.kind === 'rect' && [frame.x, frame.x + frame.width]).toEqual([
      expect.closeTo(at(Math.sqrt(0.7 * 1.3)), 6),
      expect.closeTo(at(Math.sqrt(1.3 * 1.8)), 6),
    ]);
  });

  it('the start with the lowest loss lies lowest, one that is not finite highest', () => {
    const cells = [0, 1, 2, 3].map((start) => ({
      rate: 0,
      start,
      outcome: start === 2 ? 'diverged' : start === 3 ? 'elsewhere' : 'arrived',
      epochs: 9,
    }));
    const scene = convergenceMap({ ...source('en', 4, [{ ...method([1], 4, all), cells }]) });
    const place = (symbol: string): number => {
      const mark = roles(scene, 'ended').find((one) => one.kind === 'points' && one.symbol === symbol);
      return mark?.kind === 'points' ? mark.ys[0]! : Number.NaN;
    };
    const { y, height } = scene.plot!;
    expect(place('triangle')).toBeCloseTo(y + height / 8, 6);
    expect(place('diamond')).toBeCloseTo(y + (7 * height) / 8, 6);
  });

  it('edges lie half way between rates on a logarithmic scale, also between 1e-300 and 1e300', () => {
    expect(rateEdges([1, 4])).toEqual([0.5, 2, 8]);
    expect(rateEdges([1])).toEqual([1 / 1.5, 1.5]);
    expect(rateEdges([1e-300, 1e-290, 1e300]).every((edge) => edge > 0)).toBe(true);
  });

  it('is drawn for any rates, outcomes and losses', () => {
    const rate = fc.oneof(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), fc.double({ min: 1e-300, max: 1e300, noNaN: true }));
    fc.assert(
      fc.property(
        fc.uniqueArray(rate, { minLength: 1, maxLength: 8 }),
        fc.array(fc.double(), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 10 }),
        fc.option(rate),
        fc.constantFrom(...LANGUAGES),
        (rates, losses, outcomes, limit, lang) => {
          const sorted = [...rates].sort((a, b) => a - b);
          const one = method(sorted, losses.length, (r, s) => outcomes[(r + 3 * s) % outcomes.length]!, { limit, theory: limit });
          const drawn = svg(convergenceMap({ ...source(lang, 1, [one]), starts: losses }));
          expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
        },
      ),
      { seed: 12, numRuns: 200 },
    );
  });
});

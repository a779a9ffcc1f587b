import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedSvg } from '../../src/figure/animation.js';
import type { FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { missingGlyphs } from '../../src/figure/measure.js';
import { escapeXml, svg } from '../../src/figure/svg.js';
import { noisySine } from './sources.js';
import { checkXml } from './xml.js';

const HOSTILE = [
  '<script>alert(1)</script>',
  ']]>',
  '&amp;&',
  '"\'',
  'a\u0000b\u0008\u001f',
  '</text><image href="x"/>',
  '@title@"',
  'url(#@clip@)',
  '\ud800',
  '$&$1',
  '한글\u{1f600}',
  'x'.repeat(3000),
  '\n\t',
  '',
];

/** The names that a user chooses, everywhere that they can stand. */
const renamed = (source: FigureSource, name: string): FigureSource => ({
  ...source,
  formula: `${name} ~ ${name}*x`,
  response: name,
  abscissa: { ...source.abscissa, name },
  parameters: [name, `${name}2`],
  trace: { ...source.trace, parameters: [name, `${name}2`] },
  truth: { [name]: 1 },
  outcome: name,
  profiles: () => (source.profiles?.() ?? []).map((profile) => ({ ...profile, parameter: name })),
  losses: (points) => Float64Array.from(points, ([a = 0, b = 0]) => a * a + a * b + 3 * b * b),
});

describe('svg', () => {
  for (const name of HOSTILE)
    it(`is well-formed for the name ${JSON.stringify(name.slice(0, 40))}`, () => {
      for (const chart of CHARTS) {
        const text = svg(chart.draw(renamed(noisySine('en', 20, 30), name), {}));
        const { ids } = checkXml(text);
        expect(new Set(ids).size).toBe(ids.length);
        expect(text).not.toMatch(/<script|<image href="x"|@(?:title|desc|clip)@/);
        for (const [, id] of text.matchAll(/="url\(#([^)]*)\)"/g)) expect(ids).toContain(id);
      }
    });

  it('is well-formed for any name', () => {
    const source = noisySine('ko', 10, 10);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        for (const chart of CHARTS.filter((row) => row.name !== 'landscape'))
          checkXml(svg(chart.draw(renamed(source, name), {})));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('has a title, a description, the role of an image and its language, and refers to them', () => {
    const scene = (CHARTS.find((row) => row.name === 'fit') as (typeof CHARTS)[number]).draw(noisySine('ko'), {});
    const text = svg(scene);
    const [, t, d] = /role="img" aria-labelledby="(\w+) (\w+)" lang="ko"/.exec(text) as RegExpExecArray;
    expect(text).toContain(`<title id="${t}">${escapeXml(scene.title)}</title>`);
    expect(text).toContain(`<desc id="${d}">${escapeXml(scene.description)}</desc>`);
  });

  it('uses other ids for other pictures and the same for the same', () => {
    const texts = CHARTS.map((chart) => svg(chart.draw(noisySine('en', 50, 30), {})));
    const again = CHARTS.map((chart) => svg(chart.draw(noisySine('en', 50, 30), {})));
    expect(again).toEqual(texts);
    const ids = texts.flatMap((text) => checkXml(text).ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('writes numbers with at most two decimals, and no −0', () => {
    for (const chart of CHARTS) {
      const drawn = svg(chart.draw(noisySine('en', 50, 30), {})).replaceAll(/<desc.*<\/desc>|>[^<]*<\/text>/g, '');
      expect(/[\s"MLVHAh]-?\d+\.\d{3,}|[\s"ML]-0[\s"LMZ]/.exec(drawn)).toBeNull();
    }
  });

  it('leaves out control characters, keeps letters composed, and names broken surrogates', () => {
    expect(escapeXml('a\u0000\u0007b<&>"\'')).toBe('ab&lt;&amp;&gt;&quot;&#39;');
    expect(escapeXml('\u1112\u1161\u11ab')).toBe('한');
    expect(escapeXml('x\ud800y')).toBe('x\ufffdy');
  });

  it('throws on a number that is not finite instead of drawing something', () => {
    const scene = (CHARTS[0] as (typeof CHARTS)[number]).draw(noisySine('en'), {});
    const marks = [{ kind: 'line', x1: Number.NaN, y1: 0, x2: 1, y2: 1 } as const];
    expect(() => svg({ ...scene, marks })).toThrow(RangeError);
  });
});

describe('animated svg', () => {
  it('is well-formed and holds as many values as times for everything that moves', () => {
    const text = animatedSvg(noisySine('ko'));
    checkXml(text);
    const animations = [...text.matchAll(/<animate [^>]*>/g)].map(([tag]) => tag);
    expect(animations.length).toBeGreaterThan(40);
    for (const tag of animations) {
      const [values, times] = ['values', 'keyTimes'].map((name) =>
        ((new RegExp(` ${name}="([^"]*)"`).exec(tag) as RegExpExecArray)[1] as string).split(';'),
      ) as [string[], string[]];
      expect(values.length).toBe(times.length);
      const numbers = times.map(Number);
      expect(numbers[0]).toBe(0);
      expect(numbers.every((time, i) => i === 0 || time > (numbers[i - 1] as number))).toBe(true);
      if (tag.includes('calcMode="linear"')) expect(numbers.at(-1)).toBe(1);
    }
    expect(text).toContain('prefers-reduced-motion');
  });

  it('shows the last epoch where nothing moves', () => {
    const text = animatedSvg(noisySine('en'));
    const visible = [...text.matchAll(/<text(?![^>]*visibility="hidden")[^>]*>(epoch [\d,]+)/g)].map((match) => match[1]);
    expect(new Set(visible)).toEqual(new Set(['epoch 200']));
  });

  it('of a run of one epoch is a still picture', () => {
    const text = animatedSvg(noisySine('en', 0));
    checkXml(text);
    expect(text).not.toContain('<animate');
  });
});

it('missing glyphs are those that no shipped font has', () => {
  expect(missingGlyphs('∇ŷ₀ω 한글 ≤ × − ⁻¹²³ あ é Ж\u0301')).toEqual([]);
  expect(missingGlyphs('漢😀漢\u200d')).toEqual(['漢', '😀']);
});

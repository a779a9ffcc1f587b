import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AxisSpec, horizontalAxis, padded, paddedLog, valueAt, verticalAxis } from '../../src/figure/axis.js';
import { textWidth } from '../../src/figure/measure.js';
import { countText, dataText, numberText, tickTexts } from '../../src/figure/number-text.js';

const spec = fc
  .tuple(
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
    fc.double({ noNaN: true, min: 0, max: 1e15 }),
    fc.constantFrom('linear' as const, 'log' as const, 'symlog' as const),
    fc.boolean(),
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  )
  .map(([low, share, scale, counts, constant]): AxisSpec => {
    const size = share + Math.abs(low) * 1e-3;
    if (scale === 'log') return { label: '', scale, domain: paddedLog(Math.abs(low) + 1e-12, Math.abs(low) + size + 1e-12) };
    if (scale === 'symlog') return { label: '', scale, constant, domain: [Math.min(low, 0), Math.max(0, low) + size + 1] };
    return { label: '', scale, counts, domain: padded(low, low + size, 0.05) };
  });

describe('axes', () => {
  it('labels of a horizontal axis never touch: at least 14 px between them', () => {
    fc.assert(
      fc.property(spec, fc.integer({ min: 60, max: 1200 }), (asked, width) => {
        const axis = horizontalAxis(asked, 0, width);
        for (const [i, tick] of axis.ticks.entries()) {
          const next = axis.ticks[i + 1];
          if (next === undefined) continue;
          const gap =
            Math.abs(axis.map(next.value) - axis.map(tick.value)) - (textWidth(tick.text, 12.5) + textWidth(next.text, 12.5)) / 2;
          expect(gap).toBeGreaterThanOrEqual(13.99);
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('labels of a vertical axis never touch, and the fewer pixels the fewer ticks', () => {
    fc.assert(
      fc.property(spec, fc.integer({ min: 20, max: 800 }), (asked, height) => {
        const { ticks, map } = verticalAxis(asked, height, 0);
        for (let i = 1; i < ticks.length; i++)
          expect(
            Math.abs(map((ticks[i] as { value: number }).value) - map((ticks[i - 1] as { value: number }).value)),
          ).toBeGreaterThanOrEqual(19.9);
        expect(ticks.length).toBeLessThanOrEqual(Math.max(8, height / 20 + 2));
      }),
      { seed: 2, numRuns: 400 },
    );
  });

  it('every tick lies on the axis, ticks ascend, and equal labels do not occur', () => {
    fc.assert(
      fc.property(spec, (asked) => {
        const { ticks, map } = horizontalAxis(asked, 0, 700);
        for (const tick of ticks) {
          expect(map(tick.value)).toBeGreaterThanOrEqual(-0.01);
          expect(map(tick.value)).toBeLessThanOrEqual(700.01);
        }
        expect(new Set(ticks.map((tick) => tick.text)).size).toBe(ticks.length);
        expect(ticks.every((tick, i) => i === 0 || tick.value > (ticks[i - 1] as { value: number }).value)).toBe(true);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('map is undone by valueAt within 1e-9 of the axis', () => {
    fc.assert(
      fc.property(spec, fc.double({ min: 0, max: 1, noNaN: true }), (asked, share) => {
        const axis = horizontalAxis(asked, 0, 1);
        expect(axis.map(valueAt(axis, share))).toBeCloseTo(share, 9);
      }),
      { seed: 4, numRuns: 400 },
    );
  });

  it('years are not grouped, counts are', () => {
    expect(horizontalAxis({ label: '', scale: 'linear', domain: [1957, 2018] }, 0, 700).ticks.map((tick) => tick.text)).toContain(
      '1960',
    );
    expect(
      horizontalAxis({ label: '', scale: 'linear', domain: [0, 3000], counts: true }, 0, 700).ticks.map((tick) => tick.text),
    ).toContain('1,000');
  });

  it('a value that is not finite has no place', () => {
    const { map } = horizontalAxis({ label: '', scale: 'log', domain: [1, 10] }, 0, 1);
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1].map(map)).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('numbers as text', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [-1234.5, '−1,235'],
    [9.97412, '9.974'],
    [0.05, '0.05'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234×10⁻⁵'],
    [1e6, '10⁶'],
    [-1e12, '−10¹²'],
    [6.531e12, '6.531×10¹²'],
    [999999.6, '10⁶'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it('years keep their digits together, epochs do not', () => {
    expect([dataText(1958.208), dataText(12345), countText(1000), countText(1234567)]).toEqual([
      '1958.21',
      '12,350',
      '1,000',
      '1,234,567',
    ]);
  });

  it.each([
    [
      [0, 0.5, 1, 1.5],
      ['0', '0.5', '1.0', '1.5'],
    ],
    [
      [-20, -10, 0],
      ['−20', '−10', '0'],
    ],
    [
      [0, 2e12, 4e12],
      ['0', '2×10¹²', '4×10¹²'],
    ],
    [
      [0, 5e-7, 1e-6],
      ['0', '0.5×10⁻⁶', '1.0×10⁻⁶'],
    ],
    [
      [1000000.1, 1000000.2],
      ['1,000,000.1', '1,000,000.2'],
    ],
  ])('ticks %j are %j', (values, texts) => {
    expect(tickTexts(values)).toEqual(texts);
  });
});

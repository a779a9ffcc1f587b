import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cloud } from '../../src/figure/cloud.js';
import { endLabels } from '../../src/figure/end-labels.js';
import { envelope } from '../../src/figure/envelope.js';
import { frame } from '../../src/figure/frame.js';
import { ellipsize, flow, textWidth } from '../../src/figure/measure.js';
import { clipSegment, polyline, simplify } from '../../src/figure/path.js';
import { refine } from '../../src/figure/refine.js';
import { relief } from '../../src/figure/relief.js';
import type { Scene } from '../../src/figure/scene.js';
import { depth, LOOKS, lettering } from '../../src/figure/theme.js';

describe('legends', () => {
  const places = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 300,
  });
  const drawn = (
    points: readonly (readonly [number, number])[],
    connected: boolean,
    names: readonly string[],
  ): { scene: Scene; xs: Float64Array; ys: Float64Array } => {
    let [xs, ys] = [new Float64Array(), new Float64Array()];
    const scene = frame({
      lang: 'en',
      title: 'title',
      subtitle: ['subtitle'],
      description: '1',
      x: { label: 'x', domain: [0, 1], scale: 'linear' },
      y: { label: 'y', domain: [0, 1], scale: 'linear' },
      legend: names.map((text) => ({ text, sample: { kind: 'point', colour: '#000000', symbol: 'circle' } })),
      draw(area) {
        xs = Float64Array.from(points, ([x]) => area.x.map(x));
        ys = Float64Array.from(points, ([, y]) => area.y.map(y));
        return { marks: [cloud(xs, ys, area, '#000000', 'circle', 'observed')], obstacles: [{ xs, ys, connected }] };
      },
    });
    return { scene, xs, ys };
  };

  it('never cover a point or a line: inside where nothing lies, else above the plot', () => {
    fc.assert(
      fc.property(
        places,
        fc.boolean(),
        fc.array(fc.constantFrom('Y', '관측값', 'a long name of a column'), { minLength: 1, maxLength: 5 }),
        (points, connected, names) => {
          const { scene, xs, ys } = drawn(points, connected, names);
          const box = scene.marks.find((mark) => mark.kind === 'rect' && mark.role === 'legend');
          const entries = scene.marks.filter((mark) => mark.kind === 'text' && mark.role === 'legend');
          expect(entries.length).toBe(names.length);
          if (box?.kind !== 'rect') {
            for (const entry of entries) expect(entry.kind === 'text' && entry.y).toBeLessThan(scene.plot?.y as number);
            return;
          }
          const cover = { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
          for (let i = 0; i < xs.length; i++) {
            const to = [xs[i] as number, ys[i] as number] as const;
            expect(clipSegment(to, to, cover)).toBeNull();
            if (connected && i > 0) expect(clipSegment([xs[i - 1] as number, ys[i - 1] as number], to, cover)).toBeNull();
          }
        },
      ),
      { seed: 21, numRuns: 150 },
    );
  });

  it('lie in a corner where there is room', () => {
    const { scene } = drawn([[0.5, 0.5]], false, ['Y']);
    const box = scene.marks.find((mark) => mark.kind === 'rect' && mark.role === 'legend');
    expect(box?.kind === 'rect' && box.x - (scene.plot?.x as number)).toBe(12);
  });
});

describe('labels at line ends', () => {
  it('are 17 px apart, in the order of their lines, and within the plot where they fit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 62, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 }), (heights) => {
        const marks = endLabels(
          heights.map((y, i) => ({ text: String(i), colour: '#0072B2', y })),
          700,
          62,
          400,
        );
        const ys = marks.map((mark) => (mark.kind === 'text' ? mark.y : Number.NaN));
        for (let i = 1; i < ys.length; i++) expect((ys[i] as number) - (ys[i - 1] as number)).toBeGreaterThanOrEqual(16.99);
        expect(Math.max(...ys)).toBeLessThanOrEqual(405);
        expect(Math.min(...ys)).toBeGreaterThanOrEqual(62);
      }),
      { seed: 22, numRuns: 200 },
    );
  });
});

describe('texts', () => {
  it('that are too long end in … and fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        const cut = ellipsize(text, width, 12.5);
        expect(textWidth(cut, 12.5)).toBeLessThanOrEqual(width);
        if (cut !== text) expect(cut.endsWith('…')).toBe(true);
      }),
      { seed: 23, numRuns: 200 },
    );
  });

  it('flow into as many lines as there are, each no wider than the room', () => {
    const lines = flow(['Y ~ a*x', 'gradient descent', 'converged', 'a remark that is long'], 200, 12.5, 2);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(textWidth(line, 12.5)).toBeLessThanOrEqual(200);
  });
});

describe('lines', () => {
  const box = { left: 0, top: 0, right: 100, bottom: 100 };

  it('are cut at the box, also where they are 1e300 long', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({ min: -200, max: 300, noNaN: true }), fc.double()), { maxLength: 20 }), (ys) => {
        const d = polyline(
          ys.map((_, i) => i * 10),
          ys,
          box,
        );
        for (const [, x, y] of d.matchAll(/[ML](\S+) ([^ML]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(200);
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(100);
        }
      }),
      { seed: 24, numRuns: 300 },
    );
  });

  it('have gaps where values are not finite', () => {
    expect(polyline([0, 10, 20, 30, 40], [5, 5, Number.NaN, 5, 5], box)).toBe('M0 5L10 5M30 5L40 5');
  });

  it('thinned to 0.1 px stay within 0.1 px, measured across the line', () => {
    const points = Array.from({ length: 500 }, (_, i) => [i / 5, 50 + 30 * Math.sin(i / 30)] as const);
    const kept = simplify(points, 0.1);
    expect(kept.length).toBeLessThan(100);
    const at = (x: number): number => {
      const i = kept.findIndex(([px]) => px >= x);
      const [[ax, ay], [bx, by]] = [kept[Math.max(i - 1, 0)] as (typeof kept)[number], kept[i] as (typeof kept)[number]];
      return ax === bx ? ay : ay + ((by - ay) * (x - ax)) / (bx - ax);
    };
    for (const [x, y] of points) expect(Math.abs(at(x) - y)).toBeLessThan(0.1 * Math.sqrt(26) + 1e-9);
  });

  it('keep first, least, greatest and last value of every half pixel', () => {
    const ys = Float64Array.from({ length: 10_000 }, (_, i) => (i === 777 ? 99 : i === 778 ? -99 : Math.sin(i)));
    const xs = ys.map((_, i) => i / 100);
    const piece = envelope(xs, ys)[0] as (readonly [number, number])[];
    expect(piece.length).toBeLessThan(900);
    expect(Math.max(...piece.map(([, y]) => y))).toBe(99);
    expect(Math.min(...piece.map(([, y]) => y))).toBe(-99);
    expect(piece.every(([x], i) => i === 0 || x >= (piece[i - 1] as readonly [number, number])[0])).toBe(true);
  });
});

describe('relief', () => {
  it('refining is exact for quadratics, within 1e-12 of their size', () => {
    const f = (x: number, y: number): number => 3 * x * x - x * y + 0.5 * y * y - 2 * x + 7;
    const values = Float64Array.from({ length: 9 * 7 }, (_, i) => f(i % 9, Math.floor(i / 9)));
    const fine = refine({ columns: 9, rows: 7, values }, 5);
    expect([fine.columns, fine.rows]).toEqual([41, 31]);
    fine.values.forEach((value, i) => {
      expect(Math.abs(value - f((i % 41) / 5, Math.floor(i / 41) / 5))).toBeLessThan(1e-12 * 200);
    });
  });

  it('refining takes the nearest value beside one that is not finite', () => {
    expect([...refine({ columns: 2, rows: 2, values: Float64Array.of(1, Number.NaN, 3, 4) }, 2).values.slice(0, 3)]).toEqual([
      1,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('levels ascend from the least loss, and loss and height undo each other', () => {
    const losses = Float64Array.from({ length: 100 }, (_, i) => 0.5 + (i / 10) * (i / 10));
    const { levels, lossAt, heightOf, heights } = relief(losses, 10, 10, 0.5);
    expect(levels.every((level, i) => i === 0 || level > (levels[i - 1] as number))).toBe(true);
    expect(lossAt(levels[0] as number)).toBeCloseTo(0.5, 6);
    expect(lossAt(heightOf(20))).toBeCloseTo(20, 6);
    expect(Math.min(...heights)).toBe(heights[0]);
  });
});

describe('colours', () => {
  /** WCAG 2.2, relative luminance. */
  const luminance = (colour: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  it('letters in the colour of a line have a contrast of at least 4.5 on white', () => {
    for (const { colour } of LOOKS) expect(1.05 / (luminance(lettering(colour)) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  it('no two looks share colour, dash or symbol pattern', () => {
    expect(new Set(LOOKS.map(({ colour }) => colour)).size).toBe(LOOKS.length);
    expect(new Set(LOOKS.map(({ dash }) => dash.join())).size).toBe(LOOKS.length);
    expect(new Set(LOOKS.slice(0, 6).map(({ symbol }) => symbol)).size).toBe(6);
  });

  it('the colours of the landscape become lighter from the deepest on, so that they read in grey', () => {
    const lights = Array.from({ length: 41 }, (_, i) => luminance(depth(i / 40)));
    expect(lights.every((light, i) => i === 0 || light > (lights[i - 1] as number))).toBe(true);
  });
});

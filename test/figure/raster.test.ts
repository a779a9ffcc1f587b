import { describe, expect, it } from 'vitest';
import { descentFrames } from '../../src/figure/animation.js';
import type { Chart, FigureSource } from '../../src/figure/chart.js';
import { CHARTS } from '../../src/figure/charts/index.js';
import { glyphNote } from '../../src/figure/glyphs.js';
import { textWidth } from '../../src/figure/measure.js';
import type { Scene } from '../../src/figure/scene.js';
import { gif } from '../../src/node/animation.js';
import { fontFiles } from '../../src/node/fonts.js';
import { pixels, png } from '../../src/node/raster.js';
import { noisySine, oneRow, wave } from './sources.js';

const chart = (name: string): Chart => CHARTS.find((row) => row.name === name) as Chart;
const draw = (name: string, source: FigureSource): Scene => chart(name).draw(source, {});

/** A scene of one line of text. */
const written = (text: string, size = 40, weight: 400 | 600 = 400): Scene => ({
  width: 900,
  height: 80,
  title: '',
  description: '',
  lang: 'en',
  background: '#ffffff',
  marks: [{ kind: 'text', x: 10, y: 55, text, size, weight, fill: '#000000' }],
});

/** The first and last column with ink, and how many pixels have some. */
async function ink(scene: Scene): Promise<{ left: number; right: number; count: number }> {
  const { data, width } = await pixels(scene, { scale: 1 });
  let [left, right, count] = [width, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if ((data[i] as number) > 200) continue;
    count++;
    left = Math.min(left, (i / 4) % width);
    right = Math.max(right, (i / 4) % width);
  }
  return { left, right, count };
}

const countNear = (data: Uint8Array, colour: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (Math.abs((data[i] as number) - r) + Math.abs((data[i + 1] as number) - g) + Math.abs((data[i + 2] as number) - b) < 12)
      count++;
  return count;
};

describe('png', () => {
  for (const row of CHARTS)
    it(`${row.name} twice is the same bytes`, async () => {
      const [a, b] = [await png(row.draw(noisySine('ko', 50, 40), {})), await png(row.draw(noisySine('ko', 50, 40), {}))];
      expect(Buffer.compare(a, b)).toBe(0);
      expect([...a.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    });

  it('has twice the pixels of the scene, or as many as asked', async () => {
    const scene = draw('data', noisySine('en'));
    const sizes = [await pixels(scene), await pixels(scene, { scale: 1 })].map(({ width, height }) => [width, height]);
    expect(sizes).toEqual([
      [1520, 940],
      [760, 470],
    ]);
  });

  it('fit shows grey points, a vermilion curve and dark letters on white', async () => {
    const { data } = await pixels(draw('fit', noisySine('en')), { scale: 1 });
    expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect(countNear(data, '#D55E00')).toBeGreaterThan(900);
    expect(countNear(data, '#9aa5b1')).toBeGreaterThan(1500);
    expect(countNear(data, '#1f2933')).toBeGreaterThan(300);
  });

  it('landscape is deepest at the minimum', async () => {
    const scene = draw('landscape', { ...wave('en'), outcome: 'out-of-epochs' });
    const { data, width } = await pixels(scene, { scale: 1 });
    const end = scene.marks.find((mark) => mark.role === 'end');
    const [, x, y] = /M(\S+) (\S+?)l/.exec(end?.kind === 'path' ? end.d : '') as RegExpExecArray;
    const beside = 4 * (Math.round(Number(y) + 14) * width + Math.round(Number(x) + 5));
    const corner = 4 * (Math.round((scene.plot?.y as number) + 4) * width + Math.round((scene.plot?.x as number) + 4));
    const light = (at: number): number => (data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number);
    expect(light(beside)).toBeLessThan(light(corner) - 200);
  });

  it('can have another background', async () => {
    const { data } = await pixels(draw('data', oneRow('en')), { scale: 1, background: '#102030' });
    expect([...data.subarray(0, 3)]).toEqual([16, 32, 48]);
  });
});

describe('fonts', () => {
  it('are three files', () => {
    expect(fontFiles()).toHaveLength(3);
  });

  for (const sign of ['ŷ', '₀', 'ω', '∇', '‖', '−', '×', '⁻', '한', '·', '…', '→', '≤', '가', 'あ', '∞'])
    it(`${sign} has ink in both weights`, async () => {
      expect((await ink(written(sign))).count).toBeGreaterThan(10);
      expect((await ink(written(sign, 40, 600))).count).toBeGreaterThan(10);
    });

  it('a character that no font has is a "?" and a note that names it', async () => {
    expect(glyphNote(written('漢字 😀'))?.detail).toBe('漢 (U+6F22), 字 (U+5B57), 😀 (U+1F600)');
    expect(glyphNote(written('한글 ŷ ∇'))).toBeNull();
    expect(Buffer.compare(await png(written('a漢b')), await png(written('a?b')))).toBe(0);
  });

  it('letters composed and decomposed look the same', async () => {
    expect(Buffer.compare(await png(written('한글')), await png(written('한글'.normalize('NFD'))))).toBe(0);
  });

  for (const text of [
    'Gradient descent, learning rate 0.05',
    '경사하강의 과정과 손실 지형',
    '−1,234.5×10⁻¹²',
    'y ~ a·sin(ωx + φ)',
  ])
    for (const weight of [400, 600] as const)
      it(`the width of "${text}" (${weight}) is what resvg draws, within 3%`, async () => {
        const { left, right } = await ink(written(`|${text}|`, 30, weight));
        const bars = await ink(written('||', 30, weight));
        const drawn = right - left - (bars.right - bars.left);
        expect(Math.abs(drawn / textWidth(text, 30, weight) - 1)).toBeLessThan(0.03);
      });
});

describe('gif', () => {
  /** Walks over the blocks of a GIF89a. */
  function read(bytes: Uint8Array): { frames: number; delays: number[]; loops: boolean; width: number; height: number } {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const table = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
    const blocks = (from: number): number => {
      let at = from;
      while (bytes[at] !== 0) at += (bytes[at] as number) + 1;
      return at + 1;
    };
    const found = {
      frames: 0,
      delays: [] as number[],
      loops: false,
      width: view.getUint16(6, true),
      height: view.getUint16(8, true),
    };
    let at = 13 + table(bytes[10] as number);
    while (bytes[at] !== 0x3b) {
      if (bytes[at] === 0x21) {
        if (bytes[at + 1] === 0xf9) found.delays.push(view.getUint16(at + 4, true));
        if (bytes[at + 1] === 0xff) found.loops = true;
        at = blocks(at + 2);
      } else if (bytes[at] === 0x2c) {
        found.frames++;
        at = blocks(at + 11 + table(bytes[at + 9] as number));
      } else throw new Error(`no block at ${at}: ${bytes[at]}`);
    }
    return found;
  }

  it('of the descent has a frame per scene, loops, holds the last one, and is below 210 kB for 60 frames', async () => {
    const frames = descentFrames(noisySine('ko'));
    const bytes = await gif(frames);
    expect(frames).toHaveLength(60);
    expect(String.fromCharCode(...bytes.subarray(0, 6))).toBe('GIF89a');
    expect(read(bytes)).toEqual({ frames: 60, delays: [...Array(59).fill(6), 160], loops: true, width: 760, height: 470 });
    expect(bytes.length).toBeLessThan(210_000);
  });

  it('twice is the same bytes', async () => {
    const frames = descentFrames(noisySine('en', 20, 20), { frames: 4 });
    expect(Buffer.compare(await gif(frames), await gif(frames))).toBe(0);
  });
});

import { withStandIns } from '../figure/glyphs.js';
import type { Scene } from '../figure/scene.js';
import { svg } from '../figure/svg.js';
import { fontFiles } from './fonts.js';

export interface RasterOptions {
  /** Pixels per CSS pixel, > 0; default 2. */
  readonly scale?: number;
  /** Any CSS colour; default: the scene's. */
  readonly background?: string;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row-major. */
  readonly data: Uint8Array;
}

/**
 * The scene as a PNG, drawn with the shipped fonts: the same bytes on every machine. A character that none of them has is a `?`;
 * {@link import('../figure/glyphs.js').glyphNote} tells which.
 */
export async function png(scene: Scene, options: RasterOptions = {}): Promise<Uint8Array> {
  return Uint8Array.from((await render(scene, options)).asPng());
}

/** The scene as pixels, for tests. */
export async function pixels(scene: Scene, options: RasterOptions = {}): Promise<Pixels> {
  const image = await render(scene, options);
  return { width: image.width, height: image.height, data: image.pixels };
}

/**
 * Scenes of one size as pixels. What all of them share is drawn once, below what moves: most of a picture's time goes into reading the fonts, text by text.
 * Marks are shared when they are the same objects.
 */
export async function film(scenes: readonly Scene[], options: RasterOptions = {}): Promise<Pixels[]> {
  const [first] = scenes;
  if (first === undefined) return [];
  if (scenes.some(({ width, height }) => width !== first.width || height !== first.height))
    throw new TypeError('the scenes of a film have one size');
  const still = first.marks.filter((mark) => scenes.every(({ marks }) => marks.includes(mark)));
  const ground = await pixels({ ...first, marks: still }, options);
  const frames: Pixels[] = [];
  for (const scene of scenes) {
    const moving = scene.marks.filter((mark) => !still.includes(mark));
    frames.push(over(ground, await pixels({ ...scene, marks: moving }, { ...options, background: 'none' })));
  }
  return frames;
}

/** Porter and Duff 1984: both premultiplied, the lower opaque. */
function over(lower: Pixels, upper: Pixels): Pixels {
  const data = Uint8Array.from(lower.data);
  for (let i = 0; i < data.length; i += 4) {
    const alpha = upper.data[i + 3] as number;
    if (alpha === 0) continue;
    for (let k = i; k < i + 3; k++)
      data[k] = Math.min(255, (upper.data[k] as number) + Math.round(((lower.data[k] as number) * (255 - alpha)) / 255));
  }
  return { ...lower, data };
}

const render = (scene: Scene, options: RasterOptions): Promise<import('@resvg/resvg-js').RenderedImage> =>
  rasterize(svg(drawable(scene, options)), options.scale ?? 2);

const drawable = (scene: Scene, { background }: RasterOptions): Scene =>
  withStandIns(background === undefined ? scene : { ...scene, background });

async function rasterize(text: string, scale: number): Promise<import('@resvg/resvg-js').RenderedImage> {
  const { Resvg } = await import('@resvg/resvg-js');
  return new Resvg(text, {
    font: { loadSystemFonts: false, fontFiles: [...fontFiles()], defaultFontFamily: 'Pretendard' },
    fitTo: { mode: 'zoom', value: scale },
    logLevel: 'off',
  }).render();
}

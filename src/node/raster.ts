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

/** The scene as pixels, for animations and tests. */
export async function pixels(scene: Scene, options: RasterOptions = {}): Promise<Pixels> {
  const image = await render(scene, options);
  return { width: image.width, height: image.height, data: image.pixels };
}

async function render(scene: Scene, { scale = 2, background }: RasterOptions): Promise<import('@resvg/resvg-js').RenderedImage> {
  const { Resvg } = await import('@resvg/resvg-js');
  const drawn = withStandIns(background === undefined ? scene : { ...scene, background });
  return new Resvg(svg(drawn), {
    font: { loadSystemFonts: false, fontFiles: [...fontFiles()], defaultFontFamily: 'Pretendard' },
    fitTo: { mode: 'zoom', value: scale },
    logLevel: 'off',
  }).render();
}

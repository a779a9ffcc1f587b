/// <reference path="./gifenc.d.ts" />
import type { Scene } from '../figure/scene.js';
import { film, type Pixels } from './raster.js';

export interface GifOptions {
  /** Pixels per CSS pixel, > 0; default 1. */
  readonly scale?: number;
  /** Milliseconds per frame; default 60. */
  readonly delay?: number;
  /** Milliseconds of the last frame; default 1600. */
  readonly hold?: number;
}

/** Enough for four inks and their edges; more make files larger and no picture better. One more colour means "as before". */
const COLOURS = 22;
const DEPTH = 5;

/**
 * Scenes of one size as a GIF that plays for ever: one palette, and of every frame only what differs from the one before.
 *
 * @param scenes at least one.
 */
export async function gif(
  scenes: readonly Scene[],
  { scale = 1, delay = 60, hold = 1600 }: GifOptions = {},
): Promise<Uint8Array> {
  const { GIFEncoder, quantize, applyPalette } = await gifenc();
  const images = await film(scenes, { scale });
  const first = images[0];
  if (first === undefined) throw new TypeError('a GIF needs at least one scene');
  const { width, height } = first;
  const palette = quantize(sampleOf(images), COLOURS);
  const transparent = palette.length;
  const encoder = GIFEncoder();
  let before: Uint8Array | null = null;
  for (const [i, image] of images.entries()) {
    if (image.width !== width || image.height !== height) throw new TypeError('the scenes of a GIF have one size');
    const indices = applyPalette(image.data, palette);
    const drawn = before === null ? indices : indices.map((index, at) => (index === before?.[at] ? transparent : index));
    encoder.writeFrame(drawn, width, height, {
      ...(i === 0 ? { palette: [...palette, [255, 255, 255]], repeat: 0 } : { transparent: true, transparentIndex: transparent }),
      delay: i === images.length - 1 ? hold : delay,
      dispose: 1,
      colorDepth: DEPTH,
    });
    before = indices;
  }
  encoder.finish();
  return encoder.bytes();
}

/** First, middle and last frame: all colours that there are. */
function sampleOf(images: readonly Pixels[]): Uint8Array {
  const chosen = [...new Set([0, images.length >> 1, images.length - 1])].map((i) => (images[i] as Pixels).data);
  const sample = new Uint8Array(chosen.reduce((sum, data) => sum + data.length, 0));
  let at = 0;
  for (const data of chosen) {
    sample.set(data, at);
    at += data.length;
  }
  return sample;
}

/** A CommonJS package: Node puts everything under `default`, bundlers under the names. */
async function gifenc(): Promise<typeof import('gifenc')> {
  const loaded = await import('gifenc');
  return typeof loaded.quantize === 'function' ? loaded : (loaded.default ?? loaded);
}

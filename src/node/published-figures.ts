import type { FigureRequest } from '../experiment/figure-requests.js';
import type { Run } from '../experiment/run-result.js';
import { CHARTS } from '../figure/charts/index.js';
import { inTheme } from '../figure/dark.js';
import type { Scene } from '../figure/scene.js';
import { svg } from '../figure/svg.js';
import { hashOf } from '../publish/again/hash-of.js';
import type { Asset } from '../publish/asset.js';
import { asciiName } from '../publish/assets/ascii-name.js';
import type { PicturePart } from '../publish/post.js';
import { png } from './raster.js';

const DENSITY = 2;

/**
 * The figures of a run for a post: SVG for light and for dark pages, a tenth of the bytes, and PNG at double density for what takes no SVG, with what they show in words.
 * @param id of the experiment: the first part of their file names.
 */
export async function publishedFigures(run: Run, requests: readonly FigureRequest[], id: string): Promise<PicturePart[]> {
  if (requests.length === 0) return [];
  const source = run.source();
  const figures: PicturePart[] = [];
  for (const { chart, options, name } of requests) {
    const row = CHARTS.find((candidate) => candidate.name === chart);
    if (row === undefined) throw new Error(`no chart ${chart}`);
    const light = row.draw(source, options);
    const stem = asciiName(`${id}-${name}`);
    figures.push({
      kind: 'picture',
      picture: {
        asset: await raster(light, stem),
        vector: vector(light, stem),
        darkVector: vector(inTheme(light, 'dark'), `${stem}-dark`),
        width: light.width,
        height: light.height,
        alt: light.description,
      },
      caption: null,
      region: id,
    });
  }
  return figures;
}

const raster = async (scene: Scene, stem: string): Promise<Asset> =>
  asset(await png(scene, { scale: DENSITY }), stem, 'png', scene, DENSITY);

const vector = (scene: Scene, stem: string): Asset => asset(new TextEncoder().encode(svg(scene)), stem, 'svg', scene, 1);

function asset(data: Uint8Array, stem: string, type: Asset['type'], { width, height }: Scene, density: number): Asset {
  return { stem, type, data, hash: hashOf(data), width: Math.round(width * density), height: Math.round(height * density) };
}

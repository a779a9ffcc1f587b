import { DownhillError } from '../../base/errors.js';
import type { Asset, Picture } from '../asset.js';
import { assetOf } from '../assets/asset-of.js';
import { base64Bytes } from '../assets/reference.js';
import { resized } from '../assets/resized.js';
import type { Part } from '../post.js';
import { altText, drawnTitle } from './alt-text.js';
import { field, fieldsOf, textField } from './fields.js';
import type { FormContext } from './forms.js';
import { commentOption } from './visible.js';

/**
 * A picture of an output, at the size that the notebook shows it (half of its pixels for a retina figure); an SVG beside it goes along.
 * @throws DownhillError `image-broken` for Base64 that is none, and as `assetOf`; a warning instead where pictures may be missing.
 */
export async function pictureParts(value: string, context: FormContext): Promise<readonly Part[]> {
  const { type, data, region, place, reader } = context;
  try {
    const asset = await loaded(value, context);
    const svg = type === 'image/svg+xml' ? null : textField(data, 'image/svg+xml');
    const vector = svg === null ? undefined : await loaded(svg, { ...context, type: 'image/svg+xml' });
    return [{ kind: 'picture', region, picture: shown(asset, vector, context), caption: commentOption(context.cell, 'fig-cap') }];
  } catch (error) {
    if (!(error instanceof DownhillError) || !reader.allowMissing) throw error;
    reader.note({
      code: error.code,
      severity: 'warning',
      place,
      message: { en: `${error.message}: left out`, ko: '출력의 그림을 쓸 수 없어 뺐습니다' },
    });
    return [];
  }
}

async function loaded(value: string, { type, place, cell, reader }: FormContext): Promise<Asset> {
  const stem = drawnTitle(cell.source) ?? 'figure';
  if (type === 'image/svg+xml' && value.includes('<')) return assetOf(new TextEncoder().encode(value), stem, place, reader.note);
  const bytes = base64Bytes(value);
  if (bytes === null)
    throw new DownhillError('image-broken', `the ${type} of the output is no Base64`, 'run the cell again', { place });
  return assetOf(bytes, stem, place, reader.note);
}

function shown(asset: Asset, vector: Asset | undefined, { type, metadata, cell, heading, lang }: FormContext): Picture {
  const own = fieldsOf(field(metadata, type));
  const said = (name: string): number | undefined => {
    const value = field(own, name) ?? field(metadata, name);
    return typeof value === 'number' ? value : undefined;
  };
  const [width, height] = [said('width'), said('height')];
  const alt =
    textField(own, 'alt') ??
    textField(metadata, 'alt') ??
    commentOption(cell, 'fig-alt') ??
    altText({ code: cell.source, heading, lang });
  const picture: Picture = {
    asset,
    width: asset.width,
    height: asset.height,
    alt: alt.replace(/\s+/g, ' ').trim(),
    ...(vector === undefined ? {} : { vector }),
  };
  return resized(picture, { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) });
}

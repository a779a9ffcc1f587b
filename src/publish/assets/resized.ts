import type { Picture } from '../asset.js';

/** How large an author wants a picture: CSS pixels, or a share of its own size (Typora's `zoom: 50%` is 0.5). */
export interface WantedSize {
  readonly width?: number;
  readonly height?: number;
  readonly zoom?: number;
}

/** The picture at the wanted size; with one of width and height its shape stays. Sizes that are not positive, or beyond 16,384, count as not given. */
export function resized(picture: Picture, { width, height, zoom }: WantedSize): Picture {
  const usable = (size: number | undefined): number | undefined =>
    size !== undefined && size >= 1 && size <= 16_384 ? size : undefined;
  const [wide, high] = [usable(width), usable(height)];
  const factor = zoom !== undefined && zoom > 0 && zoom <= 10 ? zoom : 1;
  const scale = wide !== undefined ? wide / picture.width : high !== undefined ? high / picture.height : factor;
  return {
    ...picture,
    width: Math.max(1, Math.round(wide ?? picture.width * scale)),
    height: Math.max(1, Math.round(high ?? picture.height * scale)),
  };
}

/** What an `<img>` asks for, in its attributes and its style: `width="300"`, `style="width: 300px"`, `style="zoom:50%"`. Shares of the page are not a size. */
export function wantedSize(attributes: ReadonlyMap<string, string>): WantedSize {
  const style = attributes.get('style') ?? '';
  const pixels = (name: string): number | undefined => {
    const text = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, 'i').exec(style)?.[1] ?? attributes.get(name) ?? '';
    const found = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/i.exec(text);
    return found === null ? undefined : Number(found[1]);
  };
  const zoom = /(?:^|;)\s*zoom\s*:\s*(\d+(?:\.\d+)?)(%?)\s*(?:;|$)/i.exec(style);
  const [width, height] = [pixels('width'), pixels('height')];
  return {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(zoom === null ? {} : { zoom: Number(zoom[1]) / (zoom[2] === '%' ? 100 : 1) }),
  };
}

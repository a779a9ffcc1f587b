import type { Picture } from '../asset.js';
import type { HtmlPicture } from './html-pictures.js';

/** A picture as large as its author wants it, in CSS pixels, its proportions kept where only one side is given. */
export function sized(picture: Picture, { width, height, zoom }: Pick<HtmlPicture, 'width' | 'height' | 'zoom'>): Picture {
  if (width === undefined && height === undefined && zoom === undefined) return picture;
  if (width !== undefined && height !== undefined) return { ...picture, width, height };
  const factor = width !== undefined ? width / picture.width : height !== undefined ? height / picture.height : (zoom as number);
  return {
    ...picture,
    width: width ?? Math.max(1, Math.round(picture.width * factor)),
    height: height ?? Math.max(1, Math.round(picture.height * factor)),
  };
}

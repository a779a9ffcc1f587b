import type { Asset, Picture } from '../asset.js';
import { escapeLine } from '../render/escape-html.js';
import { escapeMarkdown } from '../render/escape-markdown.js';

/**
 * A picture as GitHub shows it: its own sanitiser takes styles and loading away, so a width is all that is said, and its pages keep pictures in proportion.
 * Plain ones are Markdown.
 *
 * @param url the address of an asset, ready to stand in an attribute and in Markdown.
 */
export function githubPicture({ asset, dark, width, alt, title }: Picture, url: (asset: Asset) => string): string {
  if (dark === undefined && title === undefined && Math.round(width) === asset.width)
    return `![${escapeMarkdown(alt)}](${url(asset)})`;
  const named = title === undefined ? '' : ` title="${escapeLine(title)}"`;
  const image = `<img src="${url(asset)}" alt="${escapeLine(alt)}"${named} width="${Math.max(1, Math.round(width))}">`;
  return dark === undefined
    ? image
    : `<picture><source media="(prefers-color-scheme: dark)" srcset="${url(dark)}">${image}</picture>`;
}

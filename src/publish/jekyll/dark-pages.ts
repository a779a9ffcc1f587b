import type { Files } from '../files.js';
import { record, scalar } from '../site/jekyll-config.js';
import type { JekyllSite } from '../site/jekyll-site.js';

/**
 * Whether the pages of a site turn dark where their reader's screen is: a style of its own says so, or its theme does. A picture for dark pages on a page
 * that stays white would be a black box.
 */
export async function hasDarkPages(site: JekyllSite, files: Files): Promise<boolean> {
  const skin = scalar(record(site.config.minima)?.skin);
  if (skin === 'auto' || (site.theme !== null && DARK_THEMES.test(site.theme))) return true;
  let left = MOST_FILES;
  const says = async (folder: string, depth: number): Promise<boolean> => {
    for (const { name, kind, size } of await files.list(folder)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder' && depth > 0 && name !== 'downhill' && (await says(path, depth - 1))) return true;
      if (kind !== 'file' || size > MOST_BYTES || !STYLES.test(name) || --left < 0) continue;
      const bytes = await files.read(path);
      if (bytes !== null && new TextDecoder().decode(bytes).includes('prefers-color-scheme')) return true;
    }
    return false;
  };
  for (const folder of ['_sass', '_includes', '_layouts', 'assets', 'css', 'styles'])
    if (await says(site.source === '' ? folder : `${site.source}/${folder}`, 3)) return true;
  return says(site.source, 0);
}

/** Themes of which this is known: their styles lie in their gem, which is not read. */
const DARK_THEMES = /chirpy|hydejack|al-folio|no-style-please|yat|texture|minimal-light/;
const STYLES = /\.(?:css|scss|sass|html)$/;
const MOST_FILES = 300;
const MOST_BYTES = 2 ** 20;

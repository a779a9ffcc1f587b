import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';
import type { CheckedSite } from './checked-site.js';
import { isHugo, readHugo } from './hugo-site.js';
import { readJekyll } from './jekyll-site.js';
import { readPlainFolder } from './plain-folder.js';

/** Reads a site of either kind. @param anyFolder whether a folder that is none is read as it is. @throws DownhillError `not-a-site`. */
export async function readSite(files: Files, anyFolder = false): Promise<CheckedSite> {
  const names = (await files.list('')).map(({ name }) => name);
  if (names.some((name) => /^(?:_config\.(?:ya?ml|toml)|_posts|_layouts)$/.test(name))) return readJekyll(files);
  if (await isHugo(files)) return readHugo(files);
  if (anyFolder) return readPlainFolder(files);
  throw new DownhillError(
    'not-a-site',
    `${files.name} is neither a Jekyll site (no _config.yml) nor a Hugo site (no hugo.toml or config.toml)`,
    'give the folder that "jekyll build" or "hugo" is run in',
    { place: files.name },
  );
}

import type { Files } from '../files.js';
import { type HugoConfig, setting } from './hugo-config.js';

/** Shortcodes that every Hugo has, since 0.111 and to date. */
const BUILT_IN = ['figure', 'gist', 'highlight', 'instagram', 'param', 'ref', 'relref', 'twitter', 'vimeo', 'youtube'];

/** Names of the shortcodes of a site: its own, its themes' and Hugo's; null where a theme comes as a module, which is nowhere in the folder. */
export async function siteShortcodes(files: Files, config: HugoConfig, layoutFolder: string): Promise<ReadonlySet<string> | null> {
  const imports = setting(config, 'module.imports');
  if (Array.isArray(imports) && imports.length > 0) return null;
  const themes = (await files.list('themes')).filter(({ kind }) => kind === 'folder').map(({ name }) => `themes/${name}/layouts`);
  const names = new Set(BUILT_IN);
  for (const layouts of [layoutFolder, ...themes])
    for (const folder of ['shortcodes', '_shortcodes']) await collect(files, `${layouts}/${folder}`, '', names);
  return names;
}

/** A shortcode in a folder is called by its path. */
async function collect(files: Files, folder: string, prefix: string, names: Set<string>): Promise<void> {
  for (const { name, kind } of await files.list(folder)) {
    if (kind === 'folder') await collect(files, `${folder}/${name}`, `${prefix}${name}/`, names);
    else names.add(prefix + name.replace(/\..*$/, ''));
  }
}

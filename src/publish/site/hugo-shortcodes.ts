import type { Files } from '../files.js';
import { type HugoConfig, setting } from './hugo-config.js';

/** Names of shortcodes, and whether each takes something between two tags. */
export type Shortcodes = ReadonlyMap<string, boolean>;

/** Shortcodes that every Hugo has, since 0.111 and to date. */
const BUILT_IN: readonly (readonly [string, boolean])[] = [
  ['figure', false],
  ['gist', false],
  ['highlight', true],
  ['param', false],
  ['ref', false],
  ['relref', false],
  ['vimeo', false],
  ['youtube', false],
];

/** The shortcodes of a site: its own, its themes' and Hugo's; null where a theme comes as a module, which is nowhere in the folder. */
export async function siteShortcodes(files: Files, config: HugoConfig, layoutFolder: string): Promise<Shortcodes | null> {
  const imports = setting(config, 'module.imports');
  if (Array.isArray(imports) && imports.length > 0) return null;
  const themes = (await files.list('themes')).filter(({ kind }) => kind === 'folder').map(({ name }) => `themes/${name}/layouts`);
  const found = new Map(BUILT_IN);
  // A site's own goes before a theme's of the same name.
  for (const layouts of [...themes, layoutFolder])
    for (const folder of ['shortcodes', '_shortcodes']) await collect(files, `${layouts}/${folder}`, '', found);
  return found;
}

/** A shortcode in a folder is called by its path. */
async function collect(files: Files, folder: string, prefix: string, found: Map<string, boolean>): Promise<void> {
  for (const { name, kind } of await files.list(folder)) {
    if (kind === 'folder') await collect(files, `${folder}/${name}`, `${prefix}${name}/`, found);
    else if (name.endsWith('.html')) {
      const template = new TextDecoder().decode((await files.read(`${folder}/${name}`)) ?? new Uint8Array());
      found.set(prefix + name.replace(/\..*$/, ''), /\.Inner(?:Deindent)?\b/.test(template));
    }
  }
}

import type { Files } from '../files.js';
import { type HugoConfig, setting } from './hugo-config.js';

/** What sites call the folder of their posts, the commonest first. */
const USUAL = ['posts', 'post', 'blog', 'articles'];

/**
 * The folder below the content that posts belong to: the site's main section where it names one (`params.mainSections`, as themes read it), else that of the
 * usual names which holds most pages, else `posts`.
 */
export async function siteSection(files: Files, config: HugoConfig, contentFolder: string): Promise<string> {
  const named = setting(config, 'params.mainSections') ?? setting(config, 'mainSections');
  const [first] = Array.isArray(named) ? named : [named];
  if (typeof first === 'string' && /^[^/\\.][^/\\]*$/.test(first)) return first;
  const folders = (await files.list(contentFolder)).filter(({ kind, name }) => kind === 'folder' && USUAL.includes(name));
  let best: { readonly name: string; readonly pages: number } | null = null;
  for (const name of USUAL.filter((usual) => folders.some((folder) => folder.name === usual))) {
    const pages = await pagesBelow(files, `${contentFolder}/${name}`);
    if (best === null || pages > best.pages) best = { name, pages };
  }
  return best?.name ?? 'posts';
}

/** Pages and bundles directly in a section; `_index.md` is none. */
async function pagesBelow(files: Files, folder: string): Promise<number> {
  const entries = await files.list(folder);
  return entries.filter(({ name, kind }) => kind === 'folder' || (/\.(?:md|markdown|html)$/.test(name) && !name.startsWith('_')))
    .length;
}

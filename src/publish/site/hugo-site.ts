import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';
import { type HugoConfig, isMap, readHugoConfig, setting } from './hugo-config.js';
import { siteSection } from './hugo-section.js';
import { type Shortcodes, siteShortcodes } from './hugo-shortcodes.js';

/** What publishing must know of a Hugo site. Paths are relative to the site, without `/` at either end. */
export interface HugoSite {
  readonly config: HugoConfig;
  /** Where posts of this language are written. */
  readonly contentFolder: string;
  readonly layoutFolder: string;
  /** The folder below `contentFolder` that posts belong to: `posts`. */
  readonly section: string;
  /** Between `index` and its extension: `.ko` where languages share a folder and the post's is not the main one; else empty. */
  readonly fileSuffix: string;
  /** Before all addresses: `ko/`, or nothing. */
  readonly addressPrefix: string;
  /** With `/` at its end; empty where the site does not say it. */
  readonly baseUrl: string;
  /** Whether `:smile:` becomes a picture, in code too. */
  readonly emoji: boolean;
  /** The shortcodes that the site and its themes have; null where a theme comes as a module, which nobody can look into. */
  readonly shortcodes: Shortcodes | null;
}

/**
 * Reads a Hugo site.
 *
 * @param language that the post itself states (`lang: ko`); null for the site's main one.
 * @throws DownhillError `no-hugo-site`, `site-config-unreadable`, `site-folder-outside`.
 */
export async function readHugoSite(files: Files, language: string | null): Promise<HugoSite> {
  const config = await readHugoConfig(files);
  if (config === null) {
    throw new DownhillError(
      'no-hugo-site',
      `${files.name} is no Hugo site: it has no hugo.toml, hugo.yaml, hugo.json, config.toml, config.yaml or config/_default`,
      'name the folder that holds the settings of the site: --to hugo:<folder>',
      { place: files.name },
    );
  }
  const main = text(config, 'defaultContentLanguage')?.toLowerCase() ?? 'en';
  const languages = setting(config, 'languages');
  const known = isMap(languages) ? Object.keys(languages) : [];
  const own = ownLanguage(language, known) ?? main;
  const ownFolder = text(config, `languages.${own}.contentDir`);
  const contentFolder = inside(ownFolder ?? mounted(config, 'content') ?? text(config, 'contentDir') ?? 'content');
  const inSubfolder = own === main ? known.length > 0 && setting(config, 'defaultContentLanguageInSubdir') === true : true;
  const layoutFolder = inside(text(config, 'layoutDir') ?? mounted(config, 'layouts') ?? 'layouts');
  return {
    config,
    contentFolder,
    layoutFolder,
    section: await siteSection(files, config, contentFolder),
    fileSuffix: own === main || ownFolder !== null ? '' : `.${own}`,
    addressPrefix: inSubfolder ? `${own}/` : '',
    baseUrl: (text(config, `languages.${own}.baseURL`) ?? text(config, 'baseURL') ?? '').replace(/([^/])$/, '$1/'),
    emoji: setting(config, 'enableEmoji') === true,
    shortcodes: await siteShortcodes(files, config, layoutFolder),
  };
}

/** The site's name for a language: `ko` for `ko-KR` as well. */
function ownLanguage(language: string | null, known: readonly string[]): string | null {
  const stated = language?.toLowerCase().replace('_', '-') ?? '';
  return [stated, stated.replace(/-.*/, '')].find((name) => known.includes(name)) ?? null;
}

/** A setting that is text and not empty. */
function text(config: HugoConfig, path: string): string | null {
  const value = setting(config, path);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The folder that stands for one of Hugo's own by `module.mounts`, which replace it. */
function mounted(config: HugoConfig, target: string): string | null {
  const mounts = setting(config, 'module.mounts');
  const mount = Array.isArray(mounts) ? mounts.find((each) => isMap(each) && (each.target ?? each.Target) === target) : undefined;
  const source: unknown = isMap(mount) ? (mount.source ?? mount.Source) : null;
  return typeof source === 'string' ? source : null;
}

/** @throws DownhillError `site-folder-outside`: nothing is written beside the site. */
function inside(folder: string): string {
  const names = folder
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  if (/^(?:[/\\]|[A-Za-z]:)/.test(folder) || names.includes('..'))
    throw new DownhillError(
      'site-folder-outside',
      `the site keeps a part of itself in ${folder}, outside of its folder`,
      'downhill writes into the folder of the site only; set contentDir and layoutDir to folders in it',
      { place: folder },
    );
  return names.join('/');
}

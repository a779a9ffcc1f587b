import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';

/** Settings of a Hugo site: nested, all keys in lower case, because Hugo does not tell `baseURL` from `baseurl`. */
export type HugoConfig = Readonly<Record<string, unknown>>;

/**
 * What a Hugo site is set to: its file (`hugo.toml`, `config.yaml`, …), then the folders `config/_default` and `config/production`, the later over the earlier.
 * A theme's own settings are not looked at.
 *
 * Source: Hugo's documentation, "Configure Hugo" and "Configuration directory".
 *
 * @returns null for a folder without any of them. @throws DownhillError `site-config-unreadable`.
 */
export async function readHugoConfig(files: Files): Promise<HugoConfig | null> {
  const root = await firstOf(files);
  const folders = await Promise.all(['config/_default', 'config/production'].map((folder) => readFolder(files, folder)));
  const found = [root, ...folders].filter((config) => config !== null);
  return found.length === 0 ? null : found.reduce(merged);
}

/** The value at a path of names; undefined where there is none. @example setting({ markup: { goldmark: 1 } }, 'markup.goldmark') // 1 */
export function setting(config: HugoConfig, path: string): unknown {
  let at: unknown = config;
  for (const name of path.toLowerCase().split('.')) at = isMap(at) ? at[name] : undefined;
  return at;
}

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const FORMATS: Readonly<Record<string, (text: string) => unknown>> = {
  toml: parseToml,
  yaml: (text) => parseYaml(text),
  yml: (text) => parseYaml(text),
  json: (text) => JSON.parse(text) as unknown,
};
const EXTENSIONS = Object.keys(FORMATS);
const NAMES = ['hugo', 'config'];

async function firstOf(files: Files): Promise<HugoConfig | null> {
  for (const name of NAMES)
    for (const extension of EXTENSIONS) {
      const config = await readFile(files, `${name}.${extension}`);
      if (config !== null) return config;
    }
  return null;
}

/** `params.toml` holds what stands below `params`; `languages.ko.toml` and `menus.en.toml` likewise. */
async function readFolder(files: Files, folder: string): Promise<HugoConfig | null> {
  let config: HugoConfig | null = null;
  for (const { name, kind } of await files.list(folder)) {
    const [stem, extension] = [name.replace(/\.[^.]*$/, ''), name.replace(/^.*\./, '')];
    if (kind !== 'file' || !EXTENSIONS.includes(extension)) continue;
    const read = await readFile(files, `${folder}/${name}`);
    if (read === null) continue;
    const keys = NAMES.includes(stem) ? [] : stem.toLowerCase().split('.');
    const placed = keys.reduceRight<HugoConfig>((inner, key) => ({ [key]: inner }), read);
    config = config === null ? placed : merged(config, placed);
  }
  return config;
}

async function readFile(files: Files, path: string): Promise<HugoConfig | null> {
  const bytes = await files.read(path);
  if (bytes === null) return null;
  try {
    const read = FORMATS[path.replace(/^.*\./, '')]?.(new TextDecoder().decode(bytes));
    return isMap(read) ? lowered(read) : {};
  } catch (error) {
    const [what = ''] = (error as Error).message.split('\n');
    throw new DownhillError(
      'site-config-unreadable',
      `${path} cannot be read: ${what}`,
      'Hugo cannot build such a site; mend it first',
      {
        place: path,
      },
    );
  }
}

const lowered = (map: HugoConfig): HugoConfig =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toLowerCase(), isMap(value) ? lowered(value) : value]));

const merged = (under: HugoConfig, over: HugoConfig): HugoConfig => {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isMap(before) && isMap(value) ? merged(before, value) : value;
  }
  return result;
};

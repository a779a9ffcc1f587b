import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { DownhillError } from '../../base/errors.js';
import type { Files } from '../files.js';

export type Config = Readonly<Record<string, unknown>>;

/**
 * A Jekyll site's configuration, as Jekyll finds it: `_config.yml`, else `.yaml`, else `.toml`; YAML 1.1, a later key wins.
 *
 * @returns null where there is none.
 * @throws DownhillError `site-config-unreadable`.
 */
export async function readJekyllConfig(files: Files): Promise<Config | null> {
  for (const name of ['_config.yml', '_config.yaml', '_config.toml']) {
    const bytes = await files.read(name);
    if (bytes === null) continue;
    const text = new TextDecoder().decode(bytes);
    try {
      const value: unknown = name.endsWith('.toml')
        ? parseToml(text)
        : parseYaml(text, { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'error' });
      return record(value ?? {}) ?? unreadable(files, name, 'it is no list of keys with values');
    } catch (error) {
      if (error instanceof DownhillError) throw error;
      return unreadable(files, name, (error as Error).message.split('\n')[0] as string);
    }
  }
  return null;
}

/** A mapping; null for whatever else. */
export const record = (value: unknown): Config | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) ? (value as Config) : null;

/** A text, a number or a truth value as text; null for whatever else. */
export const scalar = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;

/** A list's texts; a single text is a list of one. */
export const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map(scalar).filter((text) => text !== null);

function unreadable(files: Files, name: string, why: string): never {
  throw new DownhillError(
    'site-config-unreadable',
    `${files.name}/${name} cannot be read: ${why}`,
    'mend it until "jekyll build" accepts it',
    {
      place: `${files.name}/${name}`,
    },
  );
}

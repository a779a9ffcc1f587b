import { glob } from './glob.js';
import { type Config, texts } from './jekyll-config.js';

/**
 * Whether Jekyll leaves a static file out: `exclude`, unless `include` has it, and names that begin with `.`, `_`, `#`, `~` or end with `~`. An entry
 * counts for everything that its text begins: `assets` leaves `assets-new/` out as well. Source: Jekyll 4.3, entry_filter.rb.
 */
export function isExcluded(config: Config, path: string): boolean {
  const include = ['.htaccess', ...texts(config.include)];
  const exclude = [...DEFAULT_EXCLUDE, ...texts(config.exclude)].filter((pattern) => !include.includes(pattern));
  const steps = path.split('/');
  return steps.some((name, i) => {
    const at = steps.slice(0, i + 1).join('/');
    if (fits(include, at) || fits(include, name)) return false;
    return fits(exclude, at) || /^[._#~]/.test(name) || name.endsWith('~') || name.endsWith('.');
  });
}

const DEFAULT_EXCLUDE = [
  '.sass-cache',
  '.jekyll-cache',
  'gemfiles',
  'Gemfile',
  'Gemfile.lock',
  'node_modules',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];

const fits = (patterns: readonly string[], path: string): boolean =>
  patterns.some((pattern) => {
    const bare = pattern.replace(/^\//, '');
    // Jekyll's fnmatch lets a star pass folders.
    return path.startsWith(bare) || bare === `${path}/` || glob(bare.replaceAll('*', '**')).test(path);
  });

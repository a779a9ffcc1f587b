import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DownhillError } from '../base/errors.js';

const PACKAGES: Readonly<Record<string, readonly [string, string]>> = {
  'Pretendard-Regular.otf': ['pretendard', 'dist/public/static'],
  'Pretendard-SemiBold.otf': ['pretendard', 'dist/public/static'],
  'KaTeX_Main-Regular.ttf': ['katex', 'dist/fonts'],
};

/**
 * The font files that PNGs are drawn with: those beside the bundle, or in development those of the installed packages.
 * Errors: `font-missing`.
 */
export function fontFiles(): readonly string[] {
  found ??= Object.keys(PACKAGES).map(locate);
  return found;
}

let found: readonly string[] | null = null;

function locate(file: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  // The bundle is dist/*.js or dist/chunks/*.js.
  const beside = [join(here, 'fonts', file), join(here, '../fonts', file)].find(existsSync);
  const path = beside ?? inPackage(file);
  if (path !== null) return path;
  throw new DownhillError(
    'font-missing',
    `the font ${file}, which pictures are drawn with, is not where it was installed`,
    'install downhill again',
    { place: file },
  );
}

function inPackage(file: string): string | null {
  const [name, folder] = PACKAGES[file] as readonly [string, string];
  try {
    const path = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), folder, file);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A site's files by their paths. */
export type SiteFiles = Readonly<Record<string, string | Uint8Array>>;

export interface BuiltSite {
  /** Where it was built. */
  readonly folder: string;
  /** A page's text. @throws where it was not built. */
  readonly page: (path: string) => string;
  /** All files that were built, sorted. */
  readonly files: readonly string[];
}

export interface Build {
  readonly files: SiteFiles;
  /** Of the machine that builds it: `TZ`. */
  readonly zone?: string;
}

/** Several sites, each with its own configuration, built by one Ruby: starting it takes longer than building. */
const PROGRAM = `
require 'jekyll'
require 'json'
Jekyll.logger.log_level = :error
JSON.parse(STDIN.read).each do |source, destination, zone|
  ENV['TZ'] = zone
  Jekyll::Site.new(Jekyll.configuration('source' => source, 'destination' => destination, 'disable_disk_cache' => true)).process
end`;

const made: string[] = [];

/** Builds sites with Jekyll. @throws with what Jekyll says where one of them cannot be built. */
export function buildSites(builds: readonly Build[]): BuiltSite[] {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-jekyll-'));
  made.push(folder);
  const jobs = builds.map(({ files, zone = 'UTC' }, i) => {
    const source = join(folder, `source-${i}`);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), content);
    }
    return [source, join(folder, `site-${i}`), zone] as const;
  });
  const { status, stderr, stdout } = spawnSync('ruby', ['-e', PROGRAM], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    maxBuffer: 2 ** 27,
  });
  if (status !== 0) throw new Error(`Jekyll: ${stderr}${stdout}`);
  return jobs.map(([, destination]) => ({
    folder: destination,
    page: (path) => readFileSync(join(destination, path), 'utf8'),
    files: readdirSync(destination, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(destination.length + 1))
      .sort(),
  }));
}

/** What the builds of this file left. */
export const removeSites = (): void => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** A small blog: a list of its posts in pages of two with all they hold, and a layout. */
export const BLOG: SiteFiles = {
  'index.html': `---
layout: page
---
{% for post in paginator.posts %}<article><h1>{{ post.title }}</h1><p class="excerpt">{{ post.excerpt }}</p>
{{ post.content }}</article>{% endfor %}
`,
  '_layouts/page.html':
    '<!doctype html><html><head><meta charset="utf-8"><title>{{ page.title }}</title><style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style></head><body>{{ content }}</body></html>\n',
  '_layouts/post.html': '---\nlayout: page\n---\n<article><h1>{{ page.title }}</h1>{{ content }}</article>\n',
};

/** With what most sites have. */
export const config = (more: Readonly<Record<string, unknown>> = {}): string =>
  `${Object.entries({
    title: 'Blog',
    url: 'https://example.org',
    plugins: ['jekyll-feed', 'jekyll-paginate'],
    paginate: 2,
    ...more,
  })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')}\n`;

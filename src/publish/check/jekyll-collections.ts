import { type Config, record, scalar } from '../site/jekyll-config.js';

/** Collections but the posts, by name. */
export type Collections = ReadonlyMap<string, { readonly output: boolean; readonly permalink: string | null }>;

/** Reads `collections`, a list of names or a mapping. */
export function jekyllCollections({ collections }: Config): Collections {
  const entries = Array.isArray(collections)
    ? collections.map((name) => [String(name), {}] as const)
    : Object.entries(record(collections) ?? {});
  return new Map(
    entries.map(([name, about]) => [
      name,
      { output: record(about)?.output === true, permalink: scalar(record(about)?.permalink) },
    ]),
  );
}

/** The end that the site's style gives to the addresses of pages and of collections (Jekyll 4.3, `Utils.add_permalink_suffix`). */
export function withSuffix(template: string, config: Config): string {
  const style = scalar(config.permalink) ?? 'date';
  if (style === 'pretty' || style.endsWith('/')) return `${template}/`;
  return /^(?:date|ordinal|none)$/.test(style) || style.endsWith(':output_ext') ? `${template}:output_ext` : template;
}

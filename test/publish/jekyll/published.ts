import type { Note } from '../../../src/publish/note.js';
import type { Post } from '../../../src/publish/post.js';
import type { PostDate } from '../../../src/publish/post-date.js';
import type { Rendered } from '../../../src/publish/target.js';
import { jekyll } from '../../../src/publish/targets/jekyll.js';
import { memoryFiles } from '../memory-files.js';
import type { SiteFiles } from './sites.js';

export const bytesOf = (files: SiteFiles): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );

const EVENING: PostDate = { day: '2022-07-15', time: '21:30:00', offset: '+09:00' };

export interface Published {
  readonly rendered: Rendered;
  readonly notes: readonly Note[];
  /** The site with the post in it. */
  readonly files: SiteFiles;
}

/** Puts a post into a site. */
export async function published(
  post: Post,
  site: SiteFiles,
  {
    date = EVENING,
    slug = post.front.slug,
    formerAddresses = [],
  }: { date?: PostDate; slug?: string; formerAddresses?: readonly string[] } = {},
): Promise<Published> {
  const notes: Note[] = [];
  const rendered = await jekyll.render(post, {
    site: memoryFiles(bytesOf(site)),
    date,
    assetSlug: slug.replace(/[^a-z0-9-]/g, '') || 'post',
    slug,
    baseUrl: null,
    formerAddresses,
    note: (note) => void notes.push(note),
  });
  const assets = Object.fromEntries(rendered.assets.map(({ path, data }) => [path, data]));
  return { rendered, notes, files: { ...site, ...assets, [rendered.post.path]: rendered.post.text } };
}

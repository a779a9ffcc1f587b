import type { Text } from '../../base/text.js';
import type { Files } from '../files.js';
import type { Reference, ReferenceRules } from './find-references.js';
import type { KnownTags } from './liquid-problems.js';
import type { Served } from './resolve-address.js';

/** A site as it stands in its folder, with what its generator would make of it. */
export interface CheckedSite extends Served {
  /** `jekyll`, `hugo`. */
  readonly kind: SiteKind;
  /** The folder that the generator reads; paths are relative to it. */
  readonly files: Files;
  /** That folder below the site's: `''` or `docs`. */
  readonly root: string;
  readonly posts: readonly CheckedPost[];
  /** Everything the site will hold: address without `baseurl`, with a leading `/`, decoded → the file it comes from; null for what is made. */
  readonly published: ReadonlyMap<string, string | null>;
  /** All files of the folder, path → bytes. */
  readonly sources: ReadonlyMap<string, number>;
  readonly rules: ReferenceRules;
  /** What its generator runs in a text; null where nothing is run. */
  readonly templates: Templates | null;
  /** What becomes of a post whose front matter cannot be read. */
  readonly frontBroken: (reason: Text) => Text;
  /** Tags of Liquid that are the site's own. */
  readonly tags: KnownTags;
  /** Paths of sources that an address may come from: the inverse of publishing a file, whether it is there or not. */
  readonly sourcesOf: (address: string) => readonly string[];
  /** Files that are there and will not be published, with the reason. */
  readonly leftOut: (path: string) => LeftOut | null;
  /** Addresses that a plug-in or theme makes: a link there is not doubted. */
  readonly mayExist: (path: string) => boolean;
  /**
   * What the generator makes of an address as it is written; null where only the generator knows.
   * @param page the page that shows it.
   */
  readonly evaluate: (reference: Reference, post: CheckedPost, page: PageOf) => string | null;
  /** How an address inside the site is written so that it works on every page: the inverse of `evaluate`. */
  readonly write: (path: string, syntax: Reference['syntax'], post: CheckedPost) => string;
  /** A relative address that stays right although it is relative: a file in the post's own bundle. */
  readonly bundled: (reference: Reference, post: CheckedPost, value: string) => boolean;
  /** Where the site is built to by default. */
  readonly destination: string;
  readonly plugins: readonly string[];
  /** Where repaired posts get copies of pictures that the site would not publish, and where the site publishes them. */
  readonly assetFolder: (slug: string) => { readonly folder: string; readonly address: string };
}

/** Templates in posts: Liquid, shortcodes. */
export interface Templates {
  /** Whether what it prints can be mended as Liquid. */
  readonly liquid: boolean;
  /** How an author writes one that is to be seen. */
  readonly escaped: RegExp;
  /** One that stands in a built page; global. */
  readonly left: RegExp;
}

export type SiteKind = 'jekyll' | 'hugo' | 'folder';
export type LeftOut = 'excluded' | 'special-name' | 'posts-folder' | 'backup-name';

/** A page on which a post, or its beginning, is shown. */
export interface PageOf {
  /** `post`, `home`, `page 2`. */
  readonly name: 'post' | 'home' | 'page2';
  /** Its path on the host, `baseurl` included. */
  readonly address: string;
  /** How much of the post is shown there: offsets up to here. */
  readonly until: number;
}

export interface CheckedPost {
  /** Below the site's folder. */
  readonly path: string;
  readonly text: string;
  /** Where the content begins, after the front matter. */
  readonly bodyStart: number;
  /** What its front matter says, with the site's defaults. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why its front matter cannot be read; offsets in `text`. */
  readonly broken: { readonly message: Text; readonly at: number } | null;
  /** A post of the blog: pages and documents of other collections are none. */
  readonly dated: boolean;
  /** Where the site names no time zone: the day that the post gets on a machine set to UTC, if it is another than its author's. */
  readonly utcDay?: string;
  /** Whether the generator will show it: `published: false`, drafts. */
  readonly shown: boolean;
  /** Without `baseurl`: `/2022/07/15/a.html`, decoded. */
  readonly address: string;
  readonly pages: readonly PageOf[];
  /** Whether templates in its text are run. */
  readonly templated: boolean;
}

/** What a built site answers a request for a path with; the rules that GitHub Pages, Netlify and `jekyll serve` share. */
export function publishedAt({ published }: Pick<CheckedSite, 'published'>, path: string): string | null {
  const candidates = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  return candidates.find((candidate) => published.has(candidate)) ?? null;
}

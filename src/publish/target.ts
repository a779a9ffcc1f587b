import type { Text } from '../base/text.js';
import type { Files, PlannedFile } from './files.js';
import type { Note } from './note.js';
import type { Post } from './post.js';
import type { PostDate } from './post-date.js';

/** A place that posts are published to. One file in `targets/`, and nothing else knows its name: `--to jekyll:<folder>`. */
export interface Target {
  readonly name: string;
  readonly title: Text;
  /** What the folder must be; for help and for messages. */
  readonly folder: Text;
  /** Whether a folder that does not exist yet is made (`html`, `github`, `paste`) or is an error (a site). */
  readonly makesFolder: boolean;
  /** Whether a date must be known. */
  readonly needsDate: boolean;
  /** What to do to see a published post: `run bundle exec jekyll serve …`. @param folder as the user gave it. */
  readonly next?: (folder: string, published: { readonly post: string; readonly address: string | null }) => Text;
  /** @throws DownhillError for a folder that is no such site, and for a post that cannot be shown there. */
  readonly render: (post: Post, context: TargetContext) => Promise<Rendered>;
}

export interface TargetContext {
  /** The site as it stands. */
  readonly site: Files;
  /** `--date`, the document's, or the manifest's; null where none is known and the target needs none. */
  readonly date: PostDate | null;
  /** ASCII, lower case: the folder of its assets and the prefix of ids. Unique in the site. */
  readonly assetSlug: string;
  /** The name in the post's address, as the site writes names; Hangul may stand in it, in NFC. */
  readonly slug: string;
  /** `--base-url` for places without a site of their own; null where none was given. */
  readonly baseUrl: string | null;
  /** Where the post was read before, the oldest first, never its present address: targets that can redirect do. */
  readonly formerAddresses?: readonly string[];
  readonly note: (note: Note) => void;
}

/** A post as a target shows it. */
export interface Rendered {
  /** With markers around the regions that the machine made; see `regions.ts`. */
  readonly post: { readonly path: string; readonly text: string };
  /** Pictures and what else belongs to this post alone; each path appears once. */
  readonly assets: readonly PlannedFile[];
  /** Where it will be read, relative to the site's root, where the target knows it. */
  readonly address: string | null;
}

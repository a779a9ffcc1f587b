import type { Lang } from '../base/text.js';
import type { Picture } from './asset.js';
import type { PostDate } from './post-date.js';

/** A document as every reader gives it and every target takes it. */
export interface Post {
  /** The document's name, for messages. */
  readonly source: string;
  /** Of words that downhill adds. */
  readonly lang: Lang;
  readonly front: Front;
  /** In the order of the post. */
  readonly parts: readonly Part[];
}

/** What a post says of itself, from its front matter, a notebook's metadata, or its own first heading. */
export interface Front {
  /** The author's YAML to the character, without the lines `---`; null where there is none. Targets add to it, they never write it anew. */
  readonly text: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** The front matter's, else the text of the first heading of level 1, else the file's name. */
  readonly title: string;
  /** The heading of level 1 that says the title, where it is the first thing in the post but code, or an introduction: themes print the title themselves. */
  readonly titleHeading: { readonly part: number; readonly start: number; readonly end: number } | null;
  /** From front matter or the file's name (`2022-07-15-gradient.md`); null where neither says it. */
  readonly date: PostDate | null;
  /** From front matter (`slug`) or the file's name without date and extension, as it is written there. */
  readonly slug: string;
  /** Plain text of the first paragraph, up to 200 characters, or the front matter's `excerpt` or `description`. */
  readonly excerpt: string;
}

export type Part = Prose | CodePart | TextOutput | HtmlOutput | PicturePart | MathPart | TablePart | Aside | DetailsPart;

/** Text of the author: Markdown (CommonMark, GitHub's extensions, dollar maths), kept to the character outside its spans. */
export interface Prose {
  readonly kind: 'prose';
  readonly text: string;
  /** Sorted, not overlapping. */
  readonly spans: readonly Span[];
  /** Where an offset of `text` stands: `post.md:14:9`, `a.ipynb, cell 3`. */
  readonly place: (offset: number) => string;
  /** Written by the site's own author: its HTML stays. Of a notebook it is cleaned: `html` spans say what is left. */
  readonly trusted: boolean;
}

/** A stretch of prose that a target writes in its own way. Offsets in UTF-16 code units, `end` exclusive. */
export type Span = {
  readonly start: number;
  readonly end: number;
} /** `block` for a fenced or an indented block, else it stands in a line. */ & (
  | {
      readonly kind: 'code';
      readonly fenced: boolean;
      readonly block: boolean;
      readonly language: string | null;
      readonly value: string;
    }
  /** `tex` without its dollars. `written` is how it was delimited: `$`, `$$`, `\\(`, `\\[`, or a bare environment. */
  | { readonly kind: 'math'; readonly tex: string; readonly display: boolean }
  | { readonly kind: 'picture'; readonly picture: Picture }
  /** A picture that is not there, and was allowed not to be. */
  | { readonly kind: 'missing'; readonly reference: string; readonly alt: string }
  /** A piece of HTML (a tag, a comment, a block) and what may stay of it: the same text for trusted prose. */
  | { readonly kind: 'html'; readonly html: string }
  /** The address of a link or of a picture that stays where it is, as written: `https://…`, `other-post.md`, `#top`. Its span is the address alone. */
  | { readonly kind: 'address'; readonly url: string; readonly image: boolean }
  /** Text that was put in for a quoted result: plain text, to be escaped. */
  | { readonly kind: 'quoted'; readonly text: string }
);

/** What a part of the machine's making carries: a stable name, unique in the post, that an edit elsewhere does not change. */
interface Made {
  /** ASCII letters, digits and `-`: `sine-noise`, `cell-3f2a91bc`. Parts in succession with the same name are one region. */
  readonly region: string;
}

/** Code that was run: shown byte for byte. */
export interface CodePart extends Made {
  readonly kind: 'code';
  readonly language: string | null;
  readonly value: string;
}

/** Text that a program wrote: no escape sequences, no control characters but tab and line end. */
export interface TextOutput extends Made {
  readonly kind: 'text';
  readonly value: string;
  readonly tone: 'output' | 'warning' | 'error';
}

/** Cleaned HTML, balanced: no script, no handler, no style but the allowed ones, no request to anywhere. */
export interface HtmlOutput extends Made {
  readonly kind: 'html';
  readonly html: string;
  /** What is in it, for targets without HTML. */
  readonly text: string;
}

export interface PicturePart extends Made {
  readonly kind: 'picture';
  readonly picture: Picture;
  /** Plain text below it; null for none. */
  readonly caption: string | null;
}

/** A displayed formula that a program gave. */
export interface MathPart extends Made {
  readonly kind: 'math';
  readonly tex: string;
}

/** A table of plain texts: a fit's parameters. */
export interface TablePart extends Made {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: readonly ('left' | 'right')[];
}

/** A paragraph that the machine says, plain text: a finding with its advice. */
export interface Aside extends Made {
  readonly kind: 'aside';
  readonly tone: 'note' | 'warning' | 'error';
  readonly text: string;
}

/** Code that is folded in where the target can fold: an experiment's definition. */
export interface DetailsPart extends Made {
  readonly kind: 'details';
  readonly summary: string;
  readonly language: string | null;
  readonly value: string;
}

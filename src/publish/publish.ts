import { DownhillError } from '../base/errors.js';
import type { Lang } from '../base/text.js';
import { addressSlug } from './again/address-slug.js';
import { freeSlug, ownSlug, refuseOwnDocument, refuseTaken } from './again/identity.js';
import type { Ledger } from './again/ledger.js';
import type { Manifest } from './again/manifest.js';
import { renamedNote } from './again/notes.js';
import { type Placed, place } from './again/place.js';
import { renamedFrom } from './again/renamed.js';
import { asciiName } from './assets/ascii-name.js';
import type { Files } from './files.js';
import { readDate } from './front/read-date.js';
import type { Note } from './note.js';
import type { Post } from './post.js';
import { dateText, type PostDate } from './post-date.js';
import type { Reader, ReaderContext, SourceDocument } from './reader.js';
import { refuseEmpty } from './refuse-empty.js';
import { renderPost } from './render-post.js';
import type { Target } from './target.js';

/** A document that is to be published at one target. */
export interface Publication {
  readonly document: SourceDocument;
  /** `chooseReader`. */
  readonly reader: Reader;
  /** The folder that its pictures may be read from. */
  readonly files: Files;
  /** The document relative to the site, with `/`: what the post is known by from one time to the next. */
  readonly source: string;
  readonly target: Target;
  readonly site: Files;
  /** What is published in the site already. */
  readonly ledger: Ledger;
  readonly options: PublishOptions;
  /** Whether the document of a manifest is no longer there. */
  readonly gone: (source: string) => Promise<boolean>;
  readonly runExperiments: ReaderContext['runExperiments'];
  /** Documents that are published in one go, as they were given, by their paths from the site. */
  readonly together?: ReadonlyMap<string, string>;
  /** Told of what there is to know of the document, also where it is refused in the end. */
  readonly onNote?: (note: Note) => void;
}

export interface PublishOptions {
  readonly lang?: Lang;
  /** `--date`; null: what the document says, else what it was published with. */
  readonly date: PostDate | null;
  /** `--slug`; null: the document's. */
  readonly slug: string | null;
  readonly baseUrl: string | null;
  readonly allowMissing: boolean;
  /** Overwrites what was edited by hand or is not ours, with a copy in `.downhill/backup`. */
  readonly force: boolean;
  /** Removes files of the post that it uses no more. */
  readonly prune: boolean;
}

/** What publishing will do: nothing is written yet. */
export interface Published extends Placed {
  readonly notes: readonly Note[];
}

/**
 * From a document to the changes of a site. The same document, site and options give the same bytes; a document published already gives an empty plan.
 * @throws DownhillError of readers and targets; `empty-post`, `date-missing`, `document-is-post`, `slug-taken`, `post-exists`, `asset-exists`, `region-edited`, `edits-conflict`, `base-missing`, `document-too-deep`.
 */
export async function publish(publication: Publication): Promise<Published> {
  try {
    return await planned(publication);
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
    const { source } = publication.document;
    throw new DownhillError(
      'document-too-deep',
      `${source} holds lists, quotations or formulas within each other without end`,
      'split them',
      {
        place: source,
      },
    );
  }
}

async function planned(publication: Publication): Promise<Published> {
  const { document, reader, files, options, runExperiments } = publication;
  const notes: Note[] = [];
  const note = (each: Note): void => {
    notes.push(each);
    publication.onNote?.(each);
  };
  const { lang, allowMissing } = options;
  const post = await reader.read(document, {
    files,
    allowMissing,
    note,
    runExperiments,
    ...(lang === undefined ? {} : { lang }),
  });
  refuseEmpty(post);
  const mine = ownSlug(publication.ledger, publication.source, publication.target.name);
  const former = mine ?? (await formerSlug(post, publication));
  const own = former === null ? null : (publication.ledger.get(former) as Manifest);
  if (own !== null && mine === null) note(renamedNote(own.source, document.source));
  const assetSlug = former ?? newSlug(post, publication);
  const known = named(post, own, publication);
  const rendered = await renderPost(post, known, assetSlug, own, publication, note);
  refuseOwnDocument(rendered, publication.source);
  refuseTaken(rendered, assetSlug, document.source, publication.ledger, publication.together ?? new Map());
  const { title, slug: documentSlug } = post.front;
  // What is said of the site is true only once there is a plan.
  const placed: Note[] = [];
  const put = { ...known, title, documentSlug, own, assetSlug };
  const plan = await place(rendered, put, publication, (each) => void placed.push(each));
  return { ...plan, notes: [...notes, ...placed] };
}

/** What the post is called, and of which day. */
export interface Named {
  readonly date: PostDate | null;
  readonly slug: string;
}

function named(post: Post, own: Manifest | null, { options }: Publication): Named {
  const kept = own !== null && own.documentSlug === post.front.slug ? own.slug : null;
  const date = options.date ?? post.front.date ?? (own?.date == null ? null : readDate(own.date));
  return { date, slug: addressSlug(options.slug ?? kept ?? post.front.slug) };
}

const newSlug = (post: Post, publication: Publication): string =>
  freeSlug(asciiName(named(post, null, publication).slug, 40), publication.ledger);

/** The post that the document was under another name. */
async function formerSlug(post: Post, publication: Publication): Promise<string | null> {
  const { ledger, site, gone, target } = publication;
  const { date, slug } = named(post, null, publication);
  const text = async (): Promise<string> => {
    // For comparison only: any date will do.
    const trial = { slug, date: date ?? { day: '2000-01-01', time: null, offset: null } };
    return (await renderPost(post, trial, newSlug(post, publication), null, publication, () => {})).post.text;
  };
  const newcomer = { target: target.name, title: post.front.title, date: date === null ? null : dateText(date), text };
  return await renamedFrom(newcomer, ledger, site, gone);
}

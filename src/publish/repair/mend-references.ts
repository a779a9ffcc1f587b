import { hashOf } from '../again/hash-of.js';
import { asciiName } from '../assets/ascii-name.js';
import { followed } from '../check/check-site.js';
import type { CheckedPost, CheckedSite } from '../check/checked-site.js';
import type { Reference } from '../check/find-references.js';
import { meant } from '../check/meant.js';
import { inRoot, referenceNote } from '../check/reference-notes.js';
import { baseName } from '../check/resolve-address.js';
import { type Verdict, verdict } from '../check/verdict.js';
import type { PlannedFile } from '../files.js';
import type { Edit } from './splice.js';

/** What becomes of a post's addresses. */
export interface MendedReferences {
  readonly edits: readonly Edit[];
  /** Copies of pictures that the site would not publish where they are. */
  readonly copies: readonly PlannedFile[];
}

/** Writes every address anew that does not work everywhere, where it is known what it meant. */
export async function mendReferences(site: CheckedSite, post: CheckedPost): Promise<MendedReferences> {
  const edits: Edit[] = [];
  const copies: PlannedFile[] = [];
  for (const { reference, verdicts } of followed(site, post)) {
    if (reference.syntax === 'front') continue;
    const note = referenceNote(site, post, reference, verdicts);
    const value = seenValue(verdicts);
    if (note === null || value === null) continue;
    const found = meant(site, post, reference, value);
    if (found === null) continue;
    let address = found.address;
    if (address === null) {
      const copy = await copied(site, post, found.source);
      if (copy === null) continue;
      address = copy.address;
      copies.push(copy.file);
    }
    const text = site.write(address, reference.syntax, post) + suffix(reference, value, found.source);
    if (text !== reference.written && worksNow(site, post, reference, text, address))
      edits.push({ start: reference.start, end: reference.end, text: inQuotes(post, reference, text), code: note.code });
  }
  return { edits, copies };
}

/** What a broken page makes of it, else what a good one does. */
const seenValue = (verdicts: readonly Verdict[]): string | null =>
  (verdicts.find(({ works }) => works === false) ?? verdicts.find(({ works }) => works === true))?.value ?? null;

/** A place in a page, and what was asked of it, stay; of a picture they were never read. */
const suffix = ({ kind }: Reference, value: string, source: string): string =>
  kind === 'image' || /[#?]/.test(baseName(source)) ? '' : (/[?#][\s\S]*$/.exec(value)?.[0] ?? '');

/** kramdown takes a tag for text where a value has no quotation marks. */
const inQuotes = ({ text }: CheckedPost, { syntax, start, end }: Reference, written: string): string =>
  syntax === 'html' && /=\s*$/.test(text.slice(Math.max(0, start - 20), start)) && /[\s/>]/.test(text[end] ?? '')
    ? `"${written}"`
    : written;

/** Nothing is written that would not work on every page. */
function worksNow(site: CheckedSite, post: CheckedPost, reference: Reference, written: string, address: string): boolean {
  const published = site.published.has(address) ? site.published : new Map([...site.published, [address, address]]);
  const after = { ...site, published };
  return post.pages
    .filter(({ until }) => reference.start < until)
    .every((page) => verdict(after, post, { ...reference, written, end: reference.start + written.length }, page).works === true);
}

/** A copy under a name that every site publishes; the original stays where it is. */
async function copied(
  site: CheckedSite,
  post: CheckedPost,
  source: string,
): Promise<{ address: string; file: PlannedFile } | null> {
  if (site.leftOut(source) === 'excluded') return null;
  const data = await site.files.read(source);
  if (data === null) return null;
  const name = baseName(source);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const slug = asciiName(
    baseName(post.path)
      .replace(/\.[^.]*$/, '')
      .replace(/^\d{4}-\d{1,2}-\d{1,2}-/, ''),
  );
  const { folder, address } = site.assetFolder(slug);
  const file = `${asciiName(name.replace(/\.[^.]*$/, ''))}-${hashOf(data).slice(0, 8)}.${extension}`;
  return { address: `${address}/${file}`, file: { path: inRoot(site, `${folder}/${file}`), data } };
}

import { DownhillError } from '../../base/errors.js';
import { textHash, withoutReturns } from './hash-of.js';
import type { Manifest } from './manifest.js';
import { mergeText } from './merge-text.js';
import { type MarkedRegion, regionsOf } from './regions-of.js';
import { unifiedDiff } from './unified-diff.js';

/** The post's text as it goes to the disk. */
export interface PlacedText {
  readonly text: string;
  /** Something that was edited by hand is overwritten: a copy of it must be kept. */
  readonly overwrites: boolean;
  /** What was edited outside the regions is in `text`. */
  readonly carried: boolean;
}

/**
 * What becomes of a post that stands on the disk: whatever was edited outside the regions is carried over; a region that was edited by hand, or an edit
 * that the document contradicts, stops it.
 * @param current on the disk. @param base reads the text as generated the last time; null where it is lost. @param next as generated now.
 * @throws DownhillError `region-edited`, `edits-conflict`, `base-missing`, each with the diff, unless `force`.
 */
export async function placeText(
  current: string,
  base: () => Promise<string | null>,
  next: string,
  { manifest, force }: { readonly manifest: Manifest; readonly force: boolean },
): Promise<PlacedText> {
  const [here, new_] = [withoutReturns(current), withoutReturns(next)];
  if (here === new_) return { text: current, overwrites: false, carried: false };
  if (textHash(here) === manifest.generated) return { text: sameEnds(next, current), overwrites: false, carried: false };
  const path = manifest.post;
  const generated = await base();
  const before = generated === null ? null : withoutReturns(generated);
  if (before === null || textHash(before) !== manifest.generated) {
    if (force) return { text: next, overwrites: true, carried: false };
    throw new DownhillError(
      'base-missing',
      `${path} was edited by hand, and the text that downhill last made of it is lost or changed`,
      'restore the folder .downhill/posts, or publish with --force, which keeps a copy of the post',
      { place: path, detail: unifiedDiff(path, here, new_) },
    );
  }
  const edited = editedRegions(here, before, new_);
  if (edited.length > 0 && !force) throw regionEdited(path, edited);
  // A region whose markers are gone cannot be put back into the text around it.
  if (edited.some(({ current: marked }) => marked === null)) return { text: next, overwrites: true, carried: false };
  if (edited.length === 0 && before === new_) return { text: current, overwrites: false, carried: true };
  const merged = mergeText(here, before, new_);
  if (merged.conflicts > 0 && !force)
    throw new DownhillError(
      'edits-conflict',
      `${path} was edited by hand where the document has changed as well`,
      'make the edit in the document, or take it out of the post; --force takes the document and keeps a copy of the post',
      { place: path, detail: unifiedDiff(path, here, merged.text) },
    );
  const overwrites = edited.length > 0 || merged.conflicts > 0;
  return { text: sameEnds(merged.text, current), overwrites, carried: merged.text !== new_ };
}

interface EditedRegion {
  readonly name: string;
  readonly base: MarkedRegion | null;
  readonly current: MarkedRegion | null;
}

/** Regions that are not as they were generated. One that is already as it is generated now counts as not edited. */
function editedRegions(current: string, base: string, next: string): EditedRegion[] {
  const [here, before, new_] = [current, base, next].map((text) => new Map(regionsOf(text).map((each) => [each.name, each]))) as [
    Map<string, MarkedRegion>,
    Map<string, MarkedRegion>,
    Map<string, MarkedRegion>,
  ];
  const names = [...new Set([...before.keys(), ...here.keys()])];
  return names.flatMap((name) => {
    const [is, was] = [here.get(name) ?? null, before.get(name) ?? null];
    const same = is !== null && (is.text === was?.text || is.text === new_.get(name)?.text);
    return same ? [] : [{ name, base: was, current: is }];
  });
}

function regionEdited(path: string, edited: readonly EditedRegion[]): DownhillError {
  const [first] = edited as [EditedRegion];
  const what = first.current === null ? 'was removed by hand, or its markers were' : 'was edited by hand';
  const more = edited.length === 1 ? '' : `, and so were ${edited.length - 1} more`;
  const line = first.current?.line ?? first.base?.line ?? 1;
  return new DownhillError(
    'region-edited',
    `the region "${first.name}" of ${path}, which downhill writes, ${what}${more}`,
    'put the change into the document instead; --force writes the region anew and keeps a copy of the post',
    {
      place: `${path}:${line}`,
      detail: edited
        .slice(0, 5)
        .map(({ base, current }) => unifiedDiff(path, base?.text ?? null, current?.text ?? null))
        .join(''),
    },
  );
}

/** A post whose every line ends with CRLF, as Git writes it on Windows, keeps that. */
function sameEnds(text: string, current: string): string {
  const returns = current.includes('\r\n') && !/(?<!\r)\n/.test(current);
  return returns ? withoutReturns(text).replaceAll('\n', '\r\n') : text;
}

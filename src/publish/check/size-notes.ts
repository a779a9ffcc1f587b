import { withParticle } from '../../base/particle.js';
import { assetOf } from '../assets/asset-of.js';
import type { Note } from '../note.js';
import { builtPage } from './built-page.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { placeOf } from './place-of.js';
import { inRoot } from './reference-notes.js';
import { resolveAddress } from './resolve-address.js';

/** Pictures of a page whose `width` and `height` are in another proportion than the file's: they are shown squeezed. One pixel of rounding is none. */
export async function sizeNotes(site: CheckedSite, post: CheckedPost): Promise<Note[]> {
  const notes: Note[] = [];
  for (const { address, width, height } of builtPage(post.text).sized) {
    const to = resolveAddress(address, post.address, site);
    const source = to.kind === 'own' ? site.published.get(to.path) : null;
    const bytes = source === null || source === undefined ? null : await site.files.read(source);
    // What is no picture is told elsewhere.
    const asset = bytes === null ? null : await assetOf(bytes, 'picture', '').catch(() => null);
    if (asset === null || Math.abs(asset.height * width - asset.width * height) <= Math.max(asset.width, asset.height)) continue;
    notes.push({
      code: 'picture-squeezed',
      severity: 'note',
      place: placeOf(inRoot(site, post.path), post.text, Math.max(0, post.text.indexOf(address))),
      message: {
        en: `${address} has ${asset.width} × ${asset.height} pixels and is shown as ${width} × ${height}`,
        ko: `${address}: 원본은 ${asset.width} × ${asset.height}인데 ${width} × ${withParticle(String(height), '으로/로')} 표시되어 비율이 달라집니다`,
      },
    });
  }
  return notes;
}

import { DownhillError } from '../../base/errors.js';
import { withParticle } from '../../base/particle.js';
import type { Picture } from '../asset.js';
import type { ReaderContext } from '../reader.js';
import { loadPicture, type PictureSources, pictureMissing } from './load-picture.js';

/**
 * `loadPicture` as a reader wants it: what is not there or cannot be shown stops the publication, or is `missing` with a warning where that was allowed.
 *
 * @throws DownhillError as `loadPicture`, and `picture-missing`, without `--allow-missing`.
 */
export async function pictureOfText(
  reference: string,
  sources: PictureSources,
  context: Pick<ReaderContext, 'allowMissing' | 'note'>,
  alt: string,
  title: string | undefined,
  place: string,
): Promise<Picture | 'address' | 'missing'> {
  try {
    const picture = await loadPicture(reference, { ...sources, note: context.note }, alt, title, place);
    if (picture !== 'missing') return picture;
    throw pictureMissing(reference, place);
  } catch (error) {
    if (!(error instanceof DownhillError) || !context.allowMissing) throw error;
    const shown = reference.length > 200 ? `${reference.slice(0, 200)}…` : reference;
    context.note({
      code: error.code,
      severity: 'warning',
      place,
      message: {
        en: `${error.message}; it is not shown`,
        ko: `그림 ${withParticle(shown, '을/를')} 쓸 수 없어 넣지 않았습니다`,
      },
    });
    return 'missing';
  }
}

import type { CheckedPost } from './checked-site.js';
import { IMAGE_NAME, type Reference } from './find-references.js';

const LINE = /^[ \t-]*([\w-]+):[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#"'[{][^\n#]*?))[ \t]*(?:#[^\n]*)?\r?$/gm;
/** Keys under which themes look for a picture. */
const KEY =
  /^(?:image|img|images|cover|thumbnail|teaser|banner|featured[-_]?image|header[-_]?img|overlay_image|og_image|image_path|path|url|src|relative)$/;

/** Pictures that front matter names: `image: /images/a.png`. Themes differ in what they make of them. */
export function frontReferences({ text, bodyStart }: CheckedPost): Reference[] {
  return [...text.slice(0, bodyStart).matchAll(LINE)].flatMap((match): Reference[] => {
    const [whole, key = '', double, single, plain] = match;
    const written = double ?? single ?? plain ?? '';
    if (!KEY.test(key) || !IMAGE_NAME.test(written.replace(/[?#].*$/, ''))) return [];
    const start = match.index + whole.lastIndexOf(written);
    return [{ start, end: start + written.length, written, kind: 'image', syntax: 'front' }];
  });
}

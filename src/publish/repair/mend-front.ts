import type { CheckedPost } from '../check/checked-site.js';
import { frontBlock } from '../check/front-block.js';
import { mendYaml } from '../front/mend-yaml.js';
import { type Edit, splice } from './splice.js';

/**
 * Puts values between quotation marks that YAML takes for something else, as `publish` does: `title: a: b`, `title: [ML] descent`.
 * @returns the edits after which the front matter can be read; null where they are not to be found.
 */
export function mendFront({ text, broken }: CheckedPost): Edit[] | null {
  const front = frontBlock(text);
  if (broken === null || front === null) return [];
  const mended = mendYaml(text.slice(front.start, front.end));
  if (mended === null) return null;
  const edits = mended.lines.map(({ offset, before, after }): Edit => {
    const line = text.slice(front.start + offset);
    const start = front.start + offset + line.length - line.trimStart().length;
    // The key stays as it is.
    let same = 0;
    while (same < before.length && before[same] === after[same]) same++;
    return { start: start + same, end: start + before.length, text: after.slice(same), code: 'front-broken' };
  });
  return frontBlock(splice(text, edits))?.broken === null ? edits : null;
}

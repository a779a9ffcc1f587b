import type { Text } from '../../base/text.js';
import { mathml } from '../markdown/mathml.js';
import type { Note } from '../note.js';

/** A formula as HTML; one that cannot be read is shown as its author wrote it, with a note. */
export function formula(tex: string, display: boolean, place: string, note: (note: Note) => void): string {
  const { html, error } = mathml(tex, display);
  if (error !== null) note(unread(error, place));
  return html;
}

/** A formula for a page with a style of its own: a wide one on a line of its own is scrolled, not the page. It may stand in a paragraph. */
export const scrolled = (html: string, display: boolean): string =>
  display && html.startsWith('<math') ? `<span style="display:block;overflow-x:auto;overflow-y:hidden">${html}</span>` : html;

/** @param error why it cannot be read. */
export const unread = (error: Text, place: string): Note => ({
  code: 'formula-unread',
  severity: 'warning',
  message: {
    en: `a formula cannot be read and is shown as it is written: ${error.en}`,
    ko: `수식을 읽을 수 없어 쓴 그대로 보여 줍니다: ${error.ko}`,
  },
  place,
});

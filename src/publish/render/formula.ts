import { mathml } from '../markdown/mathml.js';
import type { Note } from '../note.js';

/** A formula as HTML; one that cannot be read is shown as its author wrote it, with a note. */
export function formula(tex: string, display: boolean, place: string, note: (note: Note) => void): string {
  const { html, error } = mathml(tex, display);
  if (error !== null) note(unread(error, place));
  return html;
}

/** @param error in KaTeX's words. */
export const unread = (error: string, place: string): Note => ({
  code: 'formula-unread',
  severity: 'warning',
  message: {
    en: `a formula cannot be read and is shown as it is written: ${error}`,
    ko: `수식을 읽을 수 없어 쓴 그대로 보여 줍니다: ${error}`,
  },
  place,
});

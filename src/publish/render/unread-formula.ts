import type { Note } from '../note.js';

/** A formula that KaTeX cannot read: it is shown as its author wrote it. */
export const unreadFormula = (error: string, place: string): Note => ({
  code: 'formula-unread',
  severity: 'warning',
  message: {
    en: `a formula cannot be read and is shown as it is written: ${error}`,
    ko: `수식을 읽을 수 없어 쓴 그대로 보여 줍니다: ${error}`,
  },
  place,
});

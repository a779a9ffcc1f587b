import type { Note } from '../note.js';

/** What publishing again says. */
export const renamedNote = (from: string, to: string): Note => ({
  code: 'post-renamed',
  severity: 'note',
  message: {
    en: `this is ${from} under a new name: its date and its pictures stay as they are`,
    ko: `${from}의 이름을 바꾼 문서로 보고 날짜와 그림 주소를 그대로 두었습니다`,
  },
  place: to,
});

export const movedNote = (from: string, to: string): Note => ({
  code: 'post-moved',
  severity: 'note',
  message: { en: `the post moved from ${from} to ${to}`, ko: `글 파일을 옮겼습니다: ${from} → ${to}` },
  place: to,
});

export const addressNote = (from: string, to: string): Note => ({
  code: 'address-changed',
  severity: 'warning',
  message: { en: `the post's address was ${from} and is ${to} now`, ko: `글 주소가 바뀌었습니다: ${from} → ${to}` },
  place: to,
});

export const rewrittenNote = (place: string): Note => ({
  code: 'post-rewritten',
  severity: 'note',
  message: { en: `${place} had been deleted and is written again`, ko: `지워진 ${place} 파일을 다시 만들었습니다` },
  place,
  advice: {
    en: 'to take a post down for good, delete its manifest in .downhill/posts too',
    ko: '글을 완전히 내리려면 .downhill/posts에 있는 기록도 함께 지우세요',
  },
});

export const carriedNote = (place: string): Note => ({
  code: 'edits-kept',
  severity: 'note',
  message: { en: `what you edited in ${place} stays`, ko: `${place}에서 직접 고친 부분은 그대로 두었습니다` },
  place,
});

export const overwrittenNote = (place: string): Note => ({
  code: 'post-overwritten',
  severity: 'warning',
  message: {
    en: `${place} was overwritten; a copy of it is in .downhill/backup`,
    ko: `${place} 파일을 덮어썼습니다. 이전 파일은 .downhill/backup에 남아 있습니다`,
  },
  place,
});

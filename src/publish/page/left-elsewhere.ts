import type { Note } from '../note.js';

/** A picture that is on another site: the page asks for nothing, so it has a link to it instead. */
export const leftElsewhere = (address: string, place: string): Note => ({
  code: 'picture-elsewhere',
  severity: 'warning',
  message: {
    en: `the picture ${address} stays where it is; the page has a link to it instead`,
    ko: `${address} 그림은 다른 사이트에 있어서, 페이지에는 그림 대신 링크를 넣었습니다`,
  },
  place,
  advice: { en: 'save it beside the document to have it in the page', ko: '페이지에 담으려면 그림을 문서 옆에 저장해 주세요' },
});

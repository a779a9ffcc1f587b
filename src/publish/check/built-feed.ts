import { SaxesParser } from 'saxes';
import type { Note } from '../note.js';

/** Whether a feed or a site map can be read by machines; one note for the first fault. */
export function feedNote(path: string, text: string): Note | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let fault: string | null = null;
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  parser.write(text).close();
  if (fault === null) return null;
  return {
    code: 'feed-invalid',
    severity: 'error',
    place: path,
    message: {
      en: `no valid XML (line:column: ${fault}): readers drop the whole feed`,
      ko: `올바른 XML이 아닙니다(줄:칸: ${fault}). 구독 프로그램이 피드 전체를 읽지 못합니다`,
    },
    advice: {
      en: 'look for control characters in the newest posts; "downhill repair" takes them out',
      ko: '최근 글에 제어 문자가 있는지 보세요. "downhill repair"가 지워 줍니다',
    },
  };
}

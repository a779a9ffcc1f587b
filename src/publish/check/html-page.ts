import type { Note } from '../note.js';
import { builtPage } from './built-page.js';
import type { CheckedPost } from './checked-site.js';
import type { Reference } from './find-references.js';
import { pictureFault } from './picture-fault.js';
import { placeOf } from './place-of.js';

/** Whether a file of a plain folder is a page, which nothing makes anything of any more. */
export const isHtml = (path: string): boolean => /\.html$/i.test(path);

/** A page without the pictures that it carries: a sign stands for the bytes of each. */
export const withoutCarried = (page: string): string => page.replace(CARRIED, 'data:image/x');

/** Addresses in a page as a browser reads them; `start` is where the first of several equal ones stands. */
export function pageReferences({ text }: CheckedPost): Reference[] {
  const { pictures, links } = builtPage(text);
  const reference = (written: string, kind: Reference['kind']): Reference => {
    const start = Math.max(0, text.indexOf(written));
    return { start, end: start + written.length, written, kind, syntax: 'html' };
  };
  return [
    ...[...new Set(pictures)].map((written) => reference(written, 'image')),
    ...[...new Set(links)].map((written) => reference(written, 'link')),
  ];
}

/** Decodes every picture that a page carries in itself. @returns how many there are, and what is wrong with them. */
export async function carriedPictures(
  page: string,
  path: string,
): Promise<{ readonly count: number; readonly notes: readonly Note[] }> {
  const notes: Note[] = [];
  let count = 0;
  for (const match of page.matchAll(CARRIED)) {
    count++;
    const bytes = bytesOf(match[1] ?? '');
    const fault = bytes === null ? NO_BASE64 : await pictureFault(bytes);
    if (fault === null) continue;
    notes.push({
      code: 'picture-damaged',
      severity: 'error',
      place: placeOf(path, page, match.index),
      message: {
        en: `picture ${count} in the page cannot be shown: ${fault.en}`,
        ko: `페이지에 담긴 ${count}번째 그림을 보여 줄 수 없습니다. ${fault.ko}`,
      },
      advice: { en: 'publish the document again', ko: '문서를 다시 발행하세요' },
    });
  }
  return { count, notes };
}

const CARRIED = /data:image\/[a-z0-9.+-]+;base64,([^"'\s)>]*)/g;
const NO_BASE64 = { en: 'its data are no base64', ko: '데이터가 base64가 아닙니다' };

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

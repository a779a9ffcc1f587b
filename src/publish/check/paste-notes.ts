import type { Note } from '../note.js';
import type { CheckedSite } from './checked-site.js';

/** The texts that belong to a post in a folder for pasting: the post itself, its pages and its checklist. */
export const pastedWith = (post: string): readonly string[] => {
  const stem = post.replace(/\.md$/i, '');
  return [post, `${stem}.html`, `${stem}-medium.html`, `${stem}${CHECKLIST}`];
};

/**
 * Whether checklists and pictures agree: each picture of the list is there and stands in the text, and each that the text wants is in the list.
 * @param paths of the texts that are looked at.
 */
export function pasteNotes(site: CheckedSite, paths: ReadonlySet<string>): Note[] {
  const texts = new Map(site.posts.map(({ path, text }) => [path, text]));
  return [...texts].flatMap(([place, list]): Note[] => {
    const text = place.endsWith(CHECKLIST) ? texts.get(`${place.slice(0, -CHECKLIST.length)}.md`) : undefined;
    if (text === undefined || !paths.has(place)) return [];
    const listed = [...list.matchAll(ROW)].map(([, name = '']) => name.replaceAll('\\', ''));
    const wanted = [...text.matchAll(/UPLOAD:([^)\s]+)/g)].map(([, name = '']) => name);
    return [
      ...listed
        .filter((name) => ![...site.sources.keys()].some((path) => path.startsWith('images/') && path.endsWith(`/${name}`)))
        .map((name) => note(place, name, 'is in the list, and there is no such file', '목록에 있지만 파일이 없습니다')),
      ...listed
        .filter((name) => !text.includes(name))
        .map((name) =>
          note(place, name, 'is in the list, and the text has no place for it', '목록에 있지만 글에 들어갈 곳이 없습니다'),
        ),
      ...[...new Set(wanted)]
        .filter((name) => !listed.includes(name))
        .map((name) => note(place, name, 'stands in the text, and the list does not name it', '글에 있지만 목록에 없습니다')),
    ];
  });
}

const CHECKLIST = '-checklist.md';
const ROW = /^\|\s*\d+\s*\|\s*([^|\s]+)\s*\|/gm;

const note = (place: string, name: string, en: string, ko: string): Note => ({
  code: 'checklist-differs',
  severity: 'error',
  place,
  message: { en: `${name} ${en}`, ko: `${name}: ${ko}` },
  advice: { en: 'publish the document again', ko: '문서를 다시 발행하세요' },
});

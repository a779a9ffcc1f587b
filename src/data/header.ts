import { withParticle } from '../base/particle.js';
import { emptiness, looksLikeValue } from './cell.js';
import { split } from './delimiter.js';
import type { Note } from './table.js';

/**
 * The names of columns whose header is no row of the file, or null when the first row is the header. It is none when it holds numbers
 * and dates only, apart from missing values; or when it holds some and the comment line above it has as many words (`#id,name`).
 * The names are those of the comment (`# time x`, as numpy.savetxt and gnuplot users write it), else x1, x2, ….
 */
export function namesWithoutHeader(
  first: readonly string[],
  comment: string | null,
  delimiter: string | null,
): { readonly names: string[]; readonly note: Note } | null {
  const values = first.filter(looksLikeValue).length;
  const all = values > 0 && first.every((field) => looksLikeValue(field) || emptiness(field) !== null);
  const words =
    values === 0 || comment === null
      ? null
      : wordsOf(comment, first.length, all ? [delimiter, ',', ';', '\t', ' '] : [delimiter]);
  if (words !== null) return { names: words, note: commentNote(words.join(', ')) };
  if (!all) return null;
  const names = first.map((_, i) => `x${i + 1}`);
  return { names, note: numberedNote(names.length < 4 ? names.join(', ') : `x1 … x${names.length}`) };
}

function wordsOf(comment: string, width: number, delimiters: readonly (string | null)[]): string[] | null {
  const text = comment.replace(/^[#%\s]+/, '').trim();
  for (const delimiter of delimiters) {
    if (delimiter === null) continue;
    const words = split(text, delimiter).map((word) => word.trim().replace(/^"(.*)"$/, '$1'));
    // One word is a name only where nothing else is said.
    if (words.length === width && !words.every(looksLikeValue) && (width > 1 || !/\s/.test(text))) return words;
  }
  return null;
}

/**
 * Column names as they can be used: NFC (macOS writes Hangul decomposed), blanks trimmed and joined; an empty name becomes
 * `column3`, a repeated one `x_2`.
 */
export function uniqueNames(fields: readonly string[]): { readonly names: string[]; readonly notes: Note[] } {
  const names: string[] = [];
  const taken = new Set<string>();
  const written = new Set(fields.map(clean));
  const unnamed: string[] = [];
  const renamed: string[] = [];
  for (const [i, field] of fields.entries()) {
    const wanted = clean(field) || `column${i + 1}`;
    let name = wanted;
    for (let k = 2; taken.has(name) || (name !== clean(field) && written.has(name)); k++) name = `${wanted}_${k}`;
    if (clean(field) === '') unnamed.push(name);
    else if (name !== wanted) renamed.push(name);
    taken.add(name);
    names.push(name);
  }
  const notes: Note[] = [];
  if (unnamed.length > 0) notes.push(unnamedNote(some(unnamed)));
  if (renamed.length > 0) notes.push(repeatedNote(some(renamed)));
  const value = fields.map(clean).find((field) => /^[+-]?\d*[.,]\d+$/.test(field));
  if (value !== undefined) notes.push(valueNote(value));
  return { names, notes };
}

const clean = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();

const some = (names: readonly string[]): string => (names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', '));

const commentNote = (detail: string): Note => ({
  code: 'header-in-comment',
  detail,
  message: {
    en: `the first row holds numbers; the columns are named after the comment line above it: ${detail}`,
    ko: `첫 행이 숫자라서 바로 위의 주석 줄에서 열 이름을 가져왔습니다: ${detail}`,
  },
});

const numberedNote = (detail: string): Note => ({
  code: 'no-header',
  detail,
  message: {
    en: `the first row holds numbers, so there is no header; the columns are called ${detail}`,
    ko: `첫 행이 숫자라서 머리글이 없는 파일로 보고, 열 이름을 ${withParticle(detail, '으로/로')} 붙였습니다`,
  },
});

const unnamedNote = (detail: string): Note => ({
  code: 'unnamed-column',
  detail,
  message: {
    en: `columns without a name are called ${detail}`,
    ko: `이름이 없는 열은 ${withParticle(detail, '으로/로')} 부릅니다`,
  },
});

const repeatedNote = (detail: string): Note => ({
  code: 'repeated-column',
  detail,
  message: {
    en: `several columns have the same name; the later ones are called ${detail}`,
    ko: `같은 이름의 열이 여럿이라 뒤의 것은 ${withParticle(detail, '으로/로')} 부릅니다`,
  },
});

const valueNote = (detail: string): Note => ({
  code: 'number-as-name',
  detail,
  message: {
    en: `the first row was read as column names although ${detail} stands in it; if it is data, put a header row above it`,
    ko: `첫 행에 ${withParticle(detail, '이/가')} 있지만 열 이름으로 읽었습니다. 데이터라면 그 위에 머리글 행을 넣으세요`,
  },
});

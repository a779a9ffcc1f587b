import anyAscii from 'any-ascii';

/**
 * A name for files and ids: what was written, in ASCII letters of lower case, digits and `-` ("경사 하강법" is `gyeongsa-hagangbeob`).
 *
 * @param most length of the name, ≥ 1; cut at a `-` where that keeps half of it.
 * @returns 1 to `most` characters that begin and end with a letter or digit; `untitled`, cut, where nothing can be written in ASCII.
 * @example asciiName('Ünïcode & “Co.”.PNG') // 'unicode-co-png'
 */
export function asciiName(text: string, most = 40): string {
  // Composed first: letter by letter, decomposed Hangul would be written otherwise. Nothing beyond the first thousand characters can be seen in 40.
  const name = trimmed(
    anyAscii(text.slice(0, 1000).normalize('NFC'))
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
  );
  if (name === '') return 'untitled'.slice(0, most);
  if (name.length <= most) return name;
  const cut = name.slice(0, most);
  const end = name[most] === '-' ? most : cut.lastIndexOf('-');
  return trimmed(end >= most / 2 ? cut.slice(0, end) : cut);
}

const trimmed = (name: string): string => name.replace(/^-+|-+$/g, '');

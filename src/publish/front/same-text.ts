/** Whether two titles say the same: letter case, blanks and marks of Markdown do not count. */
export const sameText = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s*_`$]+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * Plain text as Markdown that shows exactly it, on one line: what could mean something in CommonMark, GitHub's, kramdown's or a formula's syntax is
 * written as a number. Backslashes would do for one of them only.
 *
 * @param lineStart whether it may stand first on its line, where `-`, `#` or `1.` begin a block.
 * @example escapeMarkdown('a_1*b | $x$') // 'a&#95;1&#42;b &#124; &#36;x&#36;'
 */
export function escapeMarkdown(text: string, lineStart = false): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const first = lineStart && /^[\d+\-#=:]/.test(line) ? numbered(line.charAt(0)) : '';
  return first + line.slice(first === '' ? 0 : 1).replace(/[\\`*_[\]<>&~$|{}!"^@]|:(?=\/\/)|(?<=www)\./g, numbered);
}

const numbered = (character: string): string => `&#${character.charCodeAt(0)};`;

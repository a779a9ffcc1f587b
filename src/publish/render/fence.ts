import { printable } from './printable.js';

/**
 * Code between fences, longer than any run of backticks in it. Nothing at its end: the line end after the last fence is the caller's.
 *
 * @param language one word; what is no single word is left out, because kramdown would not see a fence there.
 * @param prefix what stands before every line after the first: the indentation of a list's item, `> `.
 * @param mark kramdown by itself, without GitHub's extensions, knows `~` alone.
 * @example fence('a = 1', 'python') // '```python\na = 1\n```'
 */
export function fence(value: string, language: string | null, prefix = '', mark: Mark = '`'): string {
  const code = printable(value);
  const marks = mark.repeat(Math.max(3, (mark === '`' ? longestRun(code) : longestTildes(code)) + 1));
  const word = language !== null && /^[\p{L}\p{N}][\p{L}\p{N}+#._-]*$/u.test(language) ? language : '';
  const lines = [marks + word, ...(code === '' ? [] : code.split('\n')), marks];
  return lines.map((line, i) => (i === 0 ? line : line === '' ? prefix.trimEnd() : prefix + line)).join('\n');
}

/**
 * Code within a line, between enough backticks; line ends in it are spaces, as Markdown has it. kramdown takes a lone backtick beside a space for text, and
 * spaces inside of two or more for padding: code that begins or ends with one, or with a backtick, gets both.
 */
export function codeSpan(value: string): string {
  const code = printable(value).replaceAll('\n', ' ');
  const edge = /^[ \t`]|[ \t`]$/.test(code) || code === '';
  const marks = '`'.repeat(Math.max(edge ? 2 : 1, longestRun(code) + 1));
  return edge ? `${marks} ${code} ${marks}` : marks + code + marks;
}

/** What fences are made of. */
export type Mark = '`' | '~';

const longestTildes = (text: string): number => Math.max(0, ...Array.from(text.matchAll(/~+/g), (run) => run[0].length));
const longestRun = (text: string): number => Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));

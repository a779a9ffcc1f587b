/**
 * English prose in a Korean text: two words of small letters beside each other. What stands in quotation marks or backticks, a call (`max(a, b)`), a
 * command, a path and an author's name are no prose, nor is a term's English name in brackets behind it.
 *
 * @example englishIn('손실이 커져 the run diverged.') // ['the run', ...]
 */
export const englishIn = (text: string): string[] => text.replaceAll(NO_PROSE, '…').match(PROSE) ?? [];

// The last one is a term's English name behind it: 국소 최솟값(local minimum).
const NO_PROSE = /"[^"\n]*"|`[^`\n]*`|'[^'\n]*'|(?<=\p{Script=Hangul})\([a-z]+(?: [a-z]+)?\)|\bdownhill [a-z]+/gu;
const PROSE = /(?<![\p{L}\p{N}_./@=<>:-])[a-z]{2,} [a-z]{2,}(?![\p{Script=Latin}\p{N}_(./=-])/gu;

/** Whether a text has words and no Hangul: a sentence that was left in English. */
export const isEnglish = (text: string): boolean => /\p{Script=Latin}{2}/u.test(text) && !/\p{Script=Hangul}/u.test(text);

/** Every text in plain data, with its path: `findings.0.message`. @param isRead which of them a person reads, by path. */
export function textsIn(
  data: unknown,
  isRead: (path: string) => boolean = () => true,
  path = '',
): [path: string, text: string][] {
  if (typeof data === 'string') return isRead(path) ? [[path, data]] : [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => textsIn(value, isRead, path === '' ? key : `${path}.${key}`));
}

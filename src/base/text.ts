/** The languages that a person may read. */
export type Lang = 'en' | 'ko';

/** A text in every language: a missing one is a compile error. */
export type Text = { readonly [language in Lang]: string };

export const LANGUAGES: readonly Lang[] = ['en', 'ko'];

/** What is written alike in all languages: a formula, a symbol. */
export const alike = (text: string): Text => ({ en: text, ko: text });

/** One after the other, in every language; a string is the same in all. */
export const joined = (...parts: readonly (Text | string)[]): Text => {
  const inLanguage = (lang: Lang): string => parts.map((part) => (typeof part === 'string' ? part : part[lang])).join('');
  return { en: inLanguage('en'), ko: inLanguage('ko') };
};

/** The languages that a person may read. */
export type Lang = 'en' | 'ko';

/** A text in every language: a missing one is a compile error. */
export type Text = { readonly [language in Lang]: string };

export const LANGUAGES: readonly Lang[] = ['en', 'ko'];

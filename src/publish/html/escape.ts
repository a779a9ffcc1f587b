/** Text for HTML and XML, in elements and in attributes of double quotes; what XML forbids is left out, broken surrogates become U+FFFD. */
const escapeMarkup = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(FORBIDDEN, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] as string);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

/** The value of an attribute on one line. */
export const attributeText = (text: string): string =>
  escapeMarkup(text).replace(/\s+/g, (gap) => (/[\r\n]/.test(gap) ? ' ' : gap));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text between tags: quotes stay as they are. */
export const escapeText = (text: string): string => escapeMarkup(text).replaceAll('&quot;', '"');

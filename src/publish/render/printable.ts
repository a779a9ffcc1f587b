/**
 * A text without characters that XML forbids: one of them makes the whole feed of a site unreadable. Controls become their signs (␛), halves of
 * surrogate pairs and noncharacters U+FFFD; tabs and line ends stay.
 *
 * Source: XML 1.0, 5th edition, production [2] Char.
 */
export const withoutControls = (text: string): string =>
  text.replace(FORBIDDEN, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd';
  });

/** The same, and every line ends with `\n`. */
export const printable = (text: string): string => withoutControls(text.replace(/\r\n?/g, '\n'));

const CONTROLS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\ufffe\\uffff';
const FORBIDDEN = new RegExp(`[${CONTROLS}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`, 'g');

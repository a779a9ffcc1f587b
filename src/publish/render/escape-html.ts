/**
 * Text for HTML, between tags and in quoted attributes. Besides HTML's own characters, those are written as numbers with which a site's generator would
 * begin something inside of HTML: `{` (Liquid, Hugo's shortcodes, kramdown's attributes), `|` (a table's cell), a backtick (code).
 */
export const escapeHtml = (text: string): string => text.replace(/[&<>"'{|`]/g, (character) => ENTITY[character] as string);

/** The same on one line: for attributes, and for text in a line of Markdown. */
export const escapeLine = (text: string): string => escapeHtml(text.replace(/\s+/g, ' ').trim());

/** HTML that somebody else wrote, made as harmless: braces and bars are the same characters when they are written as numbers. */
export const inertHtml = (html: string): string => html.replace(/[{|]/g, (character) => ENTITY[character] as string);

/**
 * The same, and no reader of Markdown finds anything in its texts: an engine that reads Markdown between tags shows the same characters. @param html without
 * comments; what is written as a number stays so.
 */
export const inertTexts = (html: string): string =>
  inertHtml(html.replace(/(^|>)([^<>]+)/g, (_, tag: string, text: string) => tag + text.replace(MEANT, meant)));

const MEANT = /&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*);|[\\`*_[\]()~$^!@"':#+=.-]/g;
const meant = (found: string): string => (found.length > 1 ? found : `&#${found.charCodeAt(0)};`);

/** HTML without blank lines: Markdown ends a block of HTML there. An empty line is written as a number, which is the same character in the page. */
export const withoutBlankLines = (html: string): string =>
  html.replace(/\n((?:[ \t]*\n)+)/g, (_, blank: string) => `\n${blank.replaceAll('\n', '&#10;')}`);

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '|': '&#124;',
  '`': '&#96;',
};

/**
 * Code in which Hugo would see shortcodes, written so that Hugo shows it to the character: a comment's signs stand in it, and Hugo takes them away.
 *
 * Source: Hugo, parser/pageparser, `lexShortcodeComment`: what stands between the signs of a comment and the first end of it is text.
 *
 * @returns null where a shortcode begins and does not end: nothing makes such code harmless but entities of HTML.
 */
export function escapeShortcodes(code: string): string | null {
  let escaped = '';
  let at = 0;
  for (let open = nextOpen(code, 0); open >= 0; open = nextOpen(code, at)) {
    const [begin, end] = code.charAt(open + 2) === '<' ? ['{{<', '>}}'] : ['{{%', '%}}'];
    const close = code.indexOf(end, open + 3);
    if (close < 0) return null;
    escaped += `${code.slice(at, open)}${begin}/*${code.slice(open + 3, close)}*/${end}`;
    at = close + 3;
  }
  return escaped + code.slice(at);
}

const nextOpen = (text: string, from: number): number => {
  const [plain, percent] = [text.indexOf('{{<', from), text.indexOf('{{%', from)];
  return plain < 0 ? percent : percent < 0 ? plain : Math.min(plain, percent);
};

/** Text in which no shortcode begins: as Markdown it shows the same. */
export const breakShortcodes = (text: string): string => text.replace(/\{\{(?=[<%])/g, '{\\{');

/** HTML in which no shortcode begins: in a page it is the same. */
export const breakInHtml = (html: string): string => html.replace(/\{\{(?=[<%])/g, '&#123;{');

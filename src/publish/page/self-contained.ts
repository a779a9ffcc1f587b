import { escapeHtml } from '../render/escape-html.js';

/**
 * HTML in which nothing is asked for: a picture that stays elsewhere becomes a link to it, other forms of a picture that are elsewhere go.
 *
 * @param html as it is serialised: attributes between double quotes. @param left is told the address of each picture.
 */
export function selfContained(html: string, left: (address: string) => void): string {
  return html.replace(/<(img|source)\b((?:"[^"]*"|[^"<>])*)>/gi, (tag: string, name: string, attributes: string) => {
    const address = / (?:src|srcset)="([^"]*)"/i.exec(attributes)?.[1];
    if (address === undefined || /^data:image\//i.test(address)) return tag;
    if (name.toLowerCase() === 'source') return '';
    left(address);
    const alt = / alt="([^"]*)"/i.exec(attributes)?.[1] ?? '';
    return /^(?:https?:)?\/\//i.test(address)
      ? `<a href="${address}">${alt === '' ? address : alt.replaceAll('<', '&lt;')}</a>`
      : escapeHtml(alt);
  });
}

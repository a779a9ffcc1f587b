import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

const ELEMENTS =
  /^(?:script|style|iframe|object|embed|form|button|textarea|select|link|meta|base|template|noscript|title|frame|frameset|applet|audio|video|canvas|foreignobject|marquee|param|source|dialog|portal)$/i;
const ATTRIBUTES =
  /^(?:on.*|srcdoc|formaction|action|background|ping|http-equiv|form|name|markdown|contenteditable|autofocus|accesskey|is|slot|nonce|["'<=].*)$/i;
const FETCHES = /^(?:use|image|animate|set)$/;
const ADDRESS = /^[\s\0-\x20]*(?:j\s*a\s*v\s*a|vbscript|data:(?!image\/(?:png|jpeg|gif|webp)))/i;

/**
 * What could run, be sent or cover the page in the `<main>` of a built page, and whether the page's own elements still end where they should.
 * @param page with `<div id="wrap"><main>…</main></div><footer>` as its body.
 */
export function dangersOf(page: string): readonly string[] {
  const found: string[] = [];
  const child = (node: Node | undefined, name: string): Node | undefined =>
    node !== undefined && 'childNodes' in node ? node.childNodes.find(({ nodeName }) => nodeName === name) : undefined;
  const body = child(child(parse(page), 'html'), 'body');
  const visit = (node: Node, inside: boolean): void => {
    if (inside && node.nodeName === '#comment' && 'data' in node && !/^ (?:downhill:(?:begin|end) [\w-]+)? ?$/.test(node.data))
      found.push(`<!--${node.data.slice(0, 60)}`);
    if (inside && 'tagName' in node) {
      if (ELEMENTS.test(node.tagName)) found.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs)
        if (
          ATTRIBUTES.test(name) ||
          (/^(?:href|src)$/.test(name) &&
            (ADDRESS.test(value) || (FETCHES.test(node.tagName) && !/^#|^data:image/.test(value)))) ||
          (name === 'class' && /\bevil\b/.test(value)) ||
          (name === 'style' && /position:|url\(|import|expression/.test(value)) ||
          (name !== 'href' && /url\((?!#)/.test(value))
        )
          found.push(`<${node.tagName} ${name}=${value}>`);
    }
    if ('childNodes' in node) for (const each of node.childNodes) visit(each, inside || node.nodeName === 'main');
  };
  if (body !== undefined) visit(body, false);
  const outer = body !== undefined && 'childNodes' in body ? body.childNodes.filter((node) => 'tagName' in node) : [];
  const names = outer.map(({ nodeName }) => nodeName).join();
  if (names !== 'div,footer') found.push(`the page is ${names}`);
  return found;
}

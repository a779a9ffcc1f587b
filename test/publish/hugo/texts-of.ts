import { parse } from 'parse5';

interface Tree {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Tree[];
}

/** The texts of all elements of a name, in order. */
export function textsOf(html: string, name: string): string[] {
  const text = (node: Tree): string => node.value ?? (node.childNodes ?? []).map(text).join('');
  const found = (node: Tree): string[] => (node.nodeName === name ? [text(node)] : (node.childNodes ?? []).flatMap(found));
  return found(parse(html) as Tree);
}

import type { Element, Nodes } from 'hast';

/** Makes a tree fit for a page with others in it: the title of notes gets a name of its own, cells say their alignment as style. */
export function finishElements(tree: Nodes, prefix: string): Nodes {
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('children' in node) stack.push(...node.children);
    if (node.type === 'element') finish(node, prefix);
  }
  return tree;
}

const NOTES = 'footnote-label';

function finish({ tagName, properties }: Element, prefix: string): void {
  if (properties.id === NOTES) properties.id = prefix + NOTES;
  if (Array.isArray(properties.ariaDescribedBy))
    properties.ariaDescribedBy = properties.ariaDescribedBy.map((id) => (id === NOTES ? prefix + NOTES : id));
  const align = properties.align;
  if ((tagName !== 'td' && tagName !== 'th') || typeof align !== 'string') return;
  delete properties.align;
  properties.style = `text-align:${align}`;
}

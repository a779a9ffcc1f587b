import { SaxesParser } from 'saxes';
import { type Leaf, SPACES, type Tree } from './tree.js';

const DEEPEST = 500;

/**
 * The root of an XML document as a tree, or null where it is none. What has no namespace is taken for SVG: no browser draws it otherwise, and there is no doubt what was
 * meant. Entities of the document type are put in where they are plain text.
 *
 * @throws RangeError where entities hold others, and for more than 500 elements within each other.
 */
export function readXml(source: string): Tree | null {
  const parser = new SaxesParser({ xmlns: true });
  const open: { tree: Tree; children: Leaf[] }[] = [];
  let root: Tree | null = null;
  let broken = false;
  const text = (value: string): void => void open.at(-1)?.children.push(value);
  parser.on('error', () => {
    broken = true;
  });
  parser.on('doctype', (doctype) => Object.assign(parser.ENTITIES, entitiesOf(doctype)));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length > DEEPEST) throw new RangeError(`elements are nested more than ${DEEPEST} deep`);
    const children: Leaf[] = [];
    const own = Object.values(attributes).flatMap((attribute) => {
      if (attribute.prefix === 'xml') return [[`xml:${attribute.local}`, attribute.value] as const];
      return attribute.uri === '' || attribute.uri === 'http://www.w3.org/1999/xlink'
        ? [[attribute.local, attribute.value] as const]
        : [];
    });
    const space = uri === '' ? 'svg' : (SPACES[uri] ?? 'other');
    const tree: Tree = { space, name: local, attributes: new Map(own), children };
    if (open.length > 0) (open.at(-1) as { children: Leaf[] }).children.push(tree);
    else root ??= tree;
    open.push({ tree, children });
  });
  parser.on('closetag', () => void open.pop());
  parser.write(source.replace(/^\uFEFF?\s*/, '')).close();
  return broken ? null : root;
}

/** Entities of an internal subset that are plain text; @throws RangeError for those that hold others. */
function entitiesOf(doctype: string): Record<string, string> {
  const entities: Record<string, string> = {};
  const declared = [...doctype.matchAll(/<!ENTITY\s+(%\s+)?([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC))/g)];
  if (declared.length > 100) throw new RangeError('it declares more than 100 entities');
  for (const [, parameter, name, double, single, outside] of declared) {
    const value = double ?? single ?? '';
    if (parameter !== undefined || outside !== undefined) continue;
    if (/[&%<]/.test(value) || value.length > 1000) throw new RangeError(`its entity "${name}" holds others`);
    entities[name as string] = value;
  }
  return entities;
}

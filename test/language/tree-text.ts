import { type Expression, topological } from '../../src/expression/node.js';

/** A tree as text, to compare by eye: `(add (multiply 10 (sin X)) 1.5)`. */
export function treeText(expression: Expression): string {
  const texts = new Map<Expression, string>();
  for (const node of topological([expression])) {
    if (node.kind === 'constant') texts.set(node, node.symbol ?? String(node.value));
    else if (node.kind === 'name')
      texts.set(
        node,
        /^[\p{L}_][\p{L}\p{N}_]*$/u.test(node.name) && !/^(pi|e)$/.test(node.name) ? node.name : JSON.stringify(node.name),
      );
    else if (node.kind === 'indexed') texts.set(node, `${node.name}[${node.by}]`);
    else texts.set(node, `(${[node.operation, ...node.args.map((arg) => texts.get(arg))].join(' ')})`);
  }
  return texts.get(expression) as string;
}

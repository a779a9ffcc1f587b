import { call, type Expression } from '../../expression/node.js';
import { rebuild } from '../../expression/rebuild.js';
import type { Edit } from './edits.js';
import { sizeOf } from './ingredients.js';
import type { Occurrence } from './occurrences.js';

/** The same thing put in everywhere for what stands in several places: `mean(prediction*x - y*x)` with sin(x) for x. */
export function replacedEverywhere(
  component: Expression,
  places: readonly Occurrence[],
  parts: readonly { readonly part: Expression; readonly size: number }[],
): Edit[] {
  const counts = new Map<Expression, number>();
  for (const { node } of places) counts.set(node, (counts.get(node) ?? 0) + 1);
  const repeated = [...counts].filter(([node, count]) => count > 1 && node.kind !== 'constant').map(([node]) => node);
  return repeated.flatMap((node) =>
    parts
      .filter(({ part }) => part !== node)
      .map(({ part, size }): Edit => {
        const mended = (): Expression => put(component, node, part);
        return {
          kind: 'replace',
          replace: node,
          by: () => part,
          component: mended,
          values: (sample) => sample.values(mended()),
          scaled: null,
          at: null,
          cost: 1.5 + sizeOf(node) + size,
        };
      }),
  );
}

const put = (component: Expression, node: Expression, by: Expression): Expression => {
  if (component === node) return by;
  return rebuild(
    component,
    (operation, args, old) => (old === node ? by : call(operation, ...args)),
    (leaf) => (leaf === node ? by : leaf),
  );
};

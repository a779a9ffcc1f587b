import type { Named } from './convergence-rates.js';
import type { Frame } from './frame.js';
import { textWidth } from './measure.js';
import { TEXT_SIZE } from './theme.js';

/** From a line to its name. */
export const ASIDE = 6;

export interface Placed extends Named {
  readonly x: number;
  /** From above. */
  readonly row: number;
  readonly side: 'start' | 'end';
}

/** A row and a side for each name, so that all lie on the sheet and no line goes through the name below: the first such way. */
export function placed(named: readonly Named[], area: Frame): Placed[] {
  const sides = named.map((one) => {
    const x = area.x.map(one.rate);
    return x - ASIDE - textWidth(one.text, TEXT_SIZE) >= area.left ? (['end', 'start'] as const) : (['start', 'end'] as const);
  });
  const ways = orders(named.length).flatMap((order) =>
    choices(sides).map((side) =>
      order.map(
        (k, row): Placed => ({
          ...(named[k] as Named),
          x: area.x.map((named[k] as Named).rate),
          row,
          side: side[k] as Placed['side'],
        }),
      ),
    ),
  );
  const cost = (way: readonly Placed[]): number => {
    let sum = 0;
    for (const [i, one] of way.entries()) {
      const width = ASIDE + textWidth(one.text, TEXT_SIZE);
      const [from, to] = one.side === 'end' ? [one.x - width, one.x - 1] : [one.x + 1, one.x + width];
      if (from < area.left || to > area.right) sum += 1;
      sum += way.slice(0, i).filter((higher) => higher.x > from && higher.x < to).length;
    }
    return sum;
  };
  return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best), ways[0] ?? []);
}

/** All orders of 0 … n − 1; the given one first. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, at) => rest.toSpliced(count - 1 - at, 0, count - 1)),
  );
}

const choices = <Value>(lists: readonly (readonly Value[])[]): Value[][] =>
  lists.reduce<Value[][]>((all, list) => list.flatMap((value) => all.map((before) => [...before, value])), [[]]);

import type { Point } from './path.js';

/**
 * A line of many values as what can be seen of it: per column of half a pixel the first, least, greatest and last value, so that no spike
 * is lost and no line has more than a few thousand points. Values that are not finite end a piece.
 *
 * @param xs pixels, ascending. @param ys pixels. @returns the pieces.
 */
export function envelope(xs: ArrayLike<number>, ys: ArrayLike<number>): Point[][] {
  const found: Point[][] = [];
  let open: Point[] | null = null;
  let i = 0;
  while (i < xs.length) {
    const column = Math.round((xs[i] as number) * 2);
    const run: number[] = [];
    let gap = false;
    for (; i < xs.length && Math.round((xs[i] as number) * 2) === column; i++) {
      if (Number.isFinite(ys[i])) run.push(i);
      else gap = true;
    }
    if (run.length > 0) {
      if (open === null) {
        open = [];
        found.push(open);
      }
      for (const at of seen(run, ys)) open.push([xs[at] as number, ys[at] as number]);
    }
    if (gap) open = null;
  }
  return found;
}

/** The first, least, greatest and last of a run, in their order. */
function seen(run: readonly number[], ys: ArrayLike<number>): number[] {
  let least = run[0] as number;
  let greatest = least;
  for (const i of run) {
    if ((ys[i] as number) < (ys[least] as number)) least = i;
    if ((ys[i] as number) > (ys[greatest] as number)) greatest = i;
  }
  return [...new Set([run[0] as number, least, greatest, run[run.length - 1] as number])].sort((a, b) => a - b);
}

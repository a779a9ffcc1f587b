import type { FigureSource } from './chart.js';
import type { Mark, Scene } from './scene.js';

/** A moment of a run. */
export interface Moment {
  readonly epoch: number;
  readonly point: Float64Array;
  readonly loss: number;
}

/**
 * Moments of a run for an animation: the start, the end, and between them ever larger steps, because most happens early. Only epochs that the
 * trace holds; those that are not finite are left out.
 *
 * @param most ≥ 1. @returns at most as many, ascending; empty if no point is finite.
 */
export function moments({ trace }: FigureSource, most: number): Moment[] {
  const rows = Array.from(trace.epoch, (_, row) => row).filter((row) =>
    trace.values.every((values) => Number.isFinite(values[row])),
  );
  if (rows.length === 0) return [];
  const epochs = rows.map((row) => trace.epoch[row] as number);
  const last = epochs.at(-1) as number;
  const chosen = new Set<number>();
  let at = 0;
  for (let i = 0; i < most; i++) {
    const target = stepped(i, most, last);
    while (at + 1 < rows.length && Math.abs((epochs[at + 1] as number) - target) <= Math.abs((epochs[at] as number) - target))
      at++;
    chosen.add(rows[at] as number);
  }
  return [...chosen].map((row) => ({
    epoch: trace.epoch[row] as number,
    point: Float64Array.from(trace.values, (values) => values[row] as number),
    loss: trace.loss[row] as number,
  }));
}

/** The i-th of `most` steps from 0 to `last`: one epoch each at first, then growing with the cube. */
function stepped(i: number, most: number, last: number): number {
  if (most === 1) return last;
  const share = i / (most - 1);
  const even = Math.min(most - 1, last);
  return even * share + (last - even) * share * share * share;
}

/** The frames of an animated scene as still ones. */
export function framesOf(scene: Scene): Scene[] {
  const { animation, ...still } = scene;
  if (animation === undefined) return [scene];
  return Array.from({ length: animation.frames }, (_, i) => ({ ...still, marks: scene.marks.map((mark) => frameOf(mark, i)) }));
}

function frameOf(mark: Mark, i: number): Mark {
  if (mark.kind === 'group') return { ...mark, marks: mark.marks.map((inner) => frameOf(inner, i)) };
  if (mark.kind === 'path' && mark.frames !== undefined) {
    const { frames, ...still } = mark;
    return { ...still, d: frames[i] as string };
  }
  if (mark.kind === 'text' && mark.frames !== undefined) {
    const { frames, ...still } = mark;
    return { ...still, text: frames[i] as string };
  }
  return mark;
}

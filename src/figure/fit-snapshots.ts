import type { FigureSource } from './chart.js';
import { countText } from './number-text.js';
import type { Mark } from './scene.js';
import { mix } from './theme.js';

/** More curves of earlier epochs than these are a blur. */
const MOST_CURVES = 24;

export function snapshots({ trace }: FigureSource, every: number): { every: number; points: Float64Array[] } {
  const { epoch, points } = trace.snapshots;
  const last = trace.epoch[trace.length - 1] ?? 0;
  const step =
    Math.max(every, trace.snapshots.every) * Math.max(1, Math.ceil(last / Math.max(every, trace.snapshots.every) / MOST_CURVES));
  return { every: step, points: points.filter((at, i) => (epoch[i] as number) % step === 0 && at.every(Number.isFinite)) };
}

/** Early epochs pale, late ones strong. */
export const tone = (share: number): string => mix('#f7d9c2', '#e58b4a', share);

/** A run that stands still draws the same curve again and again; one is enough. */
export function withoutRepeats(marks: readonly Mark[]): Mark[] {
  const drawn = new Set<string>(['']);
  return marks.filter(
    (mark) =>
      mark.kind !== 'path' || (mark.role !== 'snapshot' && mark.d !== '') || (!drawn.has(mark.d) && drawn.add(mark.d).size > 0),
  );
}

export function thinnedText({ lang }: FigureSource, every: number, steps: { every: number } | null): string | null {
  if (steps === null || steps.every === every) return null;
  return {
    en: `every ${countText(steps.every)} instead of ${countText(every)} epochs, to stay readable`,
    ko: `알아볼 수 있도록 ${countText(every)} 대신 ${countText(steps.every)}에포크마다`,
  }[lang];
}

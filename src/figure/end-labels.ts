import { ellipsize, textWidth } from './measure.js';
import type { Mark } from './scene.js';
import { lettering, MIDDLE, TEXT_SIZE } from './theme.js';

/** What a line is called, written at its end. */
export interface EndLabel {
  readonly text: string;
  readonly colour: string;
  /** Pixels. */
  readonly y: number;
}

const ROW = 17;
const LONGEST = 150;

/** The room that the labels need on the right of the plot. */
export const endLabelRoom = (texts: readonly string[]): number =>
  texts.length === 0 ? 0 : Math.ceil(Math.max(...texts.map((text) => Math.min(textWidth(text, TEXT_SIZE, 600), LONGEST)))) + 20;

/** The labels beside the ends of their lines, moved apart where they would touch, in the order of the ends. */
export function endLabels(labels: readonly EndLabel[], x: number, top: number, bottom: number): Mark[] {
  const order = labels.map((_, i) => i).sort((a, b) => (labels[a] as EndLabel).y - (labels[b] as EndLabel).y || a - b);
  const ys = order.map((i) => Math.min(Math.max((labels[i] as EndLabel).y, top), bottom));
  for (let i = 1; i < ys.length; i++) ys[i] = Math.max(ys[i] as number, (ys[i - 1] as number) + ROW);
  const over = Math.max(0, (ys.at(-1) ?? 0) - bottom);
  for (let i = ys.length - 1, limit = Number.POSITIVE_INFINITY; over > 0 && i >= 0; i--) {
    ys[i] = Math.min(ys[i] as number, limit, bottom);
    limit = (ys[i] as number) - ROW;
  }
  return order.map((i, k) => {
    const { text, colour } = labels[i] as EndLabel;
    return {
      kind: 'text',
      x,
      y: (ys[k] as number) + MIDDLE,
      text: ellipsize(text, LONGEST, TEXT_SIZE, 600),
      size: TEXT_SIZE,
      weight: 600,
      fill: lettering(colour),
      role: 'label',
    };
  });
}

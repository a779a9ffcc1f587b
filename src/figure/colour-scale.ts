import { ellipsize } from './measure.js';
import { numberText } from './number-text.js';
import type { Box } from './path.js';
import type { Relief } from './relief.js';
import type { Mark } from './scene.js';
import { depth, INK, MUTED, TEXT_SIZE } from './theme.js';

export const COLOUR_SCALE_ROOM = 112;
const BAR = 12;
const TICK_GAP = 30;

/** Which loss a colour stands for, right of the plot. */
export function colourScale({ levels, lossAt }: Relief, { right, top, bottom }: Box, title: string): Mark[] {
  const left = right + 16;
  const step = (bottom - top) / levels.length;
  const at = (i: number): number => bottom - i * step;
  const cells = levels.map(
    (_, i): Mark => ({
      kind: 'rect',
      x: left,
      y: at(i + 1),
      width: BAR,
      height: step + 0.5,
      fill: depth(i / (levels.length - 1)),
      role: 'scale',
    }),
  );
  const every = Math.max(1, Math.ceil(TICK_GAP / step));
  const numbers = levels.flatMap((level, i): Mark[] =>
    i % every === 0
      ? [
          {
            kind: 'text',
            x: left + BAR + 7,
            y: at(i) + (i === 0 ? 0 : 4.4),
            text: numberText(lossAt(level), 2),
            size: TEXT_SIZE,
            fill: MUTED,
            role: 'tick-scale',
          },
        ]
      : [],
  );
  const label: Mark = {
    kind: 'text',
    x: right + COLOUR_SCALE_ROOM - 10,
    y: (top + bottom) / 2,
    text: ellipsize(title, bottom - top, TEXT_SIZE),
    size: TEXT_SIZE,
    anchor: 'middle',
    rotate: -90,
    fill: INK,
    role: 'label',
  };
  return [...cells.reverse(), ...numbers, label];
}

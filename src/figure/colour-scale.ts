import { ellipsize, textWidth } from './measure.js';
import { numberText } from './number-text.js';
import type { Box } from './path.js';
import type { Relief } from './relief.js';
import type { Mark } from './scene.js';
import { depth, INK, MUTED, TEXT_SIZE } from './theme.js';

const BAR = 12;
/** From the plot to the bar, from there to the numbers, from there to the middle of the title, from there to the edge. */
const GAPS = [16, 7, 18, 10] as const;
const TICK_GAP = 30;

/** The room that it needs right of the plot. */
export function colourScaleRoom({ levels, lossAt }: Pick<Relief, 'levels' | 'lossAt'>): number {
  const widest = Math.max(...numbersOf({ levels, lossAt }).map((text) => textWidth(text, TEXT_SIZE)));
  return Math.ceil(GAPS[0] + BAR + GAPS[1] + widest + GAPS[2] + GAPS[3]);
}

/** Which loss a colour stands for, right of the plot. */
export function colourScale(relief: Pick<Relief, 'levels' | 'lossAt'>, { right, top, bottom }: Box, title: string): Mark[] {
  const { levels } = relief;
  const texts = numbersOf(relief);
  const left = right + GAPS[0];
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
  const numbers = levels.flatMap((_, i): Mark[] =>
    i % every === 0
      ? [
          {
            kind: 'text',
            x: left + BAR + GAPS[1],
            y: at(i) + (i === 0 ? 0 : 4.4),
            text: texts[i] as string,
            size: TEXT_SIZE,
            fill: MUTED,
            role: 'tick-scale',
          },
        ]
      : [],
  );
  const label: Mark = {
    kind: 'text',
    x: right + colourScaleRoom(relief) - GAPS[3],
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

const MOST_DIGITS = 12;

/** The losses of the levels, with as many digits as it takes to tell one from the next. */
function numbersOf({ levels, lossAt }: Pick<Relief, 'levels' | 'lossAt'>): string[] {
  for (let digits = 2; ; digits++) {
    const texts = levels.map((level) => numberText(lossAt(level), digits));
    if (digits === MOST_DIGITS || texts.every((text, i) => text !== texts[i - 1])) return texts;
  }
}

import { describe, expect, it } from 'vitest';
import { colourScale } from '../../src/figure/colour-scale.js';
import type { Relief } from '../../src/figure/relief.js';

const BOX = { left: 0, right: 600, top: 0, bottom: 400 };

describe('the numbers beside the colours', () => {
  for (const [what, span] of [
    ['decades', 1e3],
    ['a part in a thousand', 1e-3],
    ['a part in a million', 1e-6],
  ] as const)
    it(`differ from each other where the losses differ by ${what}`, () => {
      const levels = Array.from({ length: 15 }, (_, i) => i / 14);
      const relief = { levels, lossAt: (level: number) => 0.44 * (1 + span * level * level) } as unknown as Relief;
      const texts = colourScale(relief, BOX, 'loss').flatMap((mark) =>
        mark.kind === 'text' && mark.role === 'tick-scale' ? [mark.text] : [],
      );
      expect(texts.length).toBeGreaterThan(3);
      expect(new Set(texts).size).toBe(texts.length);
    });
});

import { textWidth } from '../../src/figure/measure.js';
import type { Mark, Scene, TextMark } from '../../src/figure/scene.js';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the letters of a scene are, by the metrics of the shipped fonts: from the height of capitals to the baseline. */
export function textBoxes(scene: Scene): TextBox[] {
  const below = (mark: Mark): TextBox[] =>
    mark.kind === 'group' ? mark.marks.flatMap(below) : mark.kind === 'text' && mark.text !== '' ? [boxOf(mark)] : [];
  return scene.marks.flatMap(below);
}

export const overlaps = (a: TextBox, b: TextBox): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function boxOf({ text, x, y, size, weight, anchor, rotate }: TextMark): TextBox {
  const width = textWidth(text, size, weight);
  const from = anchor === 'middle' ? -width / 2 : anchor === 'end' ? -width : 0;
  const height = size * 0.75;
  if (rotate === -90) return { text, left: x - height, right: x, top: y - from - width, bottom: y - from };
  return { text, left: x + from, right: x + from + width, top: y - height, bottom: y };
}

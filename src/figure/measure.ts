import { COVERED, HANGUL_WIDTH, WIDTHS } from './font-metrics.js';

/**
 * How wide a line of text is in the shipped fonts, in pixels, without a browser: advance widths, no kerning (which takes away ≤ 2%).
 *
 * @example textWidth('가나', 10) // 17.28
 */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  let thousandths = 0;
  for (const character of text.normalize('NFC')) thousandths += advance(character.codePointAt(0) as number, weight);
  return (thousandths * size) / 1000;
}

/** The text, or its beginning and `…`, so that it is at most `width` pixels wide. */
export function ellipsize(text: string, width: number, size: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  const room = width - textWidth('…', size, weight);
  let kept = '';
  let used = 0;
  for (const character of text.normalize('NFC')) {
    used += textWidth(character, size, weight);
    if (used > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The parts joined by ` · `, broken between parts where a line is full. @returns at most `lines` lines, each at most `width` wide. */
export function flow(parts: readonly string[], width: number, size: number, lines: number): string[] {
  const filled: string[] = [];
  for (const part of parts) {
    const line = filled.at(-1);
    const longer = line === undefined ? part : `${line} · ${part}`;
    if (line !== undefined && (textWidth(longer, size) <= width || filled.length === lines)) filled[filled.length - 1] = longer;
    else filled.push(part);
  }
  return filled.map((line) => ellipsize(line, width, size));
}

/** Characters of a text that no shipped font has, each once, in their order. Signs that are never drawn (joiners, selectors) do not count. */
export function missingGlyphs(text: string): string[] {
  const missing = [...text.normalize('NFC')].filter(
    (character) => !isInvisible(character) && !isCovered(character.codePointAt(0) as number),
  );
  return [...new Set(missing)];
}

/** Default-ignorable code points: they change their neighbours and have no shape. */
export const isInvisible = (character: string): boolean => /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(character);

const widths = { 400: new Map<number, number>(), 600: new Map<number, number>() };

function advance(code: number, weight: 400 | 600): number {
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL_WIDTH;
  if (widths[400].size === 0) readWidths();
  return widths[weight].get(code) ?? advanceByClass(code);
}

function readWidths(): void {
  for (const { first, regular, semibold } of WIDTHS) {
    regular.split(' ').forEach((width, i) => void widths[400].set(first + i, Number(width)));
    semibold.split(' ').forEach((width, i) => void widths[600].set(first + i, Number(width)));
  }
}

/** What stands in no table: marks over other letters take no room, East Asian and pictures a full square, the rest a wide letter. */
function advanceByClass(code: number): number {
  const character = String.fromCodePoint(code);
  if (isInvisible(character) || /\p{M}/u.test(character)) return 0;
  return isWide(code) ? 1000 : 650;
}

/** East Asian wide and fullwidth (UAX #11), and pictures: two columns in a terminal, a full square on paper. */
export const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);

let covered: readonly (readonly [number, number])[] | null = null;

function isCovered(code: number): boolean {
  covered ??= COVERED.split(' ').map((range) => {
    const [first, last] = range.split('-').map((hex) => Number.parseInt(hex, 16)) as [number, number?];
    return [first, last ?? first] as const;
  });
  return covered.some(([first, last]) => code >= first && code <= last);
}

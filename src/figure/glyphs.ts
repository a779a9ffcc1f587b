import type { Lang, Text } from '../base/text.js';
import { isInvisible, missingGlyphs } from './measure.js';
import type { Mark, Scene } from './scene.js';

/** What stands in a PNG for a character that no shipped font has: visible, where a renderer would leave a hole. */
const STAND_IN = '?';

/** Something that a picture could not show as it is: a note for the result. */
export interface GlyphNote {
  readonly code: 'glyph-missing';
  readonly detail: string;
  readonly message: Text;
}

/** The scene with every character that no shipped font has as `?`. Browsers have more fonts: SVG needs no stand-ins. */
export function withStandIns(scene: Scene): Scene {
  if (missingGlyphs(textsOf(scene).join('')).length === 0) return scene;
  return { ...scene, marks: scene.marks.map(standIns) };
}

/**
 * The note that a PNG of the scene shows `?` for some characters, or null where all are in the shipped fonts.
 *
 * @example glyphNote(scene)?.detail // '漢 (U+6F22), 😀 (U+1F600)'
 */
export function glyphNote(scene: Scene): GlyphNote | null {
  const missing = missingGlyphs(textsOf(scene).join(''));
  if (missing.length === 0) return null;
  const shown = missing
    .slice(0, 12)
    .map((character) => `${character} (U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')})`);
  const detail = shown.join(', ') + (missing.length > 12 ? ', …' : '');
  const list = (lang: Lang): string =>
    ({
      en: `PNG and GIF show "${STAND_IN}" for characters that the shipped fonts do not have: ${detail}. SVG shows them with the fonts of the reader.`,
      ko: `함께 제공되는 글꼴에 없는 글자는 PNG와 GIF에 "${STAND_IN}"로 나타납니다: ${detail}. SVG에서는 읽는 사람의 글꼴로 보입니다.`,
    })[lang];
  return { code: 'glyph-missing', detail, message: { en: list('en'), ko: list('ko') } };
}

/** All letters of a picture. */
export function textsOf(scene: Scene): string[] {
  const below = (mark: Mark): string[] =>
    mark.kind === 'text' ? [mark.text, ...(mark.frames ?? [])] : mark.kind === 'group' ? mark.marks.flatMap(below) : [];
  return scene.marks.flatMap(below);
}

function standIns(mark: Mark): Mark {
  if (mark.kind === 'group') return { ...mark, marks: mark.marks.map(standIns) };
  if (mark.kind !== 'text') return mark;
  return {
    ...mark,
    text: replaceMissing(mark.text),
    ...(mark.frames === undefined ? {} : { frames: mark.frames.map(replaceMissing) }),
  };
}

const replaceMissing = (text: string): string => {
  const missing = new Set(missingGlyphs(text));
  if (missing.size === 0) return text;
  // A selector or joiner belongs to the picture before it and goes with it.
  return [...text.normalize('NFC')]
    .map((character) => (missing.has(character) ? STAND_IN : isInvisible(character) ? '' : character))
    .join('');
};

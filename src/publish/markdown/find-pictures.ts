import type { Stretch } from './parse-markdown.js';
import type { Ranges } from './ranges.js';

/** A picture that Markdown itself does not know. */
export interface WrittenPicture extends Stretch {
  readonly reference: string;
  readonly alt: string;
  readonly title?: string;
  /** CSS pixels. */
  readonly width?: number;
}

const ENDING = '(?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|ico)';
/** Typora's: blanks in the path and no `<>` around it; a size behind it, `=300x200`, as Joplin and VuePress write it. */
const TYPORA = new RegExp(
  `!\\[((?:\\\\.|[^[\\]\\\\\\r\\n])*)\\]\\([ \\t]*((?:[^\\r\\n<>()]|\\([^\\r\\n<>()]*\\)){1,500}?\\.${ENDING})(?:[ \\t]+(?:"([^"\\r\\n]*)"|'([^'\\r\\n]*)'))?(?:[ \\t]+=(\\d{1,5})?x\\d*)?[ \\t]*\\)`,
  'giu',
);
/** Obsidian's: `![[file.png]]`, `![[file.png|300]]`, `![[file.png|what it shows|300]]`. */
const OBSIDIAN = new RegExp(`!\\[\\[([^\\]|#\\r\\n]{1,500}\\.${ENDING})((?:\\|[^\\]|\\r\\n]*)*)\\]\\]`, 'giu');

/**
 * Pictures as Typora and Obsidian write them. @param closed where none can be: code, HTML, pictures that Markdown sees.
 */
export function findPictures(text: string, closed: Ranges<Stretch>): WrittenPicture[] {
  const found: WrittenPicture[] = [];
  for (const match of text.matchAll(OBSIDIAN)) {
    const words = (match[2] as string).split('|').map((word) => word.trim());
    const width = words.map((word) => /^(\d{1,5})(?:x\d+)?$/.exec(word)?.[1]).find((size) => size !== undefined);
    const alt = words.find((word) => word !== '' && !/^\d+(?:x\d+)?$/.test(word)) ?? '';
    found.push({
      ...placed(match),
      reference: (match[1] as string).trim(),
      alt,
      ...(width === undefined ? {} : { width: Number(width) }),
    });
  }
  for (const match of text.matchAll(TYPORA)) {
    const title = match[3] ?? match[4];
    found.push({
      ...placed(match),
      reference: match[2] as string,
      alt: (match[1] as string).replace(/\\([!-/:-@[-`{-~])/g, '$1'),
      ...(title === undefined ? {} : { title }),
      ...(match[5] === undefined ? {} : { width: Number(match[5]) }),
    });
  }
  return found
    .filter(({ start, end }) => text[start - 1] !== '\\' && closed.within(start, end).length === 0)
    .sort((a, b) => a.start - b.start);
}

const placed = (match: RegExpExecArray): Stretch => ({ start: match.index, end: match.index + match[0].length });

import type { Session } from './session.js';
import { textWidth } from './table-text.js';

/** Paragraphs folded at blanks to the terminal, at most 110 columns, each line indented. */
export function wrapped(paragraphs: readonly string[], indent: number, { io }: Session): string[] {
  const room = Math.max(20, Math.min(io.stdout.columns, 110) - indent);
  return paragraphs.flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && textWidth(line) + 1 + textWidth(word) > room) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line].map((text) => ' '.repeat(indent) + text);
  });
}

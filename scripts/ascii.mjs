import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes a program without a character beyond ASCII. One of them makes an engine keep the whole file by two bytes a character: of the library that is a megabyte more, and of the command line's program too. Texts,
 * templates and regular expressions mean the same with escapes; templates with tags, which see how they are written, have none such in what is built.
 */
export function makeAscii(file) {
  const code = readFileSync(file, 'utf8');
  const escaped = code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(file, escaped);
}

import { DownhillError } from '../base/errors.js';
import { decodeText } from '../data/decode.js';

/** A document's text without byte order mark, with all its line ends. */
export interface DocumentText {
  readonly text: string;
  /** What was found out where it is not UTF-8: `UTF-16 LE`, `CP949`; else null. */
  readonly encoding: string | null;
}

/** @throws DownhillError `empty-file`, `not-text`, and `git-lfs-pointer` for the few lines that Git LFS keeps in the place of a file. */
export function documentText(bytes: Uint8Array, source: string): DocumentText {
  const { text, notes } = decodeText(bytes, source);
  const refuse = (code: string, message: string, advice: string): DownhillError =>
    new DownhillError(code, `${source} ${message}`, advice, { place: source });
  if (text.trim() === '') throw refuse('empty-file', 'is empty', 'write something into it');
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    throw refuse('git-lfs-pointer', 'is a Git LFS pointer, not the document itself', 'run git lfs pull');
  if (text.includes('\0')) throw refuse('not-text', 'is a binary file, not a text', 'give a Markdown file');
  return { text, encoding: notes[0]?.detail ?? null };
}

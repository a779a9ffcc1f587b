import type { SourceText } from './source-text.js';

/** `{{downhill sine-noise.W.interval | 3}}` in the text of a document. */
export interface ResultReference {
  readonly id: string;
  /** `['W', 'interval']`. */
  readonly path: readonly string[];
  /** Decimal places; absent: all digits that tell the number apart. */
  readonly digits?: number;
  /** Offsets in the document, braces included. */
  readonly start: number;
  readonly end: number;
  /** `post.md:14:9`. */
  readonly place: string;
}

const REFERENCE = /\{\{[ \t]*downhill(?![\p{L}\p{N}_-])([^{}\r\n]*)\}\}/gu;
const MOST_DIGITS = 17;

/**
 * Finds the quoted results in a text, but not in code.
 * @throws DownhillError for one that cannot be read.
 */
export function findReferences(
  source: SourceText,
  code: readonly { readonly start: number; readonly end: number }[],
  skip: number,
): ResultReference[] {
  const found: ResultReference[] = [];
  for (const match of source.text.matchAll(REFERENCE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start < skip || code.some((stretch) => start >= stretch.start && start < stretch.end)) continue;
    // In a table the bar is written \|.
    const [written = '', rounding, ...more] = (match[1] ?? '')
      .replaceAll('\\|', '|')
      .split('|')
      .map((part) => part.trim());
    const [id = '', ...path] = steps(written);
    const digits = rounding === undefined ? undefined : Number(rounding);
    const wrong =
      !/^[\p{L}\p{N}]/u.test(id) || path.length === 0 || path.includes('')
        ? 'a quoted result names an experiment and one of its figures'
        : more.length > 0 ||
            rounding === '' ||
            (digits !== undefined && !(Number.isInteger(digits) && digits >= 0 && digits <= MOST_DIGITS))
          ? `the rounding after | must be a number of decimal places from 0 to ${MOST_DIGITS}`
          : null;
    if (wrong !== null)
      throw source.error(
        { code: 'reference-invalid', message: wrong, advice: 'write it as {{downhill sine-noise.W | 3}}' },
        start,
        end,
      );
    found.push({
      id: id.normalize('NFC'),
      path,
      ...(digits === undefined ? {} : { digits }),
      start,
      end,
      place: source.place(start),
    });
  }
  return found;
}

/** Splits at dots, but not in backticks or square brackets: `` run.`a.b` ``, `run.b[1.5]`. */
function steps(written: string): string[] {
  const parts = written.match(/(?:`[^`]*`|\[[^\]]*\]|[^.`[])+|(?<=\.)(?=\.|$)|^(?=\.)/g) ?? [];
  return parts.map((part) => part.trim().replace(/^`([^`]*)`$/, '$1'));
}

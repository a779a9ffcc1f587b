import { DownhillError } from '../base/errors.js';

/** A file's text with its name: turns offsets into places. */
export class SourceText {
  private readonly starts: readonly number[];

  constructor(
    readonly text: string,
    readonly source: string,
  ) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
    this.starts = starts;
  }

  /** Offset of the first character of a 1-based line. */
  lineStart(line: number): number {
    return this.starts[line - 1] ?? this.text.length;
  }

  /** A 1-based line without its end. */
  line(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineStart(line + 1)).replace(/[\r\n]+$/, '');
  }

  /** 1-based line and column (in UTF-16 code units) of an offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] as number) + 1 };
  }

  /** `post.md:14:9`. */
  place(offset: number): string {
    const { line, column } = this.position(offset);
    return `${this.source}:${line}:${column}`;
  }

  /** A mistake in a stretch of the text, with the line shown; a stretch over several lines ends with its first. */
  error(
    issue: { readonly code: string; readonly message: string; readonly advice: string },
    start: number,
    end: number,
  ): DownhillError {
    const { line, column } = this.position(start);
    const shown = this.line(line);
    const span = { text: shown, start: column - 1, end: Math.max(column - 1, Math.min(shown.length, column - 1 + end - start)) };
    return new DownhillError(issue.code, issue.message, issue.advice, { place: this.place(start), span });
  }
}

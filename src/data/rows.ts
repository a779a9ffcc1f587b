import { DownhillError } from '../base/errors.js';
import type { Note } from './table.js';

/** Collects records into columns, and remembers those that do not fit. */
export class Rows {
  private readonly columns: string[][] = [];
  private readonly lines: number[] = [];
  private readonly numbers: number[] = [];
  /** Rows so far, with those that do not fit. */
  private count: number;
  /** Whether every row ends in a delimiter that the header does not have; null before the first row. */
  private trailing: boolean | null = null;
  private headerLine = 0;
  private readonly pending: { readonly fields: readonly string[]; readonly line: number }[] = [];
  private ragged: { readonly line: number; readonly number: number; readonly got: number } | null = null;
  private raggedCount = 0;
  /** Rows that do not fit, by their number of fields. */
  private readonly raggedWidths = new Map<number, number>();

  /** @param before rows that stand before the first of these. */
  constructor(
    private readonly source: string,
    private readonly before = 0,
  ) {
    this.count = before;
  }

  /** @param width number of columns. @param line of the header. */
  begin(width: number, line: number): void {
    for (let i = 0; i < width; i++) this.columns.push([]);
    this.headerLine = line;
  }

  add(fields: readonly string[], line: number): void {
    const width = this.columns.length;
    const blank = fields.length === 1 && fields[0] === '';
    if (blank && width > 1) return;
    // Rows of nothing count only when another row follows: Excel leaves `,,,` at the end.
    if (blank || (fields.length === width && fields.every((field) => field === ''))) {
      this.pending.push({ fields, line });
      return;
    }
    for (const held of this.pending.splice(0)) this.put(held.fields, held.line);
    this.put(fields, line);
  }

  /** Errors: `ragged-row`, unless they are to be skipped. */
  finish(skipRagged: boolean): {
    readonly columns: string[][];
    readonly lines: number[];
    readonly numbers: number[] | null;
    readonly notes: Note[];
  } {
    if (this.ragged !== null && !skipRagged) throw this.raggedError(this.ragged);
    const notes = this.ragged === null ? [] : [raggedNote(this.raggedCount, `${this.source}:${this.ragged.line}`)];
    return {
      columns: this.columns,
      lines: this.lines,
      numbers: this.ragged === null && this.before === 0 ? null : this.numbers,
      notes,
    };
  }

  private put(fields: readonly string[], line: number): void {
    const width = this.columns.length;
    this.count++;
    this.trailing ??= fields.length === width + 1 && fields[width] === '';
    const fits = this.trailing ? fields.length === width + 1 && fields[width] === '' : fields.length === width;
    if (fits) {
      for (let i = 0; i < width; i++) (this.columns[i] as string[]).push(fields[i] as string);
      this.lines.push(line);
      this.numbers.push(this.count);
      return;
    }
    this.ragged ??= { line, number: this.count, got: fields.length };
    this.raggedCount++;
    this.raggedWidths.set(fields.length, (this.raggedWidths.get(fields.length) ?? 0) + 1);
  }

  private raggedError(first: { readonly line: number; readonly number: number; readonly got: number }): DownhillError {
    const width = this.columns.length;
    const others = this.raggedCount - 1;
    return new DownhillError(
      'ragged-row',
      `row ${first.number} (line ${first.line}) has ${fieldCount(first.got)}, the header has ${width}${
        others === 0 ? '' : `; ${others} other row${others === 1 ? ' does' : 's do'} not fit either`
      }`,
      this.raggedAdvice(),
      { place: `${this.source}:${first.line}:${Math.min(first.got, width) + 1}` },
    );
  }

  private raggedAdvice(): string {
    const width = this.columns.length;
    const [common, ...more] = this.raggedWidths.keys();
    const all =
      this.raggedCount === this.count - this.before && this.raggedCount > 1 && more.length === 0 && common !== undefined;
    if (all && width === 1) {
      return `delete what stands above the header (line ${this.headerLine}), or begin those lines with #`;
    }
    if (all && common === width + 1) {
      return 'give the first column a name too: R writes row names without one (write.csv(data, row.names = FALSE))';
    }
    return `correct the row${this.raggedCount === 1 ? '' : 's'} (a delimiter inside a field needs quotes around the field), or leave such rows out with --skip-invalid`;
  }
}

const fieldCount = (count: number): string => `${count} field${count === 1 ? '' : 's'}`;

const raggedNote = (count: number, place: string): Note => ({
  code: 'ragged-rows',
  detail: String(count),
  message: {
    en: `${count} row${count === 1 ? ' has' : 's have'} another number of fields than the header and ${count === 1 ? 'is' : 'are'} left out (the first: ${place})`,
    ko: `필드 수가 머리글과 다른 ${count}개 행을 제외했습니다(첫 번째: ${place})`,
  },
});

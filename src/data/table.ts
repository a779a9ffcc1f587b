import type { Text } from '../base/text.js';
import type { Values } from '../base/values.js';

/** A column: numbers as they are computed with, and the text they were read from when they came from text. */
export interface Column {
  readonly name: string;
  /** Length `rows`. For a text column that is no number: absent. */
  readonly values?: Values;
  /** The cells as written; absent for columns that were computed or passed as numbers. */
  readonly cells?: readonly string[];
  /** Of a column of a file whose cells were not kept: those that are no numbers, by row. */
  readonly written?: ReadonlyMap<number, string>;
  /** Where rows of a column with cells were left out: the whole of it, whose cells tell how numbers and dates are written. */
  readonly cutFrom?: { readonly table: Table; readonly column: Column };
}

/** Something worth telling of how data were read or made: a finding of severity note. */
export interface Note {
  /** kebab-case: `encoding`, `no-header`, `decimal-comma`. */
  readonly code: string;
  /** The fact without words, for evidence: `cp949`, `x1, x2`. */
  readonly detail: string;
  readonly message: Text;
  /** What to do; absent where it is to be checked against the data. */
  readonly advice?: Text;
}

/** Rows and named columns. Nothing is converted to numbers before it is used. */
export interface Table {
  /** Where it came from, for messages and records: `data.csv`, `<stdin>`, `<arrays>`, `<generated>`. */
  readonly source: string;
  readonly rows: number;
  /** In the order of the source. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The 1-based line of the source on which each row starts; absent for tables that were not read from text, and where they follow each other. */
  readonly lines?: Uint32Array;
  /** The line of the first row, where each of the others stands on the next. */
  readonly firstLine?: number;
  /** The 1-based number of each row in the source, where rows were left out; absent: 1 … rows. */
  readonly rowNumbers?: Uint32Array;
  readonly notes: readonly Note[];
}

/** A column: numbers as they are computed with, and the text they were read from when they came from text. */
export interface Column {
  readonly name: string;
  /** Length `rows`. For a text column that is no number: absent. */
  readonly values?: Float64Array;
  /** The cells as written; absent for columns that were computed or passed as numbers. */
  readonly cells?: readonly string[];
}

/** Rows and named columns. Nothing is converted to numbers before it is used. */
export interface Table {
  /** Where it came from, for messages and records: `data.csv`, `<stdin>`, `<arrays>`, `<generated>`. */
  readonly source: string;
  readonly rows: number;
  /** In the order of the source. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The 1-based line of the source on which each row starts; absent for tables that were not read from text. */
  readonly lines?: Uint32Array;
  /** What is worth telling of the reading (`encoding`, `decimal-comma`, `delimiter`), for findings of severity note. */
  readonly notes: readonly { readonly code: string; readonly detail: string }[];
}

import type { Fields } from './fields.js';

/** A notebook of any format, as the newest would say it. */
export interface Notebook {
  readonly metadata: Fields;
  /** Of its code; null where it does not say. */
  readonly language: string | null;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly kind: 'markdown' | 'code' | 'raw';
  /** From 1, in the order of the file: what people count. */
  readonly number: number;
  /** Lines end with `\n`. */
  readonly source: string;
  readonly metadata: Fields;
  /** By name, then by type: Base64. */
  readonly attachments: Fields;
  readonly outputs: readonly Output[];
  /** Of this cell alone; null for the notebook's. */
  readonly language: string | null;
}

export type Output = { readonly number: number } & (
  | { readonly kind: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  /** By MIME type: a string, or data of an `…+json` type. */
  | { readonly kind: 'data'; readonly data: Fields; readonly metadata: Fields }
);

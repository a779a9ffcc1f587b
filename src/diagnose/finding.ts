import type { Text } from '../base/text.js';

export type Severity = 'note' | 'warning' | 'error';

/** What went wrong, or is worth knowing, with the numbers that show it. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly advice: Text;
  /** Options that would mend it, by their name in a document: `{ "learning rate": 0.9 }`, `{ start: { a: 1, b: 2 } }`. */
  readonly fix?: Fix;
}

export type Fix = Readonly<Record<string, number | string | Readonly<Record<string, number>>>>;

export type Evidence = number | string | boolean | null | readonly Evidence[] | { readonly [key: string]: Evidence };

import type { Text } from '../base/text.js';

export type Severity = 'note' | 'warning' | 'error';

/** What went wrong, or is worth knowing, with the numbers that show it. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly advice: Text;
  /** Options that would mend it, by their name in a document: `{ "learning rate": 0.9 }`. */
  readonly fix?: Readonly<Record<string, number | string>>;
}

export type Evidence = number | string | boolean | null | readonly Evidence[] | { readonly [key: string]: Evidence };

import type { Text } from '../base/text.js';

/** Something that publishing did or saw and that its user should know; it stops nothing. */
export interface Note {
  /** kebab-case, stable. */
  readonly code: string;
  readonly severity: 'note' | 'warning' | 'error';
  readonly message: Text;
  /** `post.md:14:9`, `a.ipynb, cell 3`, a path in the site. */
  readonly place?: string;
  readonly advice?: Text;
}

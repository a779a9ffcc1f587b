import type { Part } from '../post.js';
import type { CellContext } from './cell-context.js';
import type { Fields } from './fields.js';
import { htmlParts } from './html-parts.js';
import { pictureParts } from './picture-parts.js';
import { plainParts } from './plain-parts.js';
import { texOf } from './tex-of.js';

/** One form of an output, on its way into a post. */
export interface FormContext extends CellContext {
  readonly type: string;
  /** All forms of the output. */
  readonly data: Fields;
  readonly metadata: Fields;
}

export interface Form {
  /** MIME types, the better ones first. */
  readonly types: readonly string[];
  /** @returns none where this form shows nothing: the next one is tried. */
  readonly parts: (value: string, context: FormContext) => Promise<readonly Part[]> | readonly Part[];
}

/**
 * The forms of an output that a post can carry, the best first. A formula goes before its picture (SymPy gives both), pictures before HTML (which often only runs a
 * program), HTML before words.
 */
export const FORMS: readonly Form[] = [
  { types: ['text/latex'], parts: (value, context) => mathParts(value, context) },
  {
    types: ['image/png', 'image/jpeg', 'image/svg+xml', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
    parts: pictureParts,
  },
  { types: ['text/html'], parts: htmlParts },
  { types: ['text/latex', 'text/markdown'], parts: proseParts },
  { types: ['text/plain'], parts: plainParts },
];

function mathParts(value: string, { region }: FormContext): Part[] {
  const tex = texOf(value);
  return tex === null ? [] : [{ kind: 'math', region, tex }];
}

/** Words with formulas in them; a table of LaTeX is left to the next form. */
async function proseParts(value: string, { type, prose }: FormContext): Promise<Part[]> {
  if (type === 'text/latex' && (/\\begin\{|\\\w+\{/.test(value.replace(/\$[^$]*\$/g, '')) || !value.includes('$'))) return [];
  return [await prose(value.replace(/\r\n?/g, '\n').trim())];
}

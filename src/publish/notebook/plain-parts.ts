import type { Part } from '../post.js';
import { fieldsOf } from './fields.js';
import type { FormContext } from './forms.js';
import { textParts } from './output-parts.js';

/** Text, but not what only names an object that could not be shown: `<IPython.core.display.HTML object>`, `<Figure size 640x480 with 1 Axes>`. */
export function plainParts(value: string, context: FormContext): Part[] {
  const others = Object.keys(fieldsOf(context.data)).length > 1;
  return (others && NAMES_ONLY.test(value.trim())) ||
    /^<(?:IPython\.core\.display\.\w+ object|Figure size \S+ with \d+ Axes)>$/.test(value.trim())
    ? []
    : textParts(value, 'output', context);
}

const NAMES_ONLY = /^<[\w.]+(?:\s[^<>]*)?(?: at 0x[\da-fA-F]+)?>$/;

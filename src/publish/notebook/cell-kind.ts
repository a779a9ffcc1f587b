import { type Fields, field } from './fields.js';
import type { Cell } from './notebook.js';

/** A cell's kind, and what stands before its text for headings, which format 3 had as cells of their own. */
export interface CellKind {
  readonly kind: Cell['kind'];
  readonly heading: string;
}

/** @param level of a heading cell; 0 for none. */
export function kindOf(type: unknown, level: number): CellKind {
  if (type === 'code') return { kind: 'code', heading: '' };
  if (type === 'heading') return { kind: 'markdown', heading: `${'#'.repeat(level)} ` };
  // Format 3 had HTML cells; they are Markdown as well.
  return { kind: type === 'markdown' || type === 'html' ? 'markdown' : 'raw', heading: '' };
}

/** Level of a heading cell of format 3, 1 to 6. */
export function headingLevel(cell: Fields): number {
  const level = field(cell, 'level');
  return typeof level === 'number' && level >= 1 && level <= 6 ? Math.floor(level) : 1;
}

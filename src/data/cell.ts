/** A number as every program writes it: point, exponent, sign; blanks around it. What `Number` reads, but not '' and 0x1F. */
export const PLAIN_NUMBER = /^[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/** How a missing value is written, in lower case. */
const MISSING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'null',
  '(null)',
  'none',
  'nil',
  '\\n',
  '-',
  '--',
  '---',
  '.',
  '?',
  'missing',
]);
/** What Excel writes where a formula failed. */
const FAILED = new Set(['#div/0!', '#value!', '#ref!', '#num!', '#name?', '#null!', '#spill!', '#calc!']);
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity|∞|1\.#(?:qnan|ind|inf)|-nan\(ind\))$/i;

export type Emptiness = 'empty' | 'failed' | 'not-finite' | null;

/** Whether a cell stands for "no value", and how. @example emptiness('N/A') // 'empty' */
export function emptiness(cell: string): Emptiness {
  const text = cell.trim().toLowerCase();
  if (MISSING.has(text)) return 'empty';
  if (FAILED.has(text)) return 'failed';
  return NOT_FINITE.test(text) ? 'not-finite' : null;
}

/** The cell with the signs and blanks that typing programs put in replaced: `−1,5` becomes `-1,5`. */
export function withPlainSigns(cell: string): string {
  return cell
    .trim()
    .replace(/^[\u2212\u2013\uff0d\ufe63]/, '-')
    .replace(/([eE])[\u2212\u2013]/, '$1-');
}

/**
 * What a cell that is no plain number shows of how numbers are written in its column:
 * - `comma`: a decimal comma for certain: `1,5`, `0,125`, `1.234,5`.
 * - `comma-groups`: a comma between thousands for certain: `1,234.5`, `1,234,567`.
 * - `dot-groups`: a dot between thousands for certain: `1.234.567`, `1.234,5`.
 * - `point`: a decimal point for certain: `1.5`, `0.125`.
 * - `either-comma`, `either-point`: `1,234` and `1.234`, which can be read both ways.
 * - `integer`: no sign of either. `other`: no number.
 */
export type Shape = 'comma' | 'comma-groups' | 'dot-groups' | 'point' | 'either-comma' | 'either-point' | 'integer' | 'other';

const PARTS = /^[+-]?([\d.,]+)([eEdD][+-]?\d+)?$/;
const SHAPES: readonly (readonly [shape: Shape, pattern: RegExp])[] = [
  ['integer', /^\d+$/],
  ['either-comma', /^[1-9]\d{0,2},\d{3}$/],
  ['either-point', /^[1-9]\d{0,2}\.\d{3}$/],
  ['comma-groups', /^[1-9]\d{0,2}(?:,\d{3}){2,}$|^[1-9]\d{0,2}(?:,\d{3})+\.\d*$/],
  ['dot-groups', /^[1-9]\d{0,2}(?:\.\d{3}){2,}$|^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/],
  ['comma', /^\d*,\d+$/],
  ['point', /^(?:\d+\.\d*|\.\d+)$/],
];

/** @param cell as {@link withPlainSigns} leaves it. @example shapeOf('1,5') // 'comma' */
export function shapeOf(cell: string): Shape {
  const bare = withoutBlankGroups(cell);
  const parts = PARTS.exec(bare);
  if (parts === null) return 'other';
  const shape = SHAPES.find(([, pattern]) => pattern.test(parts[1] as string))?.[0] ?? 'other';
  // Nobody writes groups and an exponent, and blanks between thousands leave the other sign to the decimals.
  const grouped = parts[2] !== undefined || bare !== cell;
  if (grouped && shape === 'either-comma') return 'comma';
  return grouped && shape === 'either-point' ? 'point' : shape;
}

/** The number that a cell is, read with a decimal point or a decimal comma; NaN when it is none. */
export function parseCell(cell: string, decimal: '.' | ','): number {
  const parts = PARTS.exec(withoutBlankGroups(cell));
  if (parts === null) return Number.NaN;
  const exponent = (parts[2] ?? '').replace(/[dD]/, 'e');
  const other = decimal === '.' ? ',' : '.';
  let body = parts[1] as string;
  if (body.includes(other)) {
    const groups = decimal === '.' ? /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/ : /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
    if (!groups.test(body) || exponent !== '') return Number.NaN;
    body = body.replaceAll(other, '');
  }
  const text = `${cell.startsWith('-') ? '-' : ''}${body.replace(decimal, '.')}${exponent}`;
  return PLAIN_NUMBER.test(text) ? Number(text) : Number.NaN;
}

/** `1 234 567` and `1'234'567` without the signs between the thousands; anything else as it is. */
export function withoutBlankGroups(cell: string): string {
  return BLANK_GROUPS.test(cell) ? cell.replace(/[ \u00a0\u2009\u202f'’]/g, '') : cell;
}

const BLANK_GROUPS = /^[+-]?[1-9]\d{0,2}(?:([ \u00a0\u2009\u202f'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/** Whether a cell of the first row speaks for it being data, not names: a number in any notation, or a date. */
export const looksLikeValue = (cell: string): boolean =>
  shapeOf(withPlainSigns(cell)) !== 'other' || /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?$/.test(cell.trim());

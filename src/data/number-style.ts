import { DownhillError } from '../base/errors.js';
import { type Shape, shapeOf, withoutBlankGroups, withPlainSigns } from './cell.js';
import { cellPlace, quoted } from './place.js';
import type { Shown, Signs } from './shown.js';
import type { Column, Note, Table } from './table.js';

/** How the numbers of a column are written. */
export interface NumberStyle {
  readonly decimal: '.' | ',';
  /** Whether some have signs between the thousands. */
  readonly grouped: boolean;
}

export const PLAIN_STYLE: NumberStyle = { decimal: '.', grouped: false };

/**
 * Decides whether the comma or the point is the decimal sign of a column: by cells that can be read in one way only (`1,5`,
 * `1,234.5`), in this column, and where it has none, in the others of the file; the style of most such cells wins. Never guessed:
 * where all of it can be read both ways (`1,234`), the error `ambiguous-number` names both readings.
 *
 * @param before of a file that is read in parts: what earlier ones decide where this does not.
 */
export function numberStyle(within: Table, part: Column, before: Shown | null = null): NumberStyle {
  const { table, column } = part.cutFrom ?? { table: within, column: part };
  const { count, first, blankGroups } = countShapes(column.cells ?? []);
  const comma = count.comma + count['dot-groups'];
  const point = count.point + count['comma-groups'];
  const doubtful = (shape: Shape): DownhillError => ambiguous(table, column, first[shape] as number, before !== null);
  const byComma = { decimal: ',', grouped: blankGroups || count['dot-groups'] + count['either-point'] > 0 } as const;
  const byPoint = { decimal: '.', grouped: blankGroups || count['comma-groups'] + count['either-comma'] > 0 } as const;
  const settled = before?.column ?? null;
  if (comma > point || (point === 0 && settled?.decimal === ',')) {
    if (count['either-point'] > 0 && count['dot-groups'] === 0 && !settled?.dotGroups) throw doubtful('either-point');
    return byComma;
  }
  if (point > 0 || settled !== null) return byPoint;
  if (count['either-comma'] + count['either-point'] === 0) return byPoint;
  if (count['either-comma'] > 0 && count['either-point'] > 0) throw doubtful('either-comma');
  const file = fileStyle(table, before);
  if (count['either-point'] > 0) {
    if (file === ',') throw doubtful('either-point');
    return byPoint;
  }
  if (file === null) throw doubtful('either-comma');
  return file === ',' ? byComma : byPoint;
}

/** Whether a column without a comma in it still needs {@link numberStyle}: the points may stand between thousands. */
export const pointsAreDoubtful = (table: Table, column: Column, before: Shown | null = null): boolean =>
  before?.column?.decimal === ',' || fileStyle(column.cutFrom?.table ?? table, before) === ',';

const FILE_SAMPLE = 1000;
const signs = new WeakMap<Table, Signs>();

/** The decimal sign that all columns of the file agree on; null when they do not say or disagree. */
function fileStyle(table: Table, before: Shown | null): '.' | ',' | null {
  const { comma, point } = signsIn(table, before?.file);
  return comma === point ? null : comma ? ',' : '.';
}

/** The decimal signs in the first rows of a table, with those that were seen before. */
export function signsIn(table: Table, before: Signs = { comma: false, point: false }): Signs {
  const { comma, point } = ownSigns(table);
  return { comma: comma || before.comma, point: point || before.point };
}

function ownSigns(table: Table): Signs {
  const known = signs.get(table);
  if (known !== undefined) return known;
  let comma = false;
  let point = false;
  for (const { cells } of table.columns.values()) {
    if (cells === undefined) continue;
    // The comma decides; points alone are looked for only until one is found.
    for (let row = 0; row < Math.min(cells.length, FILE_SAMPLE); row++) {
      const cell = cells[row] as string;
      if (!cell.includes(',') && (point || !cell.includes('.'))) continue;
      const shape = shapeOf(withPlainSigns(cell));
      comma ||= shape === 'comma' || shape === 'dot-groups';
      point ||= shape === 'point' || shape === 'comma-groups';
    }
  }
  signs.set(table, { comma, point });
  return { comma, point };
}

interface Counts {
  readonly count: Record<Shape, number>;
  /** Row of the first cell of each shape. */
  readonly first: Partial<Record<Shape, number>>;
  readonly blankGroups: boolean;
}

function countShapes(cells: readonly string[]): Counts {
  const count: Record<Shape, number> = {
    comma: 0,
    'comma-groups': 0,
    'dot-groups': 0,
    point: 0,
    'either-comma': 0,
    'either-point': 0,
    integer: 0,
    other: 0,
  };
  const first: Partial<Record<Shape, number>> = {};
  let blankGroups = false;
  for (let row = 0; row < cells.length; row++) {
    const cell = withPlainSigns(cells[row] as string);
    const shape = shapeOf(cell);
    count[shape]++;
    first[shape] ??= row;
    blankGroups ||= shape !== 'other' && withoutBlankGroups(cell) !== cell;
  }
  return { count, first, blankGroups };
}

function ambiguous(table: Table, column: Column, row: number, inParts: boolean): DownhillError {
  const cell = column.cells?.[row] as string;
  const { place, cell: where } = cellPlace(table, column, row);
  const point = withPlainSigns(cell).replace(',', '.');
  const whole = point.replace('.', '');
  return new DownhillError(
    'ambiguous-number',
    `${where} holds ${quoted(cell)}, which can be ${point} (decimal sign) or ${whole} (sign between thousands), and nothing ${inParts ? 'before it' : 'else'} in the file decides it`,
    `write the numbers with a decimal point and without signs between the thousands${inParts ? ', or move a row that shows the decimal sign (1,5 or 1.5) to the top: the file is read in parts' : ''}`,
    { place },
  );
}

/** What is worth telling of how columns were read: a note for each way, with the names of its columns. */
export function styleNotes(styles: readonly { readonly name: string; readonly style: NumberStyle }[]): Note[] {
  const comma = styles.filter(({ style }) => style.decimal === ',').map(({ name }) => name);
  const grouped = styles.filter(({ style }) => style.grouped).map(({ name }) => name);
  return [
    ...(comma.length === 0 ? [] : [note('decimal-comma', comma, 'with decimal commas', '쉼표를 소수점으로 읽었습니다')]),
    ...(grouped.length === 0
      ? []
      : [note('thousands-separator', grouped, 'with signs between thousands', '천 단위 구분 기호를 빼고 읽었습니다')]),
  ];
}

function note(code: string, names: readonly string[], en: string, ko: string): Note {
  const detail = names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ');
  return { code, detail, message: { en: `numbers are read ${en} in: ${detail}`, ko: `다음 열은 ${ko}: ${detail}` } };
}
